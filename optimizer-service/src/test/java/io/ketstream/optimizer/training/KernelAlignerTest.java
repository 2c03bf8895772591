package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.Entanglement;
import io.ketstream.optimizer.learning.gram.CentredAlignment;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelAlignerTest {

    private static final RunId RUN = new RunId(new UUID(5, 7));
    private static final String SHAPES = Samples.shapes(40, 7);
    private static final List<String> SIZES = List.of("width", "height");
    private static final FeatureMap MAP = new FeatureMap.Zz(1, Entanglement.FULL);
    private static final Preprocessing SCALED = new Preprocessing(List.of(PreprocessingStep.Scale.minmax(0, Math.PI)));
    private static final double GAMMA = 0.8;

    private static KernelAlignment alignment(int steps) {
        return new KernelAlignment(new TrainableLayers.StronglyEntangling(2), true, 0.1, steps, 10);
    }

    private static Kernel kernel(boolean projected, int steps, @Nullable NystromApproximation nystrom) {
        return projected
                ? new Kernel.Projected(MAP, GAMMA, nystrom, alignment(steps))
                : new Kernel.Fidelity(MAP, nystrom, alignment(steps));
    }

    private static TrainingReady ready(Kernel kernel, Validation validation, @Nullable Integer shots) {
        return Samples.ready(
                RUN,
                new LearningProblem.Classification("shapes", "kind", SIZES, SCALED, validation),
                new LearningModel.SupportVectorMachine(kernel, 10, 0.1),
                shots,
                Samples.claim(SHAPES, SIZES, 2),
                null,
                0);
    }

    private static DirectDialogue dense(TrainingReady ready) {
        return new DirectDialogue(new DenseExecutor(ready)::answer);
    }

    private static LearningReport report(TrainingReady ready, DirectDialogue dialogue) {
        return new TrainingAlgorithm(ready, Samples.table(SHAPES), null, TrainingVersion.current())
                .run(dialogue)
                .report();
    }

    /// The same of PennyLane 0.45.1 on JAX 0.10.2 in double precision, differentiated by
    /// `jax.grad`: `default.qubit` with RZ, RY, RZ and a ring of CNOT, then H, RZ(2x) and
    /// IsingZZ(2(π − x)(π − y)), twice.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientIsThatOfAutomaticDifferentiation(boolean projected) {
        Kernel kernel = kernel(projected, 1, null);
        TrainingReady ready = ready(kernel, new Validation.Holdout(0.25), null);
        double[][] rows = {{0.3, 1.1}, {0.9, 0.4}, {1.7, 2.2}, {2.5, 0.6}, {0.1, 2.9}};
        List<RealVector> angles =
                Arrays.stream(rows).map(row -> MAP.angles(RealVector.of(row))).toList();
        RealVector weights = RealVector.of(
                IntStream.range(0, 12).mapToDouble(i -> 0.1 + 0.2 * i).toArray());
        var target = new Target.Classes(List.of("a", "b"), new int[] {0, 1, 0, 1, 1});
        DirectDialogue dialogue = dense(ready);

        ShiftedKernel shifted = ShiftedKernel.ask(ready, kernel, dialogue, angles, weights);
        CentredAlignment alignment = requireNonNull(CentredAlignment.of(shifted.gram(), target.kernel()));

        double[] expected = projected
                ? new double[] {
                    0,
                    -0.13179405594849725,
                    -0.08444358134653454,
                    0,
                    0.3383141105599897,
                    0.12396657587149175,
                    -0.02560936036888472,
                    0.0029808601499932245,
                    -0.03851349718561607,
                    0.3027506813490374,
                    0.08126807990692417,
                    -0.081975158971646
                }
                : new double[] {
                    0,
                    -0.10871137811606707,
                    -0.06459216067252638,
                    0,
                    0.29390269357293575,
                    0.047903084227757735,
                    -0.25958551462127544,
                    0.033238088654640896,
                    -0.062286938921262525,
                    0.2353660566156663,
                    -0.13819535425324794,
                    -0.2017512949763147
                };
        assertThat(alignment.value()).isCloseTo(projected ? 0.5324189615651825 : 0.4712419683953793, within(1e-12));
        assertThat(shifted.derivatives(alignment.slopes())).containsExactly(expected, offset(1e-12));
        assertThat(dialogue.asked).singleElement().satisfies(pub -> {
            assertThat(pub.wanted()).isEqualTo(projected ? Wanted.BLOCH : Wanted.KERNEL);
            assertThat(pub.parameters()).hasSize(5 * 25 + (projected ? 0 : 5));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theKernelComesToAgreeWithTheTarget(boolean projected) {
        TrainingReady ready = ready(kernel(projected, 25, null), new Validation.Holdout(0.25), null);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = report(ready, dialogue);
        KernelDiagnostics figures = requireNonNull(report.kernel());
        KernelDiagnostics.Aligned aligned = requireNonNull(figures.aligned());
        assertThat(aligned.rows()).isEqualTo(30);
        assertThat(requireNonNull(aligned.after())).isGreaterThan(requireNonNull(aligned.before()) + 0.1);
        // all 30 rows were looked at, as the matrix is of
        assertThat(requireNonNull(figures.alignment())).isCloseTo(aligned.after(), within(1e-10));
        TrainedModel model = requireNonNull(report.model());
        RealVector weights = requireNonNull(requireNonNull(model.kernel()).weights());
        assertThat(weights.size()).isEqualTo(12);
        assertThat(report.weights()).isEqualTo(12);
        assertThat(report.controls()).extracting(control -> control.name()).contains("shuffled-labels");
        assertThat(report(ready, dense(ready)).model()).isEqualTo(model);
    }

    /// Of 30 rows of training in batches of 7 two are left over: they are no step.
    @Test
    void fewerRowsThanTheLeastBatchAreNoStep() {
        var kernel = new Kernel.Fidelity(
                MAP, null, new KernelAlignment(new TrainableLayers.StronglyEntangling(2), true, 0.1, 6, 7));
        TrainingReady ready = ready(kernel, new Validation.Holdout(0.25), null);
        DirectDialogue dialogue = dense(ready);
        report(ready, dialogue);

        assertThat(dialogue.asked)
                .extracting(pub -> pub.parameters().size())
                .doesNotContain(2 * 25 + 2)
                .filteredOn(size -> size == 7 * 25 + 7)
                .hasSize(6);
    }

    /// By its own numbers alone, and with landmarks.
    @Test
    void aTrainedModelTellsTheSameAgain() {
        for (NystromApproximation nystrom : Arrays.asList(null, new NystromApproximation(12))) {
            TrainingReady ready = ready(kernel(false, 5, nystrom), new Validation.Folds(3), null);
            LearningReport report = report(ready, dense(ready));
            TrainedModel trained = requireNonNull(report.model());
            TrainedModel.OfKernel kernel = requireNonNull(trained.kernel());
            var dense = new DenseExecutor(ready);
            double[][] rows = Samples.table(SHAPES).select(SIZES);
            double[][] kinds = Samples.table(SHAPES).select(List.of("kind"));
            long right = IntStream.range(0, 40)
                    .filter(i -> {
                        DenseState state = dense.state(trained.inputs(rows[i]));
                        double[] row = kernel.rows().stream()
                                .mapToDouble(k -> state.fidelity(dense.state(trained.inputs(rows[k]))))
                                .toArray();
                        return ((Decision.OfClass) kernel.fitted().decide(row)).label() == kinds[i][0];
                    })
                    .count();
            assertThat(right / 40.0).isEqualTo(report.training().getFirst().value());
        }
    }

    /// Unbiased but for what the alignment makes of noise in its own matrix: with many shots that
    /// is small.
    @Test
    void shotsLeaveTheGradientWhereItIs() {
        Kernel kernel = kernel(false, 1, null);
        TrainingReady exact = ready(kernel, new Validation.Holdout(0.25), null);
        TrainingReady sampled = ready(kernel, new Validation.Holdout(0.25), 20_000);
        List<RealVector> angles = IntStream.range(0, 4)
                .mapToObj(i -> MAP.angles(RealVector.of(0.4 * i, 2.5 - 0.7 * i)))
                .toList();
        var target = new Target.Classes(List.of("a", "b"), new int[] {0, 1, 0, 1});
        RealVector weights = NetworkLearner.start(exact, 0);
        double[] expected = gradient(exact, kernel, angles, weights, target);
        // each entry is off by 1/(2·√20000) at most, and a derivative adds up 24 of them
        assertThat(gradient(sampled, kernel, angles, weights, target)).containsExactly(expected, offset(0.05));
    }

    private static double[] gradient(
            TrainingReady ready, Kernel kernel, List<RealVector> angles, RealVector weights, Target target) {
        ShiftedKernel shifted = ShiftedKernel.ask(ready, kernel, dense(ready), angles, weights);
        return shifted.derivatives(requireNonNull(CentredAlignment.of(shifted.gram(), target.kernel()))
                .slopes());
    }

    @Test
    void rowsOfOneClassHaveNoAlignment() {
        double[][] gram = {{1, 0.5}, {0.5, 1}};
        assertThat(CentredAlignment.of(gram, new Target.Classes(List.of("a", "b"), new int[] {1, 1}).kernel()))
                .isNull();
    }
}
