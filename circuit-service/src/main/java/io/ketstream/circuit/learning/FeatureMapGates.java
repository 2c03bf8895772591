package io.ketstream.circuit.learning;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.HardwareEfficientLayer;
import io.ketstream.circuit.gate.PauliRotation;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.List;

/// The gates of a feature map, up to a global phase: parameter k of the circuit is angle k of
/// [FeatureMap#angles].
///
/// A phase P(λ) of a qubit is the gate RZ(λ), one of qubits that differ is RZZ(λ): both are diagonal, so
/// that a simulator can apply a whole round of them at once.
final class FeatureMapGates {

    private FeatureMapGates() {}

    static void append(GateSequence gates, FeatureMap map) {
        int qubits = gates.qubits();
        switch (map) {
            case FeatureMap.Angle angle -> repeat(angle.repetitions(), () -> rotations(gates, angle.rotations()));
            case FeatureMap.Z z ->
                repeat(z.repetitions(), () -> {
                    plus(gates);
                    onQubits(gates, "Z", 2);
                });
            case FeatureMap.Zz zz ->
                repeat(zz.repetitions(), () -> {
                    plus(gates);
                    onQubits(gates, "Z", 2);
                    onPairs(gates, "ZZ", zz.entanglement(), 2);
                });
            case FeatureMap.Pauli pauli ->
                repeat(pauli.repetitions(), () -> {
                    plus(gates);
                    for (String word : pauli.paulis()) {
                        if (word.length() == 1) {
                            onQubits(gates, word, pauli.alpha());
                        } else {
                            onPairs(gates, word, pauli.entanglement(), pauli.alpha());
                        }
                    }
                });
            case FeatureMap.Iqp iqp ->
                repeat(iqp.repetitions(), () -> {
                    plus(gates);
                    onQubits(gates, "Z", 1);
                    onPairs(gates, "ZZ", iqp.entanglement(), 1);
                });
            case FeatureMap.Separable separable ->
                repeat(separable.layers(), () -> {
                    for (int qubit = 0; qubit < qubits; qubit++) {
                        gates.rotate(Gate.RX, -Math.PI / 4, qubit);
                    }
                    for (int qubit = 0; qubit < qubits; qubit++) {
                        gates.rotate(Gate.RY, ParameterExpression.parameter(qubit, -1), qubit);
                    }
                });
            case FeatureMap.Amplitude _ -> AmplitudeGates.append(gates);
        }
    }

    private static void repeat(int times, Runnable round) {
        for (int time = 0; time < times; time++) {
            round.run();
        }
    }

    private static void plus(GateSequence gates) {
        for (int qubit = 0; qubit < gates.qubits(); qubit++) {
            gates.gate(Gate.H, qubit);
        }
    }

    private static void rotations(GateSequence gates, List<Rotation> rotations) {
        for (Rotation rotation : rotations) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                gates.rotate(HardwareEfficientLayer.gate(rotation), ParameterExpression.parameter(qubit), qubit);
            }
        }
    }

    /// exp(−i·factor/2·xᵢ·P) on each qubit i.
    private static void onQubits(GateSequence gates, String letter, double factor) {
        for (int qubit = 0; qubit < gates.qubits(); qubit++) {
            PauliRotation.append(
                    gates,
                    PauliString.of(gates.qubits(), letter.charAt(0), qubit),
                    ParameterExpression.parameter(qubit, factor));
        }
    }

    /// exp(−i·factor/2·φ·P) on each pair: its angles φ come after those of qubits.
    private static void onPairs(GateSequence gates, String word, Entanglement entanglement, double factor) {
        int parameter = gates.qubits();
        for (FeatureMap.Pair pair : FeatureMap.pairs(gates.qubits(), entanglement)) {
            PauliRotation.append(
                    gates, onPair(gates.qubits(), word, pair), ParameterExpression.parameter(parameter++, factor));
        }
    }

    /// The right letter on the pair's first qubit.
    private static PauliString onPair(int qubits, String word, FeatureMap.Pair pair) {
        var letters = new StringBuilder("I".repeat(qubits));
        letters.setCharAt(qubits - 1 - pair.first(), word.charAt(1));
        letters.setCharAt(qubits - 1 - pair.second(), word.charAt(0));
        return new PauliString(letters.toString());
    }
}
