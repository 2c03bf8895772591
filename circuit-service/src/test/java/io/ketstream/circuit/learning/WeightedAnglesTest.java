package io.ketstream.circuit.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.States;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.qasm.OpenQasm3Writer;
import io.ketstream.simulator.Statevector;
import io.ketstream.support.event.ModelJson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The circuit of `DataReuploadingClassifier` of XanaduAI/qml-benchmarks, and others whose angles
/// are weighted.
class WeightedAnglesTest {

    private static LearningModel network(String map, String more) {
        return of("\"type\": \"" + map + "\"", more);
    }

    private static LearningModel of(String map, String more) {
        return ModelJson.mapper()
                .readValue(
                        "{\"type\": \"quantum-neural-network\", \"featureMap\": {" + map + "}" + more + "}",
                        LearningModel.class);
    }

    private static LearningCircuit published(int layers, int features) {
        return LearningCircuit.of(
                of("\"type\": \"dense-angle\", \"rotations\": [\"rz\", \"ry\", \"rz\"]", """
                , "layers": {"type": "brickwork", "layers": %d},
                "reuploading": true, "weighted": true, "closing": true""".formatted(layers)),
                features,
                1);
    }

    /// Seven features on three qubits in two layers, by PennyLane 0.45.1 (`default.qubit`): weight k is
    /// (7k mod 11 − 5)/8, the first 21 the published `omega` by layers and features without padding,
    /// the others `theta` by layers, rotations and qubits.
    @Test
    void thePublishedClassifierHasPennyLanesExpectations() {
        LearningCircuit learning = published(2, 7);
        assertThat(learning.inputs()).isEqualTo(7);
        assertThat(learning.weights()).isEqualTo(3 * 7 + 3 * 9);
        double[] features = {0.3, -1.1, 0.8, 0.5, 2.0, 0.7, -0.6};
        double[] parameters = IntStream.range(0, 48)
                .mapToDouble(k -> (7 * k % 11 - 5) / 8.0 * (k < 21 ? features[k % 7] : 1))
                .toArray();
        Statevector state = States.of(learning.circuit(), parameters);
        double[] expected = {0.8895731511143765, 0.8631230731057193, 0.7766023783624629};
        for (int qubit = 0; qubit < 3; qubit++) {
            assertThat(expectationOfZ(state, qubit)).isCloseTo(expected[qubit], within(1e-12));
        }
        assertThat(learning.readout()).containsExactly(new PauliString("IIZ"));
    }

    private static double expectationOfZ(Statevector state, int qubit) {
        double sum = 0;
        for (int i = 0; i < state.size(); i++) {
            double probability = state.real(i) * state.real(i) + state.imaginary(i) * state.imaginary(i);
            sum += (i >> qubit & 1) == 0 ? probability : -probability;
        }
        return sum;
    }

    @Test
    void pairsOfNeighboursAreJoinedInTurn() {
        List<List<Integer>> pairs = published(3, 12).circuit().instructions().stream()
                .map(Instruction.Apply.class::cast)
                .filter(gate -> gate.gate() == Gate.CZ)
                .map(Instruction.Apply::qubits)
                .toList();
        assertThat(pairs).containsExactly(List.of(0, 1), List.of(2, 3), List.of(1, 2), List.of(0, 1), List.of(2, 3));
    }

    @Test
    void aWeightHasThePlaceOfTheParameterThatItIsIn() {
        ParameterizedCircuit circuit = published(1, 2).circuit();
        assertThat(circuit.qubits()).isEqualTo(1);
        assertThat(circuit.parameters())
                .containsExactly("xw0", "xw1", "xw2", "xw3", "w4", "w5", "w6", "w7", "w8", "w9");
        assertThat(OpenQasm3Writer.write(circuit).lines().filter(line -> line.contains("q[0]")))
                .containsExactly(
                        "rz(xw0) q[0];",
                        "ry(xw1) q[0];",
                        "rz(w4) q[0];",
                        "ry(w5) q[0];",
                        "rz(w6) q[0];",
                        "rz(xw2) q[0];",
                        "rz(w7) q[0];",
                        "ry(xw3) q[0];",
                        "ry(w8) q[0];",
                        "rz(w9) q[0];");
    }

    /// All weights of angles 1: as if these were not weighted.
    @Test
    void everyMapIsWeightedByItsAngles() {
        for (String map : List.of("angle", "dense-angle", "z", "zz", "pauli", "iqp", "separable")) {
            String more = ", \"reuploading\": true, \"layers\": {\"type\": \"rotations\", \"layers\": 2}";
            LearningCircuit plain = LearningCircuit.of(network(map, more), 3, 1);
            LearningCircuit weighted = LearningCircuit.of(network(map, more + ", \"weighted\": true"), 3, 1);
            int angles = plain.inputs();
            assertThat(weighted.inputs()).isEqualTo(angles);
            assertThat(weighted.weights()).as(map).isEqualTo(2 * angles + plain.weights());
            double[] parameters = IntStream.range(0, angles + plain.weights())
                    .mapToDouble(k -> Math.sin(k + 1))
                    .toArray();
            double[] twice = Arrays.copyOf(parameters, angles + parameters.length);
            System.arraycopy(parameters, 0, twice, angles, parameters.length);
            Statevector expected = States.of(plain.circuit(), parameters);
            Statevector state = States.of(weighted.circuit(), twice);
            for (int i = 0; i < state.size(); i++) {
                assertThat(state.real(i)).as(map).isCloseTo(expected.real(i), within(1e-12));
                assertThat(state.imaginary(i)).as(map).isCloseTo(expected.imaginary(i), within(1e-12));
            }
        }
    }

    /// By the gates that are there.
    @Test
    void rotationsOfWeightsAreCounted() {
        for (String map : List.of(
                "'type': 'angle', 'rotations': ['ry', 'rz'], 'repetitions': 3",
                "'type': 'angle'",
                "'type': 'dense-angle'",
                "'type': 'z'",
                "'type': 'zz'",
                "'type': 'pauli'",
                "'type': 'pauli', 'paulis': ['ZZ', 'XY'], 'entanglement': 'ring'",
                "'type': 'pauli', 'alpha': 0",
                "'type': 'iqp'",
                "'type': 'separable'")) {
            String more = ", 'reuploading': true, 'layers': {'type': 'brickwork', 'layers': 3}, 'weighted': true"
                    + (map.contains("dense-angle") ? ", 'closing': true" : "");
            var network = (LearningModel.QuantumNeuralNetwork) of(map.replace('\'', '"'), more.replace('\'', '"'));
            LearningCircuit learning = LearningCircuit.of(network, 4, 1);
            long rotations = learning.circuit().instructions().stream()
                    .map(Instruction.Apply.class::cast)
                    .filter(gate -> gate.angles().stream().anyMatch(angle -> !angle.isConstant()))
                    .count();
            assertThat(network.rotations(4)).as(map).isEqualTo((int) rotations);
        }
    }
}
