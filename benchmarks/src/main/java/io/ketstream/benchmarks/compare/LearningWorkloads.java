package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// The workloads of machine learning by their formulas. Features, weights and labels are drawn from one [Xorshift] in
/// this order, features in [0, π), weights in [−π, π).
final class LearningWorkloads {
    private static final int REPETITIONS = 2;
    private static final int LAYERS = 5;
    private static final int SAMPLES = 32;

    private LearningWorkloads() {}

    /// The fidelity kernel matrix of `points` points under Qiskit's ZZFeatureMap with two repetitions and full
    /// entanglement. The circuit's parameters are what the features give: x_q, then (π − x_i)(π − x_j) for i < j.
    static Workload kernel(int qubits, int points) {
        var random = new Xorshift();
        List<RealVector> inputs = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            inputs.add(angles(features(qubits, random)));
        }
        List<Instruction> gates = new ArrayList<>();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            addZzLayer(gates, qubits);
        }
        return new Workload(
                "Gram n=" + qubits + " m=" + points,
                Workload.Family.GRAM,
                Workload.Task.KERNEL,
                ParameterizedCircuit.of(qubits, names("x", inputs.getFirst().size()), gates),
                RealVector.of(),
                readout(qubits),
                -1,
                new Workload.Data(inputs, RealVector.of()));
    }

    private static void addZzLayer(List<Instruction> gates, int qubits) {
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
        }
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(gate(Gate.P, ParameterExpression.parameter(qubit, 2), qubit));
        }
        int pair = qubits;
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(i, j)));
                gates.add(gate(Gate.P, ParameterExpression.parameter(pair++, 2), j));
                gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(i, j)));
            }
        }
    }

    private static double[] features(int count, Xorshift random) {
        var features = new double[count];
        for (int k = 0; k < count; k++) {
            features[k] = Math.PI * (random.next() + 1) / 2;
        }
        return features;
    }

    private static RealVector angles(double[] features) {
        var angles = new double[features.length * (features.length + 1) / 2];
        System.arraycopy(features, 0, angles, 0, features.length);
        int next = features.length;
        for (int i = 0; i < features.length; i++) {
            for (int j = i + 1; j < features.length; j++) {
                angles[next++] = (Math.PI - features[i]) * (Math.PI - features[j]);
            }
        }
        return RealVector.of(angles);
    }

    /// A gradient step of a quantum neural network: the mean over 32 samples of the cross-entropy
    /// −y log p − (1 − y) log(1 − p), p = 1/(1 + exp(−⟨Z₀⟩)), and its derivatives by the weights. RY(x_q) on every
    /// qubit, then five layers of RX, RY and RZ with a weight each and CX from each qubit to the next on a ring.
    static Workload network(int qubits, Workload.Task task) {
        var random = new Xorshift();
        List<RealVector> inputs = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            inputs.add(RealVector.of(features(qubits, random)));
        }
        List<Instruction> gates = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(gate(Gate.RY, ParameterExpression.parameter(qubit), qubit));
        }
        var weights = new double[3 * qubits * LAYERS];
        int next = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate rotation : List.of(Gate.RX, Gate.RY, Gate.RZ)) {
                    weights[next] = Math.PI * random.next();
                    gates.add(gate(rotation, ParameterExpression.parameter(qubits + next++), qubit));
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(qubit, (qubit + 1) % qubits)));
            }
        }
        var labels = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            labels[sample] = random.next() < 0 ? 0 : 1;
        }
        List<String> names = new ArrayList<>(names("x", qubits));
        names.addAll(names("w", weights.length));
        return new Workload(
                "QNN " + (task == Workload.Task.FIRST_STEP ? "first step " : "step ") + "n=" + qubits,
                Workload.Family.QNN,
                task,
                ParameterizedCircuit.of(qubits, names, gates),
                RealVector.of(weights),
                readout(qubits),
                -1,
                new Workload.Data(inputs, RealVector.of(labels)));
    }

    private static PauliSum readout(int qubits) {
        return PauliSum.of(PauliString.of(qubits, 'Z', 0));
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            names.add(prefix + k);
        }
        return names;
    }

    private static Instruction gate(Gate gate, ParameterExpression angle, int qubit) {
        return new Instruction.Apply(gate, List.of(angle), List.of(qubit));
    }
}
