package io.ketstream.circuit.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.simulator.Statevector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Fidelity kernels of Z and ZZ maps against matrices that were computed apart from this project, two of
/// them published.
class ReferenceKernelsTest {

    private static final String FILE = "qml/reference_kernels.json";

    /// Features are scaled in another order of operations over there.
    private static final double TOLERANCE = 1e-10;

    static Stream<JsonNode> kernels() {
        return ReferenceData.has(FILE)
                ? StreamSupport.stream(ReferenceData.json(FILE).get("results").spliterator(), false)
                : Stream.empty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void theMatrixIsTheOneOfTheReference(JsonNode reference) {
        List<RealVector> rows = rows(reference);
        int repetitions = reference.get("reps").asInt();
        FeatureMap map = reference.get("kind").asString().equals("z")
                ? new FeatureMap.Z(repetitions)
                : new FeatureMap.Zz(repetitions, Entanglement.FULL);
        LearningCircuit learning = LearningCircuit.of(
                new LearningModel.KernelMatrix(new Kernel.Fidelity(map)),
                rows.getFirst().size(),
                1);
        List<Statevector> states = rows.stream()
                .map(row -> States.of(learning.circuit(), map.angles(row).toArray()))
                .toList();
        JsonNode gram = reference.get("gram");
        assertThat(gram.size()).isEqualTo(states.size());
        for (int i = 0; i < states.size(); i++) {
            for (int j = 0; j < states.size(); j++) {
                assertThat(States.fidelity(states.get(i), states.get(j)))
                        .isCloseTo(gram.get(i).get(j).asDouble(), within(TOLERANCE));
            }
        }
    }

    private static List<RealVector> rows(JsonNode reference) {
        if (reference.has("X")) {
            return StreamSupport.stream(reference.get("X").spliterator(), false)
                    .map(row -> RealVector.of(ReferenceData.doubles(row)))
                    .toList();
        }
        int first = reference.get("name").asString().startsWith("iris rows 50") ? 50 : 0;
        List<double[]> iris = iris().subList(first, first + 100);
        double[] features = ReferenceData.doubles(reference.get("features"));
        List<RealVector> rows = new ArrayList<>();
        for (double row : ReferenceData.doubles(reference.get("gram_rows"))) {
            rows.add(RealVector.of(Arrays.stream(features)
                    .map(feature -> scaled(iris, (int) row, (int) feature))
                    .toArray()));
        }
        return rows;
    }

    /// To between 0 and π.
    private static double scaled(List<double[]> rows, int row, int column) {
        double low = rows.stream().mapToDouble(each -> each[column]).min().orElseThrow();
        double high = rows.stream().mapToDouble(each -> each[column]).max().orElseThrow();
        return Math.PI * (rows.get(row)[column] - low) / (high - low);
    }

    private static List<double[]> iris() {
        return ReferenceData.text("qml/iris.csv")
                .lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
