package io.ketstream.circuit.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.Statevector;
import io.ketstream.support.event.ModelJson;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCircuitTest {

    private static final String ANGLE = "{\"type\": \"angle\"}";

    @Test
    void parametersAreAnglesThenWeights() {
        LearningCircuit learning = LearningCircuit.of(network("{\"type\": \"zz\"}", ", \"reuploading\": true"), 3, 1);
        assertThat(learning.inputs()).isEqualTo(3 + 3);
        assertThat(learning.weights()).isEqualTo(2 * 3 * 3);
        assertThat(learning.circuit().parameters())
                .hasSize(24)
                .startsWith("x0", "x1")
                .endsWith(
                        "x5", "w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "w10", "w11", "w12", "w13",
                        "w14", "w15", "w16", "w17");
        assertThat(learning.circuit().qubits()).isEqualTo(3);
    }

    @Test
    void reuploadingPutsTheMapBeforeEachLayer() {
        String layers = ", \"layers\": {\"type\": \"strongly-entangling\", \"layers\": 5}";
        assertThat(hadamards(LearningCircuit.of(network("{\"type\": \"z\"}", layers), 3, 1)))
                .isEqualTo(2 * 3);
        assertThat(hadamards(
                        LearningCircuit.of(network("{\"type\": \"z\"}", layers + ", \"reuploading\": true"), 3, 1)))
                .isEqualTo(5 * 2 * 3);
        assertThat(hadamards(LearningCircuit.of(
                        network("{\"type\": \"z\"}", layers + ", \"reuploading\": true, \"trainableFirst\": true"),
                        3,
                        1)))
                .isEqualTo(4 * 2 * 3);
    }

    /// Diagonal gates, which a simulator applies at once, and no CX between them.
    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"zz\"}", "{\"type\": \"iqp\"}", "{\"type\": \"pauli\"}"})
    void productsOfFeaturesAreDiagonalGates(String map) {
        LearningCircuit learning = LearningCircuit.of(kernel(map), 4, 1);
        assertThat(learning.circuit().instructions())
                .map(instruction -> ((Instruction.Apply) instruction).gate())
                .containsOnly(Gate.H, Gate.RZ, Gate.RZZ);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 300, 1024})
    void amplitudesArePreparedByOneGateAnAngleAndOneCxLessThanThat(int features) {
        LearningModel model = kernel("{\"type\": \"amplitude\"}");
        LearningCircuit learning = LearningCircuit.of(model, features, 1);
        int wanted = Math.max(1, 32 - Integer.numberOfLeadingZeros(features - 1));
        assertThat(learning.circuit().qubits()).isEqualTo(wanted);
        assertThat(learning.circuit().instructions()).hasSize((1 << wanted) - 1 + (1 << wanted) - 2);
        double[] row = new Random(features).doubles(features, -3, 3).toArray();
        double length = Math.sqrt(
                IntStream.range(0, features).mapToDouble(i -> row[i] * row[i]).sum());
        Statevector state = States.of(
                learning.circuit(),
                model.featureMap().angles(RealVector.of(row)).toArray());
        for (int i = 0; i < state.size(); i++) {
            double expected = i < features ? row[i] / length : 0;
            // a few roundings of each of two thousand gates
            assertThat(state.real(i)).isCloseTo(expected, within(1e-12));
            assertThat(state.imaginary(i)).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void theTwinOfAMapIsItWithoutGatesBetweenQubits() {
        List<FeatureMap> maps = List.of(
                map("{\"type\": \"zz\", \"repetitions\": 3}"),
                map("{\"type\": \"pauli\", \"paulis\": [\"Y\", \"XZ\", \"X\"], \"alpha\": 0.5}"),
                map("{\"type\": \"iqp\", \"repetitions\": 2}"),
                map("{\"type\": \"separable\", \"layers\": 2}"),
                map("{\"type\": \"amplitude\"}"));
        for (FeatureMap map : maps) {
            FeatureMap twin = map.separableTwin();
            assertThat(twin.isSeparable()).isTrue();
            assertThat(entangling(map)).as("%s", map).isEqualTo(!map.isSeparable());
            assertThat(entangling(twin)).as("%s", twin).isFalse();
        }
    }

    private static boolean entangling(FeatureMap map) {
        LearningModel model = new LearningModel.KernelMatrix(new Kernel.Fidelity(map));
        return LearningCircuit.of(model, 4, 1).circuit().instructions().stream()
                .anyMatch(gate -> ((Instruction.Apply) gate).qubits().size() > 1);
    }

    @Test
    void theReadoutIsAnOutputForEachClassOfMoreThanTwo() {
        assertThat(Outputs.of(null)).isEqualTo(1);
        assertThat(Outputs.of(List.of("a", "b"))).isEqualTo(1);
        assertThat(Outputs.of(List.of("a", "b", "c"))).isEqualTo(3);
        assertThat(readout("z", 4, 1)).containsExactly("IIIZ");
        assertThat(readout("z", 4, 3)).containsExactly("IIIZ", "IIZI", "IZII");
        assertThat(readout("parity", 4, 1)).containsExactly("ZZZZ");
        assertThat(readout("zz", 4, 1)).containsExactly("IIZZ");
        assertThat(readout("mean-z", 3, 1)).containsExactly("IIZ", "IZI", "ZII");
        assertThat(LearningCircuit.of(kernel(ANGLE), 4, 3).readout()).isEmpty();
    }

    @Test
    void theObservableIsTheSumOfTheReadoutAndOfAKernelZOfQubitZero() {
        assertThat(LearningCircuit.of(network(ANGLE, ""), 3, 3).observable())
                .isEqualTo(new PauliSum(
                        3,
                        List.of(
                                new PauliSum.Term(new PauliString("IIZ"), 1),
                                new PauliSum.Term(new PauliString("IZI"), 1),
                                new PauliSum.Term(new PauliString("ZII"), 1))));
        assertThat(LearningCircuit.of(kernel(ANGLE), 3, 1).observable()).isEqualTo(PauliSum.of(new PauliString("IIZ")));
    }

    @Test
    void refusalsNameTheField() {
        assertRefused(network(ANGLE, ", \"readout\": \"parity\""), 4, 3, "model.readout", "must be z");
        assertRefused(network(ANGLE, ", \"readout\": \"mean-z\""), 4, 3, "model.readout", "must be z");
        assertRefused(network(ANGLE, ", \"readout\": \"zz\""), 1, 1, "model.readout", "one qubit");
        assertRefused(network(ANGLE, ""), 2, 3, "model.readout", "3 classes need as many, and the feature map has 2");
        assertRefused(network(ANGLE, ""), 21, 1, "model.featureMap.type", "at most 20 qubits");
        assertRefused(kernel("{\"type\": \"zz\"}"), 21, 1, "model.kernel.featureMap.type", "at most 20 qubits");
        assertThat(LearningCircuit.of(kernel(ANGLE), 62, 1).circuit().qubits()).isEqualTo(62);
        assertRefused(kernel(ANGLE), 63, 1, "model.kernel.featureMap.type", "at most 62 qubits");
        assertRefused(kernel(ANGLE), 0, 1, "problem.features", "must not be empty");
        assertRefused(kernel("{\"type\": \"amplitude\"}"), 70_000, 1, "model.kernel.featureMap.type", "at most 65536");
    }

    @Test
    void aCircuitOfTooManyGatesIsRefused() {
        String longest = "{\"type\": \"pauli\", \"paulis\": [\"XY\", \"YX\", \"XZ\"], \"repetitions\": 100}";
        assertRefused(
                kernel(longest),
                20,
                1,
                "model.kernel.featureMap.repetitions",
                "would give a circuit of more than 250000 gates: take fewer repetitions");
        assertRefused(
                network(
                        "{\"type\": \"zz\", \"repetitions\": 100}",
                        ", \"reuploading\": true, \"layers\":"
                                + " {\"type\": \"strongly-entangling\", \"layers\": 100}"),
                20,
                1,
                "model.layers.layers",
                "more than " + GateSequence.MAX_GATES + " gates: take fewer layers");
    }

    private static void assertRefused(LearningModel model, int features, int outputs, String field, String rule) {
        assertThatThrownBy(() -> LearningCircuit.of(model, features, outputs))
                .isInstanceOfSatisfying(CircuitRejectedException.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.rule()).contains(rule);
                });
    }

    private static List<String> readout(String readout, int features, int outputs) {
        return LearningCircuit.of(network(ANGLE, ", \"readout\": \"" + readout + "\""), features, outputs)
                .readout()
                .stream()
                .map(PauliString::label)
                .toList();
    }

    private static long hadamards(LearningCircuit learning) {
        return learning.circuit().instructions().stream()
                .filter(instruction -> ((Instruction.Apply) instruction).gate() == Gate.H)
                .count();
    }

    private static FeatureMap map(String json) {
        return ModelJson.mapper().readValue(json, FeatureMap.class);
    }

    private static LearningModel kernel(String map) {
        return ModelJson.mapper()
                .readValue(
                        "{\"type\": \"kernel-matrix\", \"kernel\": {\"type\": \"fidelity\", \"featureMap\": " + map
                                + "}}",
                        LearningModel.class);
    }

    private static LearningModel network(String map, String more) {
        return ModelJson.mapper()
                .readValue(
                        "{\"type\": \"quantum-neural-network\", \"featureMap\": " + map + more + "}",
                        LearningModel.class);
    }
}
