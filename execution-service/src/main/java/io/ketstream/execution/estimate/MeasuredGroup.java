package io.ketstream.execution.estimate;

import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.measurement.Diagonalization;
import io.ketstream.model.measurement.SignedZ;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import java.util.ArrayList;
import java.util.List;

/// One measurement group: the circuit followed by the change into a basis in which all its terms are diagonal, and the
/// group's energy on each outcome, Σ ± cₖ (−1)^{parity of the outcome on the mask of Pₖ}.
final class MeasuredGroup {

    private final CompiledCircuit circuit;
    private final long[] masks;
    private final double[] coefficients;
    private final double spread;

    private MeasuredGroup(CompiledCircuit circuit, long[] masks, double[] coefficients, double spread) {
        this.circuit = circuit;
        this.masks = masks;
        this.coefficients = coefficients;
        this.spread = spread;
    }

    /// @param group positions of commuting terms of the observable
    static MeasuredGroup of(ParameterizedCircuit circuit, PauliSum observable, List<Integer> group) {
        int terms = group.size();
        var basis = Diagonalization.of(group.stream()
                .map(index -> observable.terms().get(index).pauli())
                .toList());
        var masks = new long[terms];
        var coefficients = new double[terms];
        double spread = 0;
        for (int k = 0; k < terms; k++) {
            double coefficient = observable.terms().get(group.get(k)).coefficient();
            SignedZ read = basis.of(observable.terms().get(group.get(k)).pauli());
            masks[k] = read.mask();
            coefficients[k] = read.negative() ? -coefficient : coefficient;
            spread += Math.abs(coefficient);
        }
        var instructions = new ArrayList<>(circuit.instructions());
        instructions.addAll(basis.gates());
        var measured = ParameterizedCircuit.of(circuit.qubits(), circuit.parameters(), instructions);
        return new MeasuredGroup(CompiledCircuit.compile(measured), masks, coefficients, spread);
    }

    CompiledCircuit circuit() {
        return circuit;
    }

    /// Σ |cₖ|: the group's energy lies within ± this.
    double spread() {
        return spread;
    }

    double energy(long outcome) {
        double energy = 0;
        for (int k = 0; k < masks.length; k++) {
            energy += value(k, outcome);
        }
        return energy;
    }

    /// What the `k`-th term of the group adds to the energy of `outcome`.
    double value(int k, long outcome) {
        return (Long.bitCount(outcome & masks[k]) & 1) == 0 ? coefficients[k] : -coefficients[k];
    }
}
