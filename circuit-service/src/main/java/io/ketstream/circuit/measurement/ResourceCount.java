package io.ketstream.circuit.measurement;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.CircuitResources;

/// Counts the gates of a circuit as written, before any compilation for a device. Gates on three qubits count
/// among the two-qubit gates; the depth is the longest chain of gates that share qubits.
public final class ResourceCount {

    private ResourceCount() {}

    public static CircuitResources of(ParameterizedCircuit circuit) {
        int gates = 0;
        int entangling = 0;
        int depth = 0;
        int[] layer = new int[circuit.qubits()];
        for (Instruction instruction : circuit.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                gates++;
                entangling += apply.qubits().size() > 1 ? 1 : 0;
                int latest = 0;
                for (int qubit : apply.qubits()) {
                    latest = Math.max(latest, layer[qubit]);
                }
                for (int qubit : apply.qubits()) {
                    layer[qubit] = latest + 1;
                }
                depth = Math.max(depth, latest + 1);
            }
        }
        return new CircuitResources(
                gates, entangling, depth, circuit.parameters().size());
    }
}
