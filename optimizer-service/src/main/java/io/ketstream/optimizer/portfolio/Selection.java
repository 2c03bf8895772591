package io.ketstream.optimizer.portfolio;

import io.ketstream.model.RealVector;
import java.util.BitSet;
import java.util.List;

/// A selection that is being changed, with g = Σx kept up to date: an asset that enters or leaves
/// costs O(n), its effect on f is known in O(1).
public final class Selection {

    private final SelectionProblem problem;
    private final BitSet chosen = new BitSet();
    private final double[] risk;

    private Selection(SelectionProblem problem) {
        this.problem = problem;
        this.risk = new double[problem.size()];
    }

    /// @param assets as many as the problem permits
    public static Selection of(SelectionProblem problem, BitSet assets) {
        int count = assets.cardinality();
        if (count < problem.minCardinality() || count > problem.cardinality() || assets.length() > problem.size()) {
            throw new IllegalArgumentException("a selection has " + problem.minCardinality() + " to "
                    + problem.cardinality() + " of " + problem.size() + " assets, not " + count + " of "
                    + assets.length());
        }
        var selection = new Selection(problem);
        assets.stream().forEach(selection::add);
        return selection;
    }

    /// The solutions of clusters side by side.
    ///
    /// @param clusters disjoint
    /// @param solutions of each cluster in order, bit a for its a-th asset
    public static Selection ofParts(SelectionProblem problem, List<List<Integer>> clusters, List<BitSet> solutions) {
        var assets = new BitSet();
        for (int c = 0; c < clusters.size(); c++) {
            List<Integer> cluster = clusters.get(c);
            solutions.get(c).stream().forEach(a -> assets.set(cluster.get(a)));
        }
        return of(problem, assets);
    }

    /// None of the problem's assets yet, for who adds them one by one.
    static Selection empty(SelectionProblem problem) {
        return new Selection(problem);
    }

    public SelectionProblem problem() {
        return problem;
    }

    public boolean contains(int asset) {
        return chosen.get(asset);
    }

    /// How many assets are selected.
    public int count() {
        return chosen.cardinality();
    }

    /// The first selected asset from `from` on, or −1.
    int next(int from) {
        return chosen.nextSetBit(from);
    }

    /// A copy that the caller may change.
    public BitSet assets() {
        return (BitSet) chosen.clone();
    }

    /// f, out of g: O(K).
    public double value() {
        double value = 0;
        for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
            value +=
                    problem.riskAversion() * risk[i] - problem.expectedReturns().get(i);
        }
        return value;
    }

    /// What it does to f when `in`, which is not selected, is too: q(σⱼⱼ + 2gⱼ) − μⱼ.
    double entering(int in) {
        return problem.riskAversion() * (problem.covariance().get(in, in) + 2 * risk[in])
                - problem.expectedReturns().get(in);
    }

    /// What it does to f when `out`, which is selected, no longer is: q(σᵢᵢ − 2gᵢ) + μᵢ.
    double leaving(int out) {
        return problem.riskAversion() * (problem.covariance().get(out, out) - 2 * risk[out])
                + problem.expectedReturns().get(out);
    }

    /// What it does to f when the asset leaves where it is selected, or enters where it is not.
    double flipping(int asset) {
        return contains(asset) ? leaving(asset) : entering(asset);
    }

    /// The size of the numbers that [#flipping] adds up, and so of what it is rounded by: q(|σᵢᵢ| + 2|gᵢ|) + |μᵢ|.
    double magnitude(int asset) {
        return problem.riskAversion() * (Math.abs(problem.covariance().get(asset, asset)) + 2 * Math.abs(risk[asset]))
                + Math.abs(problem.expectedReturns().get(asset));
    }

    /// 2qσᵢⱼ: so much less than by themselves it costs that one leaves and the other enters.
    double coupling(int out, int in) {
        return 2 * problem.riskAversion() * problem.covariance().get(out, in);
    }

    void add(int asset) {
        chosen.set(asset);
        addToRisk(1, asset);
    }

    void remove(int asset) {
        chosen.clear(asset);
        addToRisk(-1, asset);
    }

    private void addToRisk(double sign, int asset) {
        RealVector row = problem.covariance().row(asset);
        for (int j = 0; j < risk.length; j++) {
            risk[j] += sign * row.get(j);
        }
    }

    /// The selection from a cluster as the others stand: μ̃ = μ_c − 2q((Σx)_c − Σ_cc x_c), the problem's own q, and as
    /// many assets as are selected of the cluster now.
    public SelectionProblem around(List<Integer> cluster) {
        double[] returns = new double[cluster.size()];
        int count = 0;
        for (int a = 0; a < returns.length; a++) {
            double outside = risk[cluster.get(a)];
            for (int other : cluster) {
                outside -= chosen.get(other) ? problem.covariance().get(cluster.get(a), other) : 0;
            }
            returns[a] = problem.expectedReturns().get(cluster.get(a)) - 2 * problem.riskAversion() * outside;
            count += chosen.get(cluster.get(a)) ? 1 : 0;
        }
        return problem.part(cluster, RealVector.of(returns), problem.riskAversion(), count);
    }

    /// What it does to f when `candidate`, bit a for the a-th asset of the cluster, takes the place of what is selected
    /// of it: q(dᵀΣ_cc d + 2(Σx)_cᵀd) − μ_cᵀd with d the difference.
    public double change(List<Integer> cluster, BitSet candidate) {
        double change = 0;
        for (int a = 0; a < cluster.size(); a++) {
            int difference = difference(cluster, candidate, a);
            if (difference != 0) {
                int asset = cluster.get(a);
                double risks = 2 * risk[asset];
                for (int b = 0; b < cluster.size(); b++) {
                    risks += difference(cluster, candidate, b)
                            * problem.covariance().get(asset, cluster.get(b));
                }
                change += difference
                        * (problem.riskAversion() * risks
                                - problem.expectedReturns().get(asset));
            }
        }
        return change;
    }

    /// Takes `candidate` for the cluster if that lowers f.
    ///
    /// @return whether it does
    public boolean offer(List<Integer> cluster, BitSet candidate) {
        if (!(change(cluster, candidate) < 0)) {
            return false;
        }
        for (int a = 0; a < cluster.size(); a++) {
            switch (difference(cluster, candidate, a)) {
                case 1 -> add(cluster.get(a));
                case -1 -> remove(cluster.get(a));
                default -> {}
            }
        }
        return true;
    }

    private int difference(List<Integer> cluster, BitSet candidate, int a) {
        return (candidate.get(a) ? 1 : 0) - (chosen.get(cluster.get(a)) ? 1 : 0);
    }
}
