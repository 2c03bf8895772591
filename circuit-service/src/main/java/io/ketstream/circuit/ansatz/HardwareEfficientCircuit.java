package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.HardwareEfficientLayer;
import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.run.Ansatz;

/// From |0…0⟩, per layer each named rotation on every qubit, then CX on the entangling pairs; a last round
/// of rotations ([HardwareEfficientLayer]).
///
/// `theta0…` in order of application: layer, rotation, qubit.
final class HardwareEfficientCircuit {

    private HardwareEfficientCircuit() {}

    static ParameterizedCircuit of(int qubits, Ansatz.HardwareEfficient ansatz) {
        var gates = new GateSequence(qubits, "ansatz.layers");
        int round = ansatz.rotations().size() * qubits;
        for (int layer = 0; layer < ansatz.layers(); layer++) {
            HardwareEfficientLayer.rotate(gates, ansatz.rotations(), layer * round);
            HardwareEfficientLayer.entangle(gates, ansatz.entanglement());
        }
        HardwareEfficientLayer.rotate(gates, ansatz.rotations(), ansatz.layers() * round);
        return gates.toCircuit(ParameterNames.numbered("theta", (ansatz.layers() + 1) * round));
    }
}
