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

/// The gates of a feature map, up to a global phase: angle k of [FeatureMap#angles] is parameter k behind the first one
/// that the circuit has for it.
///
/// A phase P(λ) of a qubit is the gate RZ(λ), one of qubits that differ is RZZ(λ): both are diagonal, so
/// that a simulator can apply a whole round of them at once.
final class FeatureMapGates {

    private final GateSequence gates;
    private final int first;

    private FeatureMapGates(GateSequence gates, int first) {
        this.gates = gates;
        this.first = first;
    }

    /// @param angles of a row
    /// @param first parameter of the circuit that is an angle of the map
    static void append(GateSequence gates, FeatureMap map, int angles, int first) {
        new FeatureMapGates(gates, first).append(map, angles);
    }

    private void append(FeatureMap map, int angles) {
        int qubits = gates.qubits();
        switch (map) {
            case FeatureMap.Angle angle -> repeat(angle.repetitions(), () -> rotations(angle.rotations()));
            case FeatureMap.DenseAngle dense -> denseAngles(dense.rotations(), angles);
            case FeatureMap.Z z ->
                repeat(z.repetitions(), () -> {
                    plus();
                    onQubits("Z", 2);
                });
            case FeatureMap.Zz zz ->
                repeat(zz.repetitions(), () -> {
                    plus();
                    onQubits("Z", 2);
                    onPairs("ZZ", zz.entanglement(), 2);
                });
            case FeatureMap.Pauli pauli ->
                repeat(pauli.repetitions(), () -> {
                    plus();
                    for (String word : pauli.paulis()) {
                        if (word.length() == 1) {
                            onQubits(word, pauli.alpha());
                        } else {
                            onPairs(word, pauli.entanglement(), pauli.alpha());
                        }
                    }
                });
            case FeatureMap.Iqp iqp ->
                repeat(iqp.repetitions(), () -> {
                    plus();
                    onQubits("Z", 1);
                    onPairs("ZZ", iqp.entanglement(), 1);
                });
            case FeatureMap.Separable separable ->
                repeat(separable.layers(), () -> {
                    for (int qubit = 0; qubit < qubits; qubit++) {
                        gates.rotate(Gate.RX, -Math.PI / 4, qubit);
                    }
                    for (int qubit = 0; qubit < qubits; qubit++) {
                        gates.rotate(Gate.RY, ParameterExpression.parameter(first + qubit, -1), qubit);
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

    private void plus() {
        for (int qubit = 0; qubit < gates.qubits(); qubit++) {
            gates.gate(Gate.H, qubit);
        }
    }

    private void rotations(List<Rotation> rotations) {
        for (Rotation rotation : rotations) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                gates.rotate(
                        HardwareEfficientLayer.gate(rotation), ParameterExpression.parameter(first + qubit), qubit);
            }
        }
    }

    private void denseAngles(List<Rotation> rotations, int angles) {
        for (int k = 0; k < rotations.size(); k++) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                denseAngle(gates, rotations, angles, first, k, qubit);
            }
        }
    }

    /// The rotation of one feature of [FeatureMap.DenseAngle], where there is such a feature.
    ///
    /// @param angles of a row
    /// @param first as for [#append]
    /// @param rotation counted from 0
    static void denseAngle(
            GateSequence gates, List<Rotation> rotations, int angles, int first, int rotation, int qubit) {
        int angle = rotations.size() * qubit + rotation;
        if (angle < angles) {
            gates.rotate(
                    HardwareEfficientLayer.gate(rotations.get(rotation)),
                    ParameterExpression.parameter(first + angle),
                    qubit);
        }
    }

    /// exp(−i·factor/2·xᵢ·P) on each qubit i.
    private void onQubits(String letter, double factor) {
        for (int qubit = 0; qubit < gates.qubits(); qubit++) {
            PauliRotation.append(
                    gates,
                    PauliString.of(gates.qubits(), letter.charAt(0), qubit),
                    ParameterExpression.parameter(first + qubit, factor));
        }
    }

    /// exp(−i·factor/2·φ·P) on each pair: its angles φ come after those of qubits.
    private void onPairs(String word, Entanglement entanglement, double factor) {
        int parameter = first + gates.qubits();
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
