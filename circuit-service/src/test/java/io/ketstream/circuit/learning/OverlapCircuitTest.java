package io.ketstream.circuit.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.support.event.ModelJson;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapCircuitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"angle\", \"rotations\": [\"rx\", \"rz\"], \"repetitions\": 2}",
                "{\"type\": \"z\"}",
                "{\"type\": \"zz\"}",
                "{\"type\": \"pauli\", \"paulis\": [\"XY\", \"Y\", \"XX\", \"YY\"], \"alpha\": 0.7}",
                "{\"type\": \"iqp\", \"repetitions\": 2}",
                "{\"type\": \"separable\", \"layers\": 2}",
                "{\"type\": \"amplitude\"}"
            })
    void allQubitsAreZeroWithTheProbabilityThatIsTheFidelity(String json) {
        FeatureMap map = ModelJson.mapper().readValue(json, FeatureMap.class);
        ParameterizedCircuit circuit = LearningCircuit.of(
                        new LearningModel.KernelMatrix(new Kernel.Fidelity(map)), 4, 1)
                .circuit();
        var random = new Random(20261127);
        double[] x = map.angles(RealVector.of(random.doubles(4).toArray())).toArray();
        double[] y = map.angles(RealVector.of(random.doubles(4).toArray())).toArray();

        ParameterizedCircuit overlap = OverlapCircuit.of(circuit, x.length);
        assertThat(overlap.parameters()).hasSize(2 * x.length).startsWith("x0").endsWith("y" + (y.length - 1));
        double[] both = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).toArray();
        double fidelity = States.fidelity(States.of(circuit, y), States.of(circuit, x));
        assertThat(fidelity).isBetween(0.001, 0.999);
        // each of some hundred gates rounds in double precision
        assertThat(States.of(overlap, both).probability(0)).isCloseTo(fidelity, within(1e-12));
    }

    /// The weights of a kernel that was trained are those of both rows.
    @ParameterizedTest
    @ValueSource(strings = {"strongly-entangling", "hardware-efficient"})
    void weightsAreTheSameForBothRows(String layers) {
        FeatureMap map = ModelJson.mapper().readValue("{\"type\": \"zz\", \"repetitions\": 1}", FeatureMap.class);
        KernelAlignment alignment = ModelJson.mapper()
                .readValue("{\"layers\": {\"type\": \"" + layers + "\", \"layers\": 3}}", KernelAlignment.class);
        LearningCircuit learning =
                LearningCircuit.of(new LearningModel.KernelRidge(new Kernel.Fidelity(map, null, alignment), 1), 3, 1);
        var random = new Random(20261127);
        double[] x = map.angles(RealVector.of(random.doubles(3).toArray())).toArray();
        double[] y = map.angles(RealVector.of(random.doubles(3).toArray())).toArray();
        double[] w = random.doubles(learning.weights()).toArray();

        ParameterizedCircuit overlap = OverlapCircuit.of(learning.circuit(), learning.inputs());
        assertThat(overlap.parameters())
                .hasSize(2 * x.length + w.length)
                .startsWith("x0")
                .contains("w0", "w" + (w.length - 1))
                .endsWith("y" + (y.length - 1));
        double fidelity = States.fidelity(
                States.of(learning.circuit(), joined(y, w)), States.of(learning.circuit(), joined(x, w)));
        assertThat(fidelity).isBetween(0.001, 0.999);
        assertThat(States.of(overlap, joined(joined(x, w), y)).probability(0)).isCloseTo(fidelity, within(1e-12));
    }

    private static double[] joined(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
