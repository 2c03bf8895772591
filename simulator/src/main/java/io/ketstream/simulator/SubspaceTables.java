package io.ketstream.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What a plan looks up while it runs: the basis, the start, the pairs of positions for each pair of qubits, and
/// phases by basis state. Made once per plan, when it first runs.
final class SubspaceTables {

    private final SubspaceBasis basis;
    private final double[] startRe;
    private final double[] startIm;
    private final Map<Long, SubspacePairs> pairs = new HashMap<>();
    private final double[][] phases;
    private final double[] largestPhases;

    SubspaceTables(
            int qubits,
            int ones,
            SparseState start,
            List<SubspaceStep> steps,
            List<SortedMap<Long, Double>> phaseFactors) {
        this.basis = new SubspaceBasis(qubits, ones);
        this.startRe = new double[basis.size()];
        this.startIm = new double[basis.size()];
        for (int k = 0; k < start.size(); k++) {
            int position = basis.position(start.basisState(k));
            startRe[position] = start.real(k);
            startIm[position] = start.imaginary(k);
        }
        for (SubspaceStep step : steps) {
            if (step instanceof SubspaceStep.Block block) {
                pairs.computeIfAbsent(
                        key(block.low(), block.high()), _ -> SubspacePairs.of(basis, block.low(), block.high()));
            }
        }
        this.phases = new double[phaseFactors.size()][];
        this.largestPhases = new double[phaseFactors.size()];
        for (int table = 0; table < phases.length; table++) {
            phases[table] = phases(phaseFactors.get(table));
            for (double coefficient : phaseFactors.get(table).values()) {
                largestPhases[table] += Math.abs(coefficient) / 2;
            }
        }
    }

    /// A new state, at the start.
    SubspaceState start() {
        var state = new SubspaceState(basis);
        start(state);
        return state;
    }

    /// Puts `state` to the start.
    void start(SubspaceState state) {
        System.arraycopy(startRe, 0, state.re, 0, startRe.length);
        System.arraycopy(startIm, 0, state.im, 0, startIm.length);
    }

    SubspacePairs pairs(int low, int high) {
        SubspacePairs found = pairs.get(key(low, high));
        if (found == null) {
            throw new IllegalStateException("no pairs of qubits " + low + " and " + high);
        }
        return found;
    }

    /// ½ Σ cₘ (−1)^{|x∧m|} by position.
    double[] phases(int table) {
        return phases[table];
    }

    /// At least the largest absolute value in the table.
    double largestPhase(int table) {
        return largestPhases[table];
    }

    private double[] phases(SortedMap<Long, Double> factors) {
        var values = new double[basis.size()];
        factors.forEach((mask, coefficient) -> {
            double half = coefficient / 2;
            for (int k = 0; k < values.length; k++) {
                values[k] += (Long.bitCount(basis.state(k) & mask) & 1) == 0 ? half : -half;
            }
        });
        return values;
    }

    private static long key(int low, int high) {
        return ((long) low << 32) | high;
    }
}
