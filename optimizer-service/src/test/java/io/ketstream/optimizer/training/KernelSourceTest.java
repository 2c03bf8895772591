package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelSourceTest {

    /// Two ways of computing a sum of few products of cosines.
    private static final double ROUNDING = 1e-13;

    private static TrainingReady ready(Kernel kernel, int features) {
        String text = Samples.wide(4, features);
        return Samples.ready(
                new RunId(new UUID(1, 1)),
                new LearningProblem.Similarity("wide", null, null, new Preprocessing(List.of())),
                new LearningModel.KernelMatrix(kernel),
                null,
                Samples.claim(text, List.of("f0"), features),
                null,
                0);
    }

    private static List<RealVector> rows(int count, int features, long seed) {
        var random = new SplittableRandom(seed);
        var rows = new ArrayList<RealVector>();
        for (int i = 0; i < count; i++) {
            double[] row = new double[features];
            for (int j = 0; j < features; j++) {
                row[j] = 6 * random.nextDouble() - 3;
            }
            rows.add(RealVector.of(row));
        }
        return rows;
    }

    static Stream<FeatureMap> separable() {
        return Stream.of(
                new FeatureMap.Angle(List.of(Rotation.RY), 1),
                new FeatureMap.Angle(List.of(Rotation.RX, Rotation.RZ, Rotation.RY), 3),
                new FeatureMap.DenseAngle(List.of(Rotation.RY)),
                new FeatureMap.DenseAngle(List.of(Rotation.RY, Rotation.RX)),
                new FeatureMap.Z(1),
                new FeatureMap.Z(3),
                new FeatureMap.Pauli(List.of("Y", "Z", "X"), 2, Entanglement.FULL, 0.7),
                new FeatureMap.Separable(2),
                new FeatureMap.Zz(2, Entanglement.FULL).separableTwin(),
                new FeatureMap.Iqp(2, Entanglement.RING).separableTwin());
    }

    @ParameterizedTest
    @MethodSource("separable")
    void theFidelityOfAProductStateIsThatOfItsQubitsTogether(FeatureMap map) {
        TrainingReady ready = ready(new Kernel.Fidelity(map), 3);
        List<RealVector> training = rows(4, 3, 1);
        List<RealVector> test = rows(3, 3, 2);
        KernelBlocks closed = new ProductKernel(map).blocks(training, test, null);
        var dense = new DenseExecutor(ready);
        for (int i = 0; i < 4; i++) {
            DenseState state = dense.state(training.get(i));
            for (int j = 0; j < 4; j++) {
                assertThat(closed.training()[i][j])
                        .isCloseTo(state.fidelity(dense.state(training.get(j))), within(ROUNDING));
            }
            for (int j = 0; j < 3; j++) {
                assertThat(closed.test()[j][i]).isCloseTo(state.fidelity(dense.state(test.get(j))), within(ROUNDING));
            }
        }
    }

    @Test
    void aMapThatJoinsQubitsHasNoProduct() {
        assertThatThrownBy(() -> new ProductKernel(new FeatureMap.Zz(1, Entanglement.FULL)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Whichever tile an entry comes in, it stands where its rows are: each number is made of the two first angles.
    @Test
    void everyEntryComesOnceAndStandsInItsPlace() {
        var map = new FeatureMap.Zz(1, Entanglement.FULL);
        TrainingReady ready = ready(new Kernel.Fidelity(map), 20);
        var dialogue = new DirectDialogue(pub -> new TrainingAnswer(List.of(), marked(pub)));
        List<RealVector> training = numbered(100, 210);
        List<RealVector> test = numbered(40, 210);
        KernelBlocks blocks = new FidelityTiles(ready, dialogue).blocks(training, test, 2);
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 100; j++) {
                assertThat(blocks.training()[i][j]).isEqualTo(i == j ? 1 : mark(Math.min(i, j), Math.max(i, j)));
            }
            for (int j = 0; j < 40; j++) {
                assertThat(blocks.test()[j][i]).isEqualTo(mark(j, i));
            }
        }
        long entries = dialogue.asked.stream()
                .mapToLong(pub -> {
                    int all = pub.parameters().size();
                    int rows = requireNonNull(pub.rows());
                    return rows == all ? (long) rows * (rows + 1) / 2 : (long) rows * (all - rows);
                })
                .sum();
        assertThat(entries).isEqualTo(100 * 101 / 2 + 40 * 100);
        assertThat(dialogue.together).containsExactly(dialogue.asked.size());
        assertThat(dialogue.asked.stream().map(Pub::seed).distinct()).hasSameSizeAs(dialogue.asked);
        // of more than twenty tiles each twentieth part
        assertThat(dialogue.asked).hasSizeGreaterThan(20);
        assertThat(dialogue.told).hasSize(20).extracting(TrainingProgress::fold).containsOnly(2);
        assertThat(dialogue.told.getLast().done()).isEqualTo(dialogue.asked.size());
    }

    private static List<RealVector> numbered(int rows, int width) {
        var numbered = new ArrayList<RealVector>();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[width];
            Arrays.fill(row, 1 / 3.0);
            row[0] = i;
            numbered.add(RealVector.of(row));
        }
        return numbered;
    }

    private static double mark(double row, double column) {
        return 1000 * row + column;
    }

    private static PackedMatrix marked(Pub pub) {
        int rows = requireNonNull(pub.rows());
        List<RealVector> all = pub.parameters();
        boolean symmetric = rows == all.size();
        List<RealVector> columns = symmetric ? all : all.subList(rows, all.size());
        double[] values = new double[rows * columns.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns.size(); j++) {
                double row = all.get(i).get(0);
                double column = columns.get(j).get(0);
                boolean mirrored = symmetric && row > column;
                values[i * columns.size() + j] =
                        symmetric && i == j ? 1 : mirrored ? mark(column, row) : mark(row, column);
            }
        }
        return PackedMatrix.of(rows, columns.size(), values);
    }

    @Test
    void aRowThatFitsIntoNoMessageIsRefused() {
        var map = new FeatureMap.Zz(1, Entanglement.FULL);
        var tiles = new FidelityTiles(ready(new Kernel.Fidelity(map), 200), new DirectDialogue(pub -> {
            throw new AssertionError("nothing is asked");
        }));
        assertThatThrownBy(() -> tiles.blocks(numbered(2, 20_000), List.of(), null))
                .hasMessageContaining("vectors");
    }

    /// ‖ρ(x) − ρ(y)‖² of one qubit is half the squared distance of the Bloch vectors.
    @Test
    void aProjectedKernelIsOfTheStatesOfSingleQubits() {
        var map = new FeatureMap.Zz(2, Entanglement.FULL);
        TrainingReady ready = ready(new Kernel.Projected(map, 0.8), 2);
        var dense = new DenseExecutor(ready);
        var dialogue = new DirectDialogue(dense::answer);
        List<RealVector> training = TrainingRows.angles(map, rows(5, 2, 4));
        List<RealVector> test = TrainingRows.angles(map, rows(2, 2, 5));
        KernelBlocks blocks = new ProjectedStates(ready, 0.8, dialogue).blocks(training, test, null);
        assertThat(dialogue.asked)
                .singleElement()
                .satisfies(pub -> assertThat(pub.wanted()).isEqualTo(Wanted.BLOCH));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertThat(blocks.training()[i][j])
                        .isCloseTo(projected(dense, training.get(i), training.get(j)), within(ROUNDING));
            }
            for (int j = 0; j < 2; j++) {
                assertThat(blocks.test()[j][i])
                        .isCloseTo(projected(dense, test.get(j), training.get(i)), within(ROUNDING));
            }
        }
    }

    /// By density matrices of single qubits, entry by entry.
    private static double projected(DenseExecutor dense, RealVector x, RealVector y) {
        double sum = 0;
        for (int qubit = 0; qubit < 2; qubit++) {
            double[][] first = density(dense.state(x), qubit);
            double[][] second = density(dense.state(y), qubit);
            for (int k = 0; k < 4; k++) {
                double re = first[0][k] - second[0][k];
                double im = first[1][k] - second[1][k];
                sum += re * re + im * im;
            }
        }
        return Math.exp(-0.8 * sum);
    }

    /// ½(1 + x·X + y·Y + z·Z), real and imaginary parts of its four entries.
    private static double[][] density(DenseState state, int qubit) {
        double x = state.expectation(PauliString.of(2, 'X', qubit));
        double y = state.expectation(PauliString.of(2, 'Y', qubit));
        double z = state.expectation(PauliString.of(2, 'Z', qubit));
        return new double[][] {
            {(1 + z) / 2, x / 2, x / 2, (1 - z) / 2},
            {0, -y / 2, y / 2, 0}
        };
    }
}
