package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;

/// The energy of product states along one axis: Σ c · (−1)^(ones in the term's support) over the terms that
/// have only that letter.
final class AxisEnergy {

    private final int qubits;
    private final long[] supports;
    private final double[] coefficients;

    private AxisEnergy(int qubits, long[] supports, double[] coefficients) {
        this.qubits = qubits;
        this.supports = supports;
        this.coefficients = coefficients;
    }

    static AxisEnergy of(PauliSum operator, char axis) {
        var along = operator.terms().stream()
                .filter(term -> term.pauli().label().chars().allMatch(letter -> letter == 'I' || letter == axis))
                .toList();
        long[] supports = along.stream()
                .map(PauliSum.Term::pauli)
                .mapToLong(AxisEnergy::support)
                .toArray();
        double[] coefficients =
                along.stream().mapToDouble(PauliSum.Term::coefficient).toArray();
        return new AxisEnergy(operator.qubits(), supports, coefficients);
    }

    double at(long ones) {
        double energy = 0;
        for (int k = 0; k < supports.length; k++) {
            energy += (Long.bitCount(ones & supports[k]) & 1) == 0 ? coefficients[k] : -coefficients[k];
        }
        return energy;
    }

    /// Flips one or two qubits, first improvement in order, until none lowers the energy.
    long descend(long start) {
        long best = start;
        double lowest = at(start);
        boolean improved = true;
        while (improved) {
            improved = false;
            for (int i = 0; i < qubits; i++) {
                for (int j = i; j < qubits; j++) {
                    long flipped = best ^ (1L << i | 1L << j);
                    double energy = at(flipped);
                    // a real gain only, so that rounding cannot go round in circles
                    if (energy < lowest - 1e-12 * Math.abs(lowest)) {
                        best = flipped;
                        lowest = energy;
                        improved = true;
                    }
                }
            }
        }
        return best;
    }

    private static long support(PauliString pauli) {
        return pauli.xMask() | pauli.zMask();
    }
}
