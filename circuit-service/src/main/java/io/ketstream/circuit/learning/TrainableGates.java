package io.ketstream.circuit.learning;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.HardwareEfficientLayer;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.learning.TrainableLayers;

/// The gates of one layer of a network, a weight each in order of application; those of a strongly
/// entangling layer are PennyLane's array of layers, qubits and three angles.
final class TrainableGates {

    private static final int ROTATIONS = 3;

    private TrainableGates() {}

    /// @param layer counted from 0
    /// @param first parameter of the circuit that is a weight
    static void append(GateSequence gates, TrainableLayers layers, int layer, int first) {
        int weight = first + layer * layers.weights(gates.qubits()) / layers.layers();
        switch (layers) {
            case TrainableLayers.StronglyEntangling entangling -> {
                rotations(gates, weight);
                ring(gates, layer, entangler(entangling));
            }
            case TrainableLayers.HardwareEfficient efficient -> {
                HardwareEfficientLayer.rotate(gates, efficient.rotations(), weight);
                HardwareEfficientLayer.entangle(gates, efficient.entanglement());
            }
            case TrainableLayers.Brickwork brickwork -> {
                HardwareEfficientLayer.rotate(gates, brickwork.rotations(), weight);
                for (int qubit = layer % 2; qubit + 1 < gates.qubits(); qubit += 2) {
                    gates.gate(Gate.CZ, qubit, qubit + 1);
                }
            }
            case TrainableLayers.Rotations rotations ->
                HardwareEfficientLayer.rotate(gates, rotations.rotations(), weight);
        }
    }

    private static void rotations(GateSequence gates, int first) {
        for (int qubit = 0; qubit < gates.qubits(); qubit++) {
            int weight = first + ROTATIONS * qubit;
            gates.rotate(Gate.RZ, ParameterExpression.parameter(weight), qubit)
                    .rotate(Gate.RY, ParameterExpression.parameter(weight + 1), qubit)
                    .rotate(Gate.RZ, ParameterExpression.parameter(weight + 2), qubit);
        }
    }

    private static Gate entangler(TrainableLayers.StronglyEntangling layers) {
        return switch (layers.entanglerOrDefault()) {
            case CX -> Gate.CX;
            case CZ -> Gate.CZ;
        };
    }

    private static void ring(GateSequence gates, int layer, Gate entangler) {
        int qubits = gates.qubits();
        if (qubits == 1) {
            return;
        }
        int range = layer % (qubits - 1) + 1;
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.gate(entangler, qubit, (qubit + range) % qubits);
        }
    }
}
