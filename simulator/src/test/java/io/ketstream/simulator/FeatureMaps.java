package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Feature maps for tests, with a parameter for each angle that a row of features gives.
final class FeatureMaps {

    private FeatureMaps() {}

    /// Qiskit's ZFeatureMap, or with `pairs` its ZZFeatureMap with full entanglement: in each repetition H and P(2x_q)
    /// on every qubit, then P(2(π − x_i)(π − x_j)) on the parity of every pair i < j.
    static ParameterizedCircuit pauliZ(int qubits, int repetitions, boolean pairs) {
        int angles = pairs ? qubits * (qubits + 1) / 2 : qubits;
        var instructions = new ArrayList<Instruction>();
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(Circuits.gate(Gate.H, qubit));
                instructions.add(Circuits.gate(Gate.P, ParameterExpression.parameter(qubit, 2), qubit));
            }
            int angle = qubits;
            for (int i = 0; pairs && i < qubits; i++) {
                for (int j = i + 1; j < qubits; j++) {
                    instructions.add(Circuits.gate(Gate.CX, i, j));
                    instructions.add(Circuits.gate(Gate.P, ParameterExpression.parameter(angle++, 2), j));
                    instructions.add(Circuits.gate(Gate.CX, i, j));
                }
            }
        }
        List<String> names = IntStream.range(0, angles).mapToObj(k -> "x" + k).toList();
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    /// The parameters of [#pauliZ]: the features, then (π − x_i)(π − x_j) of every pair.
    static RealVector angles(double[] features, boolean pairs) {
        var angles = new ArrayList<Double>();
        for (double feature : features) {
            angles.add(feature);
        }
        for (int i = 0; pairs && i < features.length; i++) {
            for (int j = i + 1; j < features.length; j++) {
                angles.add((Math.PI - features[i]) * (Math.PI - features[j]));
            }
        }
        return RealVector.of(angles.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
