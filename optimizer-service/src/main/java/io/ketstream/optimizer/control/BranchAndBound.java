package io.ketstream.optimizer.control;

/// Depth-first branch and bound over free spins.
///
/// With some spins fixed, E ≥ E(fixed) − Σ_free |fᵢ| − Σ_free pairs |Jᵢⱼ|, where fᵢ is the field of the fixed spins on
/// spin i; all three are kept up to date at O(degree) a node. The free spin with the strongest field is fixed next,
/// first along its field. Only what lies above the best energy by more than the tolerance is cut off, so that a
/// finished search has met every optimal assignment; an unfinished one has the lowest bound of what it left open.
final class BranchAndBound {

    private final SpinModel model;
    private final long budget;
    private final double tolerance;
    private final byte[] spins;
    private final double[] local;
    private double best;
    private byte[] bestSpins;
    private long count;
    private long nodes;

    private BranchAndBound(SpinModel model, byte[] incumbent, long budget) {
        this.model = model;
        this.budget = budget;
        this.tolerance = model.tolerance();
        this.spins = new byte[model.size()];
        this.local = new double[model.size()];
        this.best = model.energy(incumbent);
        this.bestSpins = incumbent.clone();
    }

    /// @param incumbent a good assignment to start from
    static SpinOptimum run(SpinModel model, byte[] incumbent, long budget) {
        var search = new BranchAndBound(model, incumbent, budget);
        double pairs = 0;
        double fields = 0;
        for (int i = 0; i < model.size(); i++) {
            search.local[i] = model.field(i);
            fields += Math.abs(model.field(i));
            for (double weight : model.weights(i)) {
                pairs += Math.abs(weight) / 2;
            }
        }
        double open = search.search(model.size(), model.offset(), fields, pairs);
        boolean finished = search.nodes < budget;
        double bound = Math.min(open, search.best);
        if (bound >= search.best - search.tolerance) {
            bound = search.best;
        }
        return new SpinOptimum(search.best, search.bestSpins, finished ? search.count : -1, bound, search.nodes);
    }

    /// A lower bound of the subtree that is the energy of its best assignment if the subtree was searched whole.
    private double search(int free, double energy, double fields, double pairs) {
        double bound = energy - fields - pairs;
        if (bound > best + tolerance || nodes >= budget) {
            return bound;
        }
        nodes++;
        if (free == 0) {
            meet();
            return energy;
        }
        int spin = strongest();
        double field = local[spin];
        byte first = (byte) (field > 0 ? -1 : 1);
        double rest = fields - Math.abs(field);
        double one = fix(spin, first, free, energy, rest, pairs);
        double other = fix(spin, (byte) -first, free, energy, rest, pairs);
        return Math.max(bound, Math.min(one, other));
    }

    private double fix(int spin, byte value, int free, double energy, double fields, double pairs) {
        int[] neighbours = model.neighbours(spin);
        double[] weights = model.weights(spin);
        double[] before = new double[neighbours.length];
        spins[spin] = value;
        for (int k = 0; k < neighbours.length; k++) {
            int j = neighbours[k];
            before[k] = local[j];
            if (spins[j] == 0) {
                fields -= Math.abs(local[j]);
                pairs -= Math.abs(weights[k]);
                local[j] += weights[k] * value;
                fields += Math.abs(local[j]);
            }
        }
        double bound = search(free - 1, energy + value * local[spin], fields, pairs);
        for (int k = 0; k < neighbours.length; k++) {
            local[neighbours[k]] = before[k];
        }
        spins[spin] = 0;
        return bound;
    }

    private int strongest() {
        int best = -1;
        double strength = -1;
        for (int i = 0; i < spins.length; i++) {
            if (spins[i] == 0) {
                double mine = Math.abs(local[i]);
                if (mine > strength
                        || (mine == strength && model.neighbours(i).length > model.neighbours(best).length)) {
                    best = i;
                    strength = mine;
                }
            }
        }
        return best;
    }

    private void meet() {
        double energy = model.energy(spins);
        if (energy < best - tolerance) {
            best = energy;
            bestSpins = spins.clone();
            count = 1;
        } else if (energy <= best + tolerance) {
            count++;
        }
    }
}
