package io.ketstream.optimizer.learning.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.optimizer.learning.gram.Diagnostics;
import io.ketstream.optimizer.learning.gram.GramDiagnostics;
import io.ketstream.optimizer.learning.gram.TargetKernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Kernel matrices and support vector machines of `qml/reference_kernels.json`, on iris.
class ReferenceKernelsTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void machinesAreTheReferences(int place) {
        JsonNode reference =
                ReferenceData.json("qml/reference_kernels.json").get("results").get(place);
        double[] features = ReferenceData.doubles(reference.get("features"));
        int first = place < 8 ? 0 : 50;
        double[][] raw =
                Tables.features(Tables.rows("qml/iris.csv").stream().skip(1).toList());
        double[][] chosen = Arrays.stream(raw, first, first + 100)
                .map(row -> Arrays.stream(features).map(f -> row[(int) f]).toArray())
                .toArray(double[][]::new);
        double[][] scaled = Tables.minmax(chosen, chosen, 0, Math.PI);
        FeatureStates states =
                FeatureStates.qiskit(scaled, 2, reference.get("kind").asString().equals("zz"));
        double[][] gram = states.kernel(states);

        double[] rows = ReferenceData.doubles(reference.get("gram_rows"));
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                assertThat(gram[(int) rows[i]][(int) rows[j]])
                        .isCloseTo(reference.get("gram").get(i).get(j).asDouble(), within(1e-10));
            }
        }

        if (reference.has("kernel_target_alignment")) {
            int[] labels = labels(IntStream.range(0, 100).toArray());
            GramDiagnostics diagnostics = Diagnostics.of(gram, TargetKernel.ofClasses(labels, 2), 1000, false);
            assertThat(diagnostics.alignment())
                    .isCloseTo(reference.get("kernel_target_alignment").asDouble(), within(1e-12));
            assertThat(diagnostics.smallestEigenvalue())
                    .isCloseTo(reference.get("min_eigenvalue").asDouble(), within(1e-12));
        }

        int[] training = IntStream.range(0, 100).filter(k -> k % 5 != 0).toArray();
        int[] test = IntStream.range(0, 100).filter(k -> k % 5 == 0).toArray();
        double[][] trained = KernelMatrices.part(gram, training, training);
        JsonNode expected = reference.get("svm");
        SupportVectorClassifier model = SupportVectorMachines.classifier(
                trained, labels(training), List.of("-1", "1"), expected.get("C").asDouble());

        SupportVectorClassifier.Machine machine = model.machines().getFirst();
        assertThat(machine.dualObjective()).isCloseTo(expected.get("dual").asDouble(), within(1e-6));
        assertThat(machine.bias()).isCloseTo(expected.get("bias").asDouble(), within(1e-5));
        // rows that are the same can share what one of them alone has at the optimum: scikit-learn's SVC counts
        // 60, 69, 40, 62, 33, 72, 56 and 54, as this does
        int repeated = training.length
                - (int) IntStream.of(training)
                        .mapToObj(k -> Arrays.toString(chosen[k]))
                        .distinct()
                        .count();
        int supportVectors = expected.get("n_sv").asInt();
        assertThat(model.supportVectors()).isBetween(supportVectors - repeated, supportVectors);
        assertThat(accuracy(model, trained, training))
                .isEqualTo(expected.get("train").asDouble());
        assertThat(accuracy(model, KernelMatrices.part(gram, test, training), test))
                .isEqualTo(expected.get("test").asDouble());
    }

    private static int[] labels(int[] rows) {
        return IntStream.of(rows).map(row -> row < 50 ? 0 : 1).toArray();
    }

    private static double accuracy(SupportVectorClassifier model, double[][] kernel, int[] rows) {
        int right = 0;
        int[] labels = labels(rows);
        for (int i = 0; i < rows.length; i++) {
            right += model.decide(model.needed(kernel[i])).label() == labels[i] ? 1 : 0;
        }
        return (double) right / rows.length;
    }
}
