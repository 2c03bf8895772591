package io.ketstream.optimizer.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Exact minimisation of a sparse energy by eliminating one spin after the other (dynamic programming along a tree
/// decomposition; U. Bertelè, F. Brioschi, Nonserial Dynamic Programming, 1972).
///
/// The spin with the fewest neighbours goes next; its minimum over ±1 becomes a table over its neighbours, which from
/// then on are neighbours of each other. Cost Σ 2^(neighbours + 1) table entries, known before anything is computed.
final class Elimination {

    private static final int WIDEST = 20;

    /// min energy and number of minimisers of what was eliminated, by the bits of `scope` (bit set: spin −1).
    private static final class Table {

        private final int[] scope;
        private final double[] energies;
        private final double[] counts;

        Table(int[] scope, double[] energies, double[] counts) {
            this.scope = scope;
            this.energies = energies;
            this.counts = counts;
        }

        int[] scope() {
            return scope;
        }

        double[] energies() {
            return energies;
        }

        double[] counts() {
            return counts;
        }
    }

    private static final class Step {

        private final int spin;
        private final int[] scope;

        Step(int spin, int[] scope) {
            this.spin = spin;
            this.scope = scope;
        }

        int spin() {
            return spin;
        }

        int[] scope() {
            return scope;
        }
    }

    private final SpinModel model;
    private final List<Step> steps;
    private final long cost;

    private Elimination(SpinModel model, List<Step> steps, long cost) {
        this.model = model;
        this.steps = steps;
        this.cost = cost;
    }

    /// The plan, or null when it would take more than `budget` table entries or too wide a table.
    static @Nullable Elimination plan(SpinModel model, long budget) {
        int n = model.size();
        BitSet[] graph = new BitSet[n];
        for (int i = 0; i < n; i++) {
            graph[i] = new BitSet(n);
            for (int j : model.neighbours(i)) {
                graph[i].set(j);
            }
        }
        var left = new BitSet(n);
        left.set(0, n);
        var steps = new ArrayList<Step>();
        long cost = 0;
        while (!left.isEmpty()) {
            int spin = fewestNeighbours(graph, left);
            int[] scope = graph[spin].stream().toArray();
            cost += 2L << Math.min(scope.length, 40);
            if (scope.length > WIDEST || cost > budget) {
                return null;
            }
            for (int j : scope) {
                graph[j].or(graph[spin]);
                graph[j].clear(spin);
                graph[j].clear(j);
            }
            left.clear(spin);
            steps.add(new Step(spin, scope));
        }
        return new Elimination(model, steps, cost);
    }

    SpinOptimum run() {
        var tables = new ArrayList<Table>();
        var decisions = new ArrayList<BitSet>();
        double energy = model.offset();
        double count = 1;
        for (Step step : steps) {
            var used = new ArrayList<Table>();
            for (Table table : tables) {
                if (Arrays.binarySearch(table.scope(), step.spin()) >= 0) {
                    used.add(table);
                }
            }
            tables.removeAll(used);
            var decision = new BitSet();
            Table table = eliminate(step, used, decision);
            decisions.add(decision);
            if (table.scope().length == 0) {
                energy += table.energies()[0];
                count *= table.counts()[0];
            } else {
                tables.add(table);
            }
        }
        byte[] spins = new byte[model.size()];
        for (int k = steps.size() - 1; k >= 0; k--) {
            Step step = steps.get(k);
            int index = 0;
            for (int p = 0; p < step.scope().length; p++) {
                index |= spins[step.scope()[p]] < 0 ? 1 << p : 0;
            }
            spins[step.spin()] = (byte) (decisions.get(k).get(index) ? -1 : 1);
        }
        double exact = model.energy(spins);
        return new SpinOptimum(exact, spins, count, Math.min(exact, energy + model.tolerance()), cost);
    }

    private Table eliminate(Step step, List<Table> used, BitSet decision) {
        int[] scope = step.scope();
        int entries = 1 << scope.length;
        double[] energies = new double[entries];
        double[] counts = new double[entries];
        double[] weights = new double[scope.length];
        for (int p = 0; p < scope.length; p++) {
            weights[p] = model.coupling(step.spin(), scope[p]);
        }
        int[][] positions = new int[used.size()][];
        for (int t = 0; t < used.size(); t++) {
            positions[t] = positions(used.get(t).scope(), step);
        }
        for (int index = 0; index < entries; index++) {
            double up = model.field(step.spin());
            for (int p = 0; p < scope.length; p++) {
                up += (index >>> p & 1) == 0 ? weights[p] : -weights[p];
            }
            double down = -up;
            double waysUp = 1;
            double waysDown = 1;
            int withSpin = index | entries;
            for (int t = 0; t < used.size(); t++) {
                Table table = used.get(t);
                int at = project(index, positions[t]);
                up += table.energies()[at];
                waysUp *= table.counts()[at];
                at = project(withSpin, positions[t]);
                down += table.energies()[at];
                waysDown *= table.counts()[at];
            }
            energies[index] = Math.min(up, down);
            counts[index] =
                    Math.abs(up - down) <= model.tolerance() ? waysUp + waysDown : up < down ? waysUp : waysDown;
            if (down < up) {
                decision.set(index);
            }
        }
        return new Table(scope, energies, counts);
    }

    /// For each spin of a table its bit in the index over the step's scope; the eliminated spin has the highest.
    private static int[] positions(int[] tableScope, Step step) {
        int[] positions = new int[tableScope.length];
        for (int p = 0; p < tableScope.length; p++) {
            positions[p] = tableScope[p] == step.spin()
                    ? step.scope().length
                    : Arrays.binarySearch(step.scope(), tableScope[p]);
        }
        return positions;
    }

    private static int project(int index, int[] positions) {
        int projected = 0;
        for (int p = 0; p < positions.length; p++) {
            projected |= (index >>> positions[p] & 1) << p;
        }
        return projected;
    }

    private static int fewestNeighbours(BitSet[] graph, BitSet left) {
        int best = left.nextSetBit(0);
        int fewest = graph[best].cardinality();
        for (int i = left.nextSetBit(0); i >= 0 && fewest > 0; i = left.nextSetBit(i + 1)) {
            int neighbours = graph[i].cardinality();
            if (neighbours < fewest) {
                best = i;
                fewest = neighbours;
            }
        }
        return best;
    }
}
