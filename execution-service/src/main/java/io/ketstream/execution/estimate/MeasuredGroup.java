package io.ketstream.execution.estimate;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import java.util.ArrayList;
import java.util.List;

/// One measurement group: the circuit followed by the rotation into the group's basis, and the group's energy on
/// each outcome, Σ cₖ (−1)^{parity of the outcome on the qubits of Pₖ}.
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

    static MeasuredGroup of(ParameterizedCircuit circuit, PauliSum observable, MeasurementGroup group) {
        int terms = group.terms().size();
        var masks = new long[terms];
        var coefficients = new double[terms];
        double spread = 0;
        for (int k = 0; k < terms; k++) {
            PauliSum.Term term = observable.terms().get(group.terms().get(k));
            masks[k] = term.pauli().xMask() | term.pauli().zMask();
            coefficients[k] = term.coefficient();
            spread += Math.abs(term.coefficient());
        }
        return new MeasuredGroup(CompiledCircuit.compile(rotated(circuit, group.basis())), masks, coefficients, spread);
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
            energy += (Long.bitCount(outcome & masks[k]) & 1) == 0 ? coefficients[k] : -coefficients[k];
        }
        return energy;
    }

    /// X is measured after H, Y after S† and H.
    private static ParameterizedCircuit rotated(ParameterizedCircuit circuit, PauliString basis) {
        var instructions = new ArrayList<>(circuit.instructions());
        for (int qubit = 0; qubit < basis.qubits(); qubit++) {
            char letter = basis.at(qubit);
            if (letter == 'Y') {
                instructions.add(new Instruction.Apply(Gate.SDG, List.of(), List.of(qubit)));
            }
            if (letter == 'X' || letter == 'Y') {
                instructions.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
            }
        }
        return ParameterizedCircuit.of(circuit.qubits(), circuit.parameters(), instructions);
    }
}
