package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.learning.control.ControlModel;
import io.ketstream.optimizer.learning.kernel.MatrixModels;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingAlgorithmTest {

    private static final RunId RUN = new RunId(new UUID(5, 6));
    private static final String SHAPES = Samples.shapes(40, 7);
    private static final DataTable TABLE = Samples.table(SHAPES);
    private static final List<String> SIZES = List.of("width", "height");
    private static final Preprocessing AS_THEY_ARE = new Preprocessing(List.of());
    private static final Preprocessing SCALED = new Preprocessing(List.of(PreprocessingStep.Scale.minmax(0, Math.PI)));
    private static final Kernel ZZ = new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL));
    private static final Kernel ANGLE = new Kernel.Fidelity(new FeatureMap.Angle(List.of(Rotation.RY), 1));

    private static LearningProblem classes(Preprocessing preprocessing, Validation validation) {
        return new LearningProblem.Classification("shapes", "kind", SIZES, preprocessing, validation);
    }

    private static LearningProblem numbers(Validation validation) {
        return new LearningProblem.Regression("shapes", "level", SIZES, AS_THEY_ARE, validation);
    }

    private static TrainingReady ready(LearningProblem problem, LearningModel model, @Nullable Integer shots) {
        return Samples.ready(RUN, problem, model, shots, Samples.claim(SHAPES, SIZES, SIZES.size()), null, 1);
    }

    private static LearningModel machine(Kernel kernel) {
        return new LearningModel.SupportVectorMachine(kernel, 10, 0.01);
    }

    private static TrainingConclusion run(TrainingReady ready, DirectDialogue dialogue) {
        return new TrainingAlgorithm(ready, TABLE, null, TrainingVersion.current()).run(dialogue);
    }

    private static DirectDialogue dense(TrainingReady ready) {
        return new DirectDialogue(new DenseExecutor(ready)::answer);
    }

    private static double metric(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + metrics))
                .value();
    }

    private static LearningControl control(LearningReport report, String name) {
        return report.controls().stream()
                .filter(control -> control.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHoldoutIsTestedByAModelOfTheOtherRows() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(ZZ), null);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = run(ready, dialogue).report();
        assertThat(report.rows()).isEqualTo(40);
        assertThat(report.features()).isEqualTo(2);
        assertThat(report.qubits()).isEqualTo(2);
        assertThat(report.folds()).isEmpty();
        List<List<Integer>> confusion = requireNonNull(report.confusion());
        assertThat(confusion.stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(10);
        assertThat(metric(report.validation(), "accuracy"))
                .isEqualTo((confusion.get(0).get(0) + confusion.get(1).get(1)) / 10.0);
        KernelDiagnostics kernel = requireNonNull(report.kernel());
        assertThat(kernel.rows()).isEqualTo(30);
        assertThat(kernel.clipped()).isZero();
        assertThat(requireNonNull(kernel.geometricDifference())).isPositive();
        assertThat(requireNonNull(kernel.alignment())).isBetween(-1.0, 1.0);
        assertThat(dialogue.told.stream().filter(step -> step.phase() == Phase.KERNEL))
                .extracting(TrainingProgress::done)
                .containsExactly(1, 2);
    }

    /// What the kept model tells of rows by its own numbers alone is what the report says of them.
    @ParameterizedTest
    @ValueSource(strings = {"support-vector-machine", "kernel-ridge", "gaussian-process"})
    void aTrainedModelTellsTheSameAgain(String type) {
        LearningModel model = switch (type) {
            case "kernel-ridge" -> new LearningModel.KernelRidge(ZZ, 0.1);
            case "gaussian-process" -> new LearningModel.GaussianProcess(ZZ, 0.01);
            default -> machine(ZZ);
        };
        TrainingReady ready = ready(classes(SCALED, new Validation.Folds(3)), model, null);
        LearningReport report = run(ready, dense(ready)).report();
        TrainedModel trained = requireNonNull(report.model());
        assertThat(trained.task()).isEqualTo(LearningTask.CLASSIFICATION);
        assertThat(trained.classes()).containsExactly("far", "near");
        int[] told = told(trained, ready);
        double[][] kinds = TABLE.select(List.of("kind"));
        long right = IntStream.range(0, 40).filter(i -> told[i] == kinds[i][0]).count();
        assertThat(right / 40.0).isEqualTo(metric(report.training(), "accuracy"));
        assertThat(right).isGreaterThan(30);
    }

    private static Kernel approximated(int landmarks) {
        return new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL), new NystromApproximation(landmarks), null);
    }

    /// Of 30 rows of training with 8 landmarks: no pair of others is asked for, and a model of
    /// landmarks alone tells what the report says.
    @ParameterizedTest
    @ValueSource(strings = {"support-vector-machine", "kernel-ridge", "gaussian-process"})
    void landmarksStandForTheOtherRows(String type) {
        Kernel kernel = approximated(8);
        LearningModel model = switch (type) {
            case "kernel-ridge" -> new LearningModel.KernelRidge(kernel, 0.1);
            case "gaussian-process" -> new LearningModel.GaussianProcess(kernel, 0.01);
            default -> machine(kernel);
        };
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), model, null);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = run(ready, dialogue).report();
        // landmarks with each other, and the 22 other rows and the 10 of the test with them
        assertThat(dialogue.asked).extracting(Pub::rows).containsExactly(8, 32);
        assertThat(dialogue.asked.getLast().parameters()).hasSize(40);
        KernelDiagnostics figures = requireNonNull(report.kernel());
        assertThat(figures.rows()).isEqualTo(8);
        KernelDiagnostics.Nystrom nystrom = requireNonNull(figures.nystrom());
        assertThat(nystrom.rows()).isEqualTo(30);
        assertThat(nystrom.landmarks()).isEqualTo(8);
        // two qubits have no more dimensions
        assertThat(nystrom.rank()).isBetween(2, 8);
        assertThat(nystrom.residual()).isBetween(0.0, 0.9);
        TrainedModel trained = requireNonNull(report.model());
        assertThat(requireNonNull(trained.kernel()).rows()).hasSize(8);
        int[] told = told(trained, ready);
        double[][] kinds = TABLE.select(List.of("kind"));
        int[] labels = ((Target.Classes) TrainingRows.of(ready, TABLE, null).requireTarget()).labels();
        List<Integer> training =
                Splits.stratifiedHoldout(labels, 0.25, ready.settings().seed()).training();
        long right = training.stream().filter(i -> told[i] == kinds[i][0]).count();
        assertThat(right / 30.0).isEqualTo(metric(report.training(), "accuracy"));
        assertThat(control(report, "separable-twin").p()).isNotNull();
        assertThat(control(report, "shuffled-labels").p()).isNull();
    }

    @Test
    void eachFoldHasLandmarksOfItsOwn() {
        TrainingReady ready = ready(classes(AS_THEY_ARE, new Validation.Folds(4)), machine(approximated(8)), null);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = run(ready, dialogue).report();
        assertThat(report.folds()).hasSize(4);
        assertThat(dialogue.together).containsExactly(2, 2, 2, 2, 2);
        assertThat(dialogue.asked.stream()
                        .filter(pub -> requireNonNull(pub.rows()) == 8)
                        .map(Pub::parameters)
                        .distinct())
                .hasSize(5);
        assertThat(run(ready, dense(ready)).report().model()).isEqualTo(report.model());
    }

    @Test
    void landmarksAreRepairedToo() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(approximated(20)), 20);
        LearningReport report = run(ready, dense(ready)).report();
        KernelDiagnostics figures = requireNonNull(report.kernel());
        assertThat(figures.clipped()).isPositive();
        assertThat(requireNonNull(figures.nystrom()).rank()).isLessThan(20 - figures.clipped());
        assertThat(metric(report.training(), "accuracy")).isGreaterThan(0.5);
    }

    /// More landmarks than rows of training are all of these: the model is that of the whole
    /// kernel.
    @Test
    void allRowsAsLandmarksApproximateNothing() {
        LearningProblem problem = numbers(new Validation.Holdout(0.25));
        TrainingReady plain = ready(problem, new LearningModel.KernelRidge(ZZ, 0.1), null);
        TrainingReady ready = ready(problem, new LearningModel.KernelRidge(approximated(500), 0.1), null);
        LearningReport expected = run(plain, dense(plain)).report();
        LearningReport report = run(ready, dense(ready)).report();
        assertThat(metric(report.validation(), "rmse")).isCloseTo(metric(expected.validation(), "rmse"), within(1e-8));
        assertThat(requireNonNull(requireNonNull(report.kernel()).nystrom()).residual())
                .isCloseTo(0, within(1e-10));
    }

    private static int[] told(TrainedModel trained, TrainingReady ready) {
        return decisions(trained, ready).stream()
                .mapToInt(decision -> ((Decision.OfClass) decision).label())
                .toArray();
    }

    /// Of each row of the table.
    private static List<Decision> decisions(TrainedModel trained, TrainingReady ready) {
        var dense = new DenseExecutor(ready);
        TrainedModel.OfKernel kernel = requireNonNull(trained.kernel());
        FeatureMap map = trained.model().featureMap();
        double[][] rows = TABLE.select(SIZES);
        return IntStream.range(0, rows.length)
                .<Decision>mapToObj(i -> {
                    RealVector angles = map.angles(trained.features(rows[i]));
                    double[] row = kernel.rows().stream()
                            .mapToDouble(k ->
                                    dense.state(angles).fidelity(dense.state(map.angles(trained.features(rows[k])))))
                            .toArray();
                    return kernel.fitted().decide(row);
                })
                .toList();
    }

    @Test
    void aMatrixOfAllRowsServesEveryFoldWhereNothingIsFitted() {
        TrainingReady fitted = ready(classes(SCALED, new Validation.Folds(4)), machine(ZZ), null);
        DirectDialogue often = dense(fitted);
        LearningReport ofFitted = run(fitted, often).report();
        // training and test of each fold, and all rows
        assertThat(often.together).containsExactly(2, 2, 2, 2, 1);
        assertThat(often.told.stream()
                        .filter(step -> step.phase() == Phase.KERNEL)
                        .map(TrainingProgress::fold))
                .containsExactly(1, 1, 2, 2, 3, 3, 4, 4, null);

        TrainingReady plain = ready(
                classes(new Preprocessing(List.of(new PreprocessingStep.Bandwidth(0.5))), new Validation.Folds(4)),
                machine(ZZ),
                null);
        DirectDialogue once = dense(plain);
        LearningReport report = run(plain, once).report();
        assertThat(once.asked)
                .singleElement()
                .satisfies(pub -> assertThat(pub.rows()).isEqualTo(40));
        for (LearningReport each : List.of(ofFitted, report)) {
            assertThat(each.folds()).hasSize(4);
            double mean = each.folds().stream()
                    .mapToDouble(fold -> metric(fold, "accuracy"))
                    .average()
                    .orElseThrow();
            assertThat(metric(each.validation(), "accuracy")).isCloseTo(mean, within(1e-12));
            assertThat(requireNonNull(each.kernel()).rows()).isEqualTo(40);
        }
    }

    @Test
    void theSameIsLearntEveryTime() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Folds(3)), machine(ZZ), 200);
        LearningReport first = run(ready, dense(ready)).report();
        LearningReport second = run(ready, dense(ready)).report();
        assertThat(second.model()).isEqualTo(first.model());
        assertThat(second.kernel()).isEqualTo(first.kernel());
        assertThat(second.verdict()).isEqualTo(first.verdict());
        assertThat(second.validation()).isEqualTo(first.validation());
    }

    @Test
    void noiseOfShotsIsRepaired() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(ZZ), 20);
        KernelDiagnostics kernel =
                requireNonNull(run(ready, dense(ready)).report().kernel());
        assertThat(kernel.smallestEigenvalue()).isNegative();
        assertThat(kernel.clipped()).isPositive();
        assertThat(kernel.repairDistance()).isPositive();
    }

    /// A repaired matrix has not the same number everywhere on its diagonal; new rows have 1 with
    /// themselves all the same.
    @Test
    void aGaussianProcessLearnsFromARepairedMatrix() {
        var process = new LearningModel.GaussianProcess(ZZ, 0.01);
        for (LearningProblem problem :
                List.of(classes(SCALED, new Validation.Holdout(0.25)), numbers(new Validation.Holdout(0.25)))) {
            TrainingReady ready = ready(problem, process, 20);
            LearningReport report = run(ready, dense(ready)).report();
            assertThat(requireNonNull(report.kernel()).clipped()).isPositive();
            assertThat(requireNonNull(report.model()).kernel()).isNotNull();
        }
    }

    /// A process has m² numbers: folds would hold as many models, and what no message can have is
    /// not kept either.
    @Test
    void whatIsNotReportedIsNotHeld() {
        String text = Samples.shapes(300, 7);
        TrainingReady ready = Samples.ready(
                RUN,
                numbers(new Validation.Folds(3)),
                new LearningModel.GaussianProcess(ANGLE, 0.01),
                null,
                Samples.claim(text, SIZES, 2),
                null,
                1);
        TrainingRows rows = TrainingRows.of(ready, Samples.table(text), null);
        var learner = new KernelLearner(
                ready,
                (LearningModel.OfKernel) ready.settings().model(),
                rows,
                dense(ready),
                TrainingVersion.current());
        List<Integer> few = IntStream.range(0, 30).boxed().toList();
        List<Integer> all = IntStream.range(0, 300).boxed().toList();
        assertThat(learner.learn(few, List.of(30, 31), 1).kernel()).isNull();
        assertThat(((GaussianProcessRegressor) requireNonNull(
                                learner.learn(few, List.of(), null).kernel()))
                        .variance())
                .isNotNull();
        assertThat(((GaussianProcessRegressor) requireNonNull(
                                learner.learn(all, List.of(), null).kernel()))
                        .variance())
                .isNull();
    }

    /// A network may have 100000 rows, and no memory a matrix of all their pairs.
    @Test
    void controlsOfPairsOfRowsAreLeftOutWhereRowsAreMany() {
        assertThat(ClassicalControls.models(2000)).containsExactly(ControlModel.values());
        assertThat(ClassicalControls.models(2001))
                .containsExactly(
                        ControlModel.CONSTANT,
                        ControlModel.LINEAR,
                        ControlModel.NEURAL_NETWORK,
                        ControlModel.BOOSTED_TREES);
    }

    @Test
    void numbersAreLearnt() {
        TrainingReady ready =
                ready(numbers(new Validation.Holdout(0.25)), new LearningModel.KernelRidge(ANGLE, 1e-4), null);
        LearningReport report = run(ready, dense(ready)).report();
        // the target is one of the kernel's functions, which ridge makes a little smaller
        assertThat(metric(report.validation(), "r2")).isGreaterThan(0.999);
        assertThat(metric(report.validation(), "rmse")).isLessThan(0.01);
        assertThat(report.confusion()).isNull();
        assertThat(requireNonNull(report.model()).task()).isEqualTo(LearningTask.REGRESSION);
        assertThat(requireNonNull(report.verdict()).words()).isNotBlank();
    }

    /// The noise is of a target of variance 1, whatever its unit.
    @Test
    void aGaussianProcessScalesItsTarget() {
        var gram =
                new MatrixModels(new double[][] {{1, 0.5, 0.2}, {0.5, 1, 0.5}, {0.2, 0.5, 1}}, StoppingRule.current());
        var trainer = new KernelTrainer(new LearningModel.GaussianProcess(ANGLE, 0.1));
        KernelModel small = trainer.fit(gram, new Target.Numbers(new double[] {1, 2, 4}), 0);
        KernelModel large = trainer.fit(gram, new Target.Numbers(new double[] {1000, 2000, 4000}), 0);
        double[] row = {0.4, 0.6, 0.3};
        var ofSmall = (Decision.OfValue) small.decide(row);
        var ofLarge = (Decision.OfValue) large.decide(row);
        assertThat(ofLarge.value()).isCloseTo(1000 * ofSmall.value(), within(1e-9));
        assertThat(requireNonNull(ofLarge.deviation()))
                .isCloseTo(1000 * requireNonNull(ofSmall.deviation()), within(1e-9));
        // numpy 2.4.6: mean(y) + s·kᵀ solve(K + 0.1·1, (y − mean(y))/s) with s = std(y)
        assertThat(ofSmall.value()).isCloseTo(2.043010752688172, within(1e-12));
    }

    @Test
    void categoriesAndMissingValuesBecomeFeatures() {
        List<String> features = List.of("colour", "weight");
        var preprocessing = new Preprocessing(List.of(
                new PreprocessingStep.Impute(PreprocessingStep.Impute.Filling.MEAN, null),
                new PreprocessingStep.OneHot(),
                PreprocessingStep.Scale.minmax(0, 1)));
        TrainingReady ready = Samples.ready(
                RUN,
                new LearningProblem.Classification(
                        "shapes", "kind", features, preprocessing, new Validation.Holdout(0.25)),
                machine(ANGLE),
                null,
                // one more than there are: the last is 0
                Samples.claim(SHAPES, features, 5),
                null,
                0);
        DirectDialogue dialogue = dense(ready);
        TrainedModel trained = requireNonNull(run(ready, dialogue).report().model());
        assertThat(trained.columns().getFirst().categories()).containsExactly("\"dark\" blue", "green", "red");
        for (Pub pub : dialogue.asked) {
            for (RealVector angles : pub.parameters()) {
                assertThat(angles.size()).isEqualTo(5);
                assertThat(angles.get(0) + angles.get(1) + angles.get(2)).isEqualTo(1);
                assertThat(angles.get(4)).isZero();
            }
        }
        // a category that was never seen, and a missing number
        RealVector unseen = trained.features(new double[] {-1, Double.NaN});
        assertThat(unseen.get(0) + unseen.get(1) + unseen.get(2)).isZero();
        assertThat(unseen.get(3)).isBetween(0.0, 1.0);
    }

    @Test
    void anotherTableIsTestedByTheModelOfTheFirst() {
        String other = Samples.shapes(15, 8);
        TrainingReady ready = Samples.ready(
                RUN,
                classes(SCALED, new Validation.OtherDataset("more-shapes")),
                machine(ZZ),
                null,
                Samples.claim(SHAPES, SIZES, 2),
                Samples.claim(other, SIZES, 2),
                0);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = new TrainingAlgorithm(ready, TABLE, Samples.table(other), TrainingVersion.current())
                .run(dialogue)
                .report();
        assertThat(report.rows()).isEqualTo(55);
        assertThat(requireNonNull(report.confusion()).stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(15);
        assertThat(requireNonNull(requireNonNull(report.model()).kernel()).rows())
                .allMatch(row -> row < 40);
    }

    @Test
    void aClassThatTrainingDoesNotHaveIsRefused() {
        String other = Samples.shapes(4, 8).replace("far", "farther");
        TrainingReady ready = Samples.ready(
                RUN,
                classes(SCALED, new Validation.OtherDataset("more-shapes")),
                machine(ZZ),
                null,
                Samples.claim(SHAPES, SIZES, 2),
                Samples.claim(other, SIZES, 2),
                0);
        var algorithm = new TrainingAlgorithm(ready, TABLE, Samples.table(other), TrainingVersion.current());
        DirectDialogue dialogue = dense(ready);
        assertThatThrownBy(() -> algorithm.run(dialogue)).hasMessageContaining("not in that of training");
        assertThat(dialogue.asked).isEmpty();
    }

    /// Decompositions of a large matrix take minutes: a run that is let go ends after the one under
    /// way.
    @Test
    void aKernelThatNobodyWaitsForIsNotLearntToTheEnd() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(ZZ), null);
        DirectDialogue whole = dense(ready);
        run(ready, whole);
        assertThat(whole.looks).isGreaterThanOrEqualTo(10);
        for (int looks = 0; looks < whole.looks; looks++) {
            DirectDialogue dialogue = dense(ready);
            dialogue.wantedFor = looks;
            assertThatThrownBy(() -> run(ready, dialogue)).isInstanceOf(CancellationException.class);
            assertThat(dialogue.told).hasSizeLessThan(whole.told.size());
        }
    }

    /// Its repair is a decomposition, and so are its figures.
    @Test
    void aMatrixThatNobodyWaitsForIsNotDescribedToTheEnd() {
        TrainingReady ready = ready(
                new LearningProblem.Similarity("shapes", "kind", SIZES, AS_THEY_ARE),
                new LearningModel.KernelMatrix(ZZ),
                20);
        for (int looks = 0; looks < 2; looks++) {
            DirectDialogue dialogue = dense(ready);
            dialogue.wantedFor = looks;
            assertThatThrownBy(() -> run(ready, dialogue)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aMatrixIsDescribedWithoutAModel() {
        TrainingReady ready = ready(
                new LearningProblem.Similarity("shapes", "kind", SIZES, AS_THEY_ARE),
                new LearningModel.KernelMatrix(ZZ),
                null);
        TrainingConclusion conclusion = run(ready, dense(ready));
        assertThat(conclusion.report().model()).isNull();
        assertThat(conclusion.report().controls()).isEmpty();
        KernelDiagnostics kernel = requireNonNull(conclusion.report().kernel());
        assertThat(kernel.rows()).isEqualTo(40);
        assertThat(kernel.alignment()).isNotNull();
        assertThat(kernel.effectiveRank()).isBetween(1.0, 40.0);
    }

    private static TrainedModel alone(LearningModel model, @Nullable String target, String... metrics) {
        TrainingReady ready = ready(new LearningProblem.Similarity("shapes", target, SIZES, SCALED), model, null);
        LearningReport report = run(ready, dense(ready)).report();
        assertThat(report.training()).extracting(Metric::name).containsExactly(metrics);
        assertThat(report.training()).extracting(Metric::value).allMatch(share -> share >= 0 && share <= 1);
        assertThat(report.validation()).isEmpty();
        assertThat(report.controls()).isEmpty();
        assertThat(report.verdict()).isNull();
        TrainedModel trained = requireNonNull(report.model());
        assertThat(trained.task()).isEqualTo(LearningTask.SIMILARITY);
        assertThat(trained.target()).isEmpty();
        assertThat(trained.classes()).isNull();
        return trained;
    }

    /// scikit-learn 1.9.1's `KernelPCA(3, kernel='precomputed')` on the same matrix, up to signs:
    /// what a component tells of the rows of training has its eigenvalue as the sum of squares, and
    /// no two go together.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void componentsAreLearntOfRowsAlone(boolean approximated) {
        Kernel kernel = approximated ? approximated(40) : ZZ;
        LearningModel model = new LearningModel.KernelPca(kernel, 3);
        TrainedModel trained = alone(model, "kind", "explainedVariance");
        var fitted =
                (KernelPrincipalComponents) requireNonNull(trained.kernel()).fitted();
        TrainingReady ready = ready(new LearningProblem.Similarity("shapes", null, SIZES, SCALED), model, null);
        List<RealVector> told = decisions(trained, ready).stream()
                .map(decision -> ((Decision.OfComponents) decision).values())
                .toList();
        for (int k = 0; k < 3; k++) {
            for (int l = 0; l < 3; l++) {
                double product = 0;
                for (RealVector row : told) {
                    product += row.get(k) * row.get(l);
                }
                assertThat(product).isCloseTo(k == l ? fitted.eigenvalues().get(k) : 0, within(1e-8));
            }
        }
    }

    /// ν bounds the share of outliers from above, and that of support vectors from below (B.
    /// Schölkopf et al., proposition 3).
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneClassIsLearntOfRowsAlone(boolean approximated) {
        LearningModel model = new LearningModel.OneClass(approximated ? approximated(20) : ZZ, 0.2);
        TrainedModel trained =
                approximated ? alone(model, null, "outliers") : alone(model, null, "outliers", "supportVectors");
        TrainingReady ready = ready(new LearningProblem.Similarity("shapes", null, SIZES, SCALED), model, null);
        LearningReport report = run(ready, dense(ready)).report();
        long outside = decisions(trained, ready).stream()
                .filter(decision -> !((Decision.OfLikeness) decision).alike())
                .count();
        assertThat(metric(report.training(), "outliers")).isEqualTo(outside / 40.0);
        assertThat(outside).isLessThanOrEqualTo(8);
        int needed = requireNonNull(trained.kernel()).rows().size();
        if (!approximated) {
            assertThat(metric(report.training(), "supportVectors")).isEqualTo(needed / 40.0);
            assertThat(needed).isGreaterThanOrEqualTo(8);
        }
        // what is like no row of training is another
        var nothing = new double[needed];
        assertThat(((Decision.OfLikeness)
                                requireNonNull(trained.kernel()).fitted().decide(nothing))
                        .alike())
                .isFalse();
    }

    @Test
    void probabilitiesOfSupportVectorsComeByFolds() {
        for (Kernel kernel : List.of(ZZ, approximated(12))) {
            var model = new LearningModel.SupportVectorMachine(kernel, 10, 0.1, true);
            TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), model, null);
            LearningReport report = run(ready, dense(ready)).report();
            assertThat(metric(report.validation(), "logLoss")).isBetween(0.0, Math.log(2));
            for (Decision decision : decisions(requireNonNull(report.model()), ready)) {
                assertThat(requireNonNull(((Decision.OfClass) decision).probabilities())
                                .size())
                        .isEqualTo(2);
            }
            var plain = new LearningModel.SupportVectorMachine(kernel, 10, 0.1);
            TrainingReady without = ready(classes(SCALED, new Validation.Holdout(0.25)), plain, null);
            assertThat(metric(report.validation(), "accuracy"))
                    .isEqualTo(metric(run(without, dense(without)).report().validation(), "accuracy"));
        }
    }

    @Test
    void shuffledLabelsAreNoRivalAndATwinIsWhereAMapJoinsQubits() {
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(ZZ), null);
        LearningReport report = run(ready, dense(ready)).report();
        assertThat(control(report, "shuffled-labels").p()).isNull();
        assertThat(control(report, "separable-twin").p()).isNotNull();
        TrainingReady separable = ready(classes(SCALED, new Validation.Holdout(0.25)), machine(ANGLE), null);
        assertThat(run(separable, dense(separable)).report().controls())
                .extracting(LearningControl::name)
                .contains("shuffled-labels")
                .doesNotContain("separable-twin");
    }

    // Networks

    private static QuantumNeuralNetwork network(NetworkTraining training, QuantumNeuralNetwork.LossType loss) {
        return new QuantumNeuralNetwork(
                new FeatureMap.Angle(List.of(Rotation.RY), 1),
                new TrainableLayers.StronglyEntangling(2),
                true,
                QuantumNeuralNetwork.Readout.Z,
                loss,
                switch (loss) {
                    case SQUARED -> 2;
                    case CROSS_ENTROPY -> 4;
                    case LINEAR, WEIGHTED_FIDELITY -> 1;
                },
                training);
    }

    private static NetworkTraining training(
            NetworkTraining.Method method,
            double rate,
            int epochs,
            @Nullable Integer batch,
            @Nullable Integer patience) {
        Double regularization = method == NetworkTraining.Method.NATURAL_GRADIENT ? 0.01 : null;
        return new NetworkTraining(method, rate, epochs, batch, patience, null, null, null, regularization);
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkTraining.Method.class,
            names = {"ADAM", "L_BFGS", "SPSA", "NATURAL_GRADIENT"})
    void everyMethodMakesTheLossSmaller(NetworkTraining.Method method) {
        double rate = method == NetworkTraining.Method.SPSA ? 0.3 : 0.1;
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(training(method, rate, 8, 10, null), QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                null);
        DirectDialogue dialogue = dense(ready);
        TrainingConclusion conclusion = run(ready, dialogue);
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs).hasSizeBetween(1, 8);
        TrainedModel model = requireNonNull(conclusion.report().model());
        RealVector weights = requireNonNull(model.network()).weights();
        double first = loss(ready, NetworkLearner.start(ready, 0));
        double last = loss(ready, weights);
        assertThat(last).isLessThan(0.95 * first);
        assertThat(epochs.stream().mapToDouble(TrainingProgress.Epoch::loss))
                .anyMatch(loss -> Math.abs(loss - last) < 1e-12);
        assertThat(dialogue.asked.stream().map(Pub::wanted).distinct())
                .containsExactlyInAnyOrder(
                        Wanted.OUTPUTS,
                        switch (method) {
                            case SPSA -> Wanted.LOSS;
                            case ADAM, L_BFGS -> Wanted.LOSS_GRADIENT;
                            case NATURAL_GRADIENT -> Wanted.LOSS_METRIC;
                        });
        if (method == NetworkTraining.Method.ADAM || method == NetworkTraining.Method.NATURAL_GRADIENT) {
            // three batches of 30 rows, and a look at all
            assertThat(dialogue.asked).hasSize(8 * 4);
            assertThat(conclusion.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
        }
    }

    private static List<TrainingProgress.Epoch> epochs(DirectDialogue dialogue) {
        return dialogue.told.stream()
                .filter(step -> step.phase() == Phase.TRAINING)
                .map(step -> requireNonNull(step.epoch()))
                .toList();
    }

    /// Over the rows of training, by the executor's own loss.
    private static double loss(TrainingReady ready, RealVector weights) {
        DirectDialogue dialogue = dense(ready);
        TrainingRows rows = TrainingRows.of(ready, TABLE, null);
        int[] labels = ((Target.Classes) rows.requireTarget()).labels();
        List<Integer> training =
                Splits.stratifiedHoldout(labels, 0.25, ready.settings().seed()).training();
        var network = (QuantumNeuralNetwork) ready.settings().model();
        List<RealVector> inputs = rows.features(rows.fit(training), training);
        double[] targets = training.stream().mapToDouble(row -> labels[row]).toArray();
        return new NetworkQuestions(ready, network, dialogue)
                .losses(List.of(weights), inputs, targets, false)
                .getFirst()
                .value();
    }

    private static final TrainingReady PATIENT = ready(
            classes(SCALED, new Validation.Holdout(0.25)),
            // steps so large that the loss soon rises
            network(
                    training(NetworkTraining.Method.ADAM, 0.8, 60, null, 3),
                    QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
            null);

    /// @return the place of the lowest validation loss
    private static int requireStopped(DirectDialogue dialogue, TrainingConclusion conclusion) {
        List<Double> losses = epochs(dialogue).stream()
                .map(epoch -> requireNonNull(epoch.validationLoss()))
                .toList();
        assertThat(conclusion.reason()).isEqualTo(StopReason.PLATEAU);
        assertThat(losses.size()).isLessThan(60);
        int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertThat(best).isEqualTo(losses.size() - 1 - 3);
        return best;
    }

    /// A run that was begun so goes on so.
    @Test
    void patienceOfTheFirstVersionKeepsTheWeightsOfTheLowestLossOverTheTest() {
        DirectDialogue dialogue = dense(PATIENT);
        TrainingConclusion conclusion =
                new TrainingAlgorithm(PATIENT, TABLE, null, TrainingVersion.FIRST).run(dialogue);
        int best = requireStopped(dialogue, conclusion);
        assertThat(metric(conclusion.report().validation(), "logLoss"))
                .isCloseTo(requireNonNull(epochs(dialogue).get(best).validationLoss()), within(1e-12));
        assertThat(dialogue.asked).hasSize(2 * epochs(dialogue).size());
    }

    @Test
    void patienceLooksAtRowsThatAreHeldBackAndNotAtTheTest() {
        DirectDialogue dialogue = dense(PATIENT);
        TrainingConclusion conclusion = run(PATIENT, dialogue);
        int best = requireStopped(dialogue, conclusion);

        TrainingRows rows = TrainingRows.of(PATIENT, TABLE, null);
        int[] labels = ((Target.Classes) rows.requireTarget()).labels();
        Split split = Splits.stratifiedHoldout(labels, 0.25, PATIENT.settings().seed());
        List<RealVector> training = rows.features(rows.fit(split.training()), split.training());
        List<RealVector> test = rows.features(rows.fit(split.training()), split.test());
        assertThat(training).doesNotContainAnyElementsOf(test);
        List<List<RealVector>> stepped = inputs(dialogue, Wanted.LOSS_GRADIENT);
        assertThat(stepped)
                .allSatisfy(step -> assertThat(step)
                        .hasSize(24)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(training)
                        .containsExactlyInAnyOrderElementsOf(stepped.getFirst()));
        List<List<RealVector>> looks = inputs(dialogue, Wanted.OUTPUTS);
        assertThat(looks.subList(0, looks.size() - 1))
                .hasSize(epochs(dialogue).size())
                .allSatisfy(look -> assertThat(look).containsExactlyInAnyOrderElementsOf(training));
        List<RealVector> all = new ArrayList<>(training);
        all.addAll(test);
        assertThat(looks.getLast()).isEqualTo(all);

        // 6 of 30 rows, of each class its share
        List<Integer> heldBack = split.training().stream()
                .filter(row -> !stepped.getFirst()
                        .contains(training.get(split.training().indexOf(row))))
                .toList();
        assertThat(heldBack).hasSize(6);
        assertThat(heldBack.stream().map(row -> labels[row]).distinct()).hasSize(2);
        // the weights that are kept are those of the lowest loss over these
        var network = (QuantumNeuralNetwork) PATIENT.settings().model();
        RealVector weights = requireNonNull(
                        requireNonNull(conclusion.report().model()).network())
                .weights();
        double loss = new NetworkQuestions(PATIENT, network, dense(PATIENT))
                .losses(
                        List.of(weights),
                        rows.features(rows.fit(split.training()), heldBack),
                        heldBack.stream().mapToDouble(row -> labels[row]).toArray(),
                        false)
                .getFirst()
                .value();
        assertThat(loss).isCloseTo(requireNonNull(epochs(dialogue).get(best).validationLoss()), within(1e-12));
    }

    private static List<List<RealVector>> inputs(DirectDialogue dialogue, Wanted wanted) {
        return dialogue.asked.stream()
                .filter(pub -> pub.wanted() == wanted)
                .map(pub -> requireNonNull(pub.batch()).inputs())
                .toList();
    }

    @Test
    void rowsOfWhichNoneCanBeHeldBackAreRefused() {
        TrainingRows rows = TrainingRows.of(PATIENT, TABLE, null);
        int[] labels = ((Target.Classes) rows.requireTarget()).labels();
        List<Integer> oneOfEach = List.of(
                IntStream.range(0, 40)
                        .filter(row -> labels[row] == 0)
                        .findFirst()
                        .orElseThrow(),
                IntStream.range(0, 40)
                        .filter(row -> labels[row] == 1)
                        .findFirst()
                        .orElseThrow());
        var network = (QuantumNeuralNetwork) PATIENT.settings().model();
        DirectDialogue dialogue = dense(PATIENT);
        var learner = new NetworkLearner(PATIENT, network, rows, dialogue, TrainingVersion.current());
        assertThatThrownBy(() -> learner.learn(oneOfEach, List.of(), null))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("model.training.patience"));
        assertThat(dialogue.asked).isEmpty();
    }

    @Test
    void aNetworkLearnsNumbersBetweenMinusAndPlusItsScale() {
        TrainingReady ready = ready(
                numbers(new Validation.Holdout(0.25)),
                network(
                        training(NetworkTraining.Method.L_BFGS, 0.1, 25, null, null),
                        QuantumNeuralNetwork.LossType.SQUARED),
                null);
        LearningReport report = run(ready, dense(ready)).report();
        assertThat(metric(report.training(), "r2")).isGreaterThan(0.8);
        assertThat(report.weights()).isEqualTo(12);
        assertThat(report.kernel()).isNull();
    }

    @Test
    void rowsThatAreTooManyForAMessageAreWeighedByTheirNumber() {
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(
                        training(NetworkTraining.Method.ADAM, 0.1, 1, null, null),
                        QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                null);
        var network = (QuantumNeuralNetwork) ready.settings().model();
        var dialogue = new DirectDialogue(pub -> {
            int part = requireNonNull(pub.batch()).inputs().size();
            var point = new PointResult(part, 0, part, RealVector.of(part, 2.0 * part), null, null);
            return new TrainingAnswer(List.of(point), null);
        });
        int rows = 7001;
        var evaluation = new NetworkQuestions(ready, network, dialogue)
                .losses(
                        List.of(RealVector.of(0, 0)),
                        Collections.nCopies(rows, RealVector.of(1 / 3.0, 1 / 3.0)),
                        new double[rows],
                        true)
                .getFirst();
        assertThat(dialogue.asked).hasSizeGreaterThan(1);
        double expected = dialogue.asked.stream()
                        .mapToDouble(pub -> requireNonNull(pub.batch()).inputs().size())
                        .map(part -> part * part)
                        .sum()
                / rows;
        assertThat(evaluation.value()).isCloseTo(expected, within(1e-9));
        assertThat(requireNonNull(evaluation.gradient()).get(1)).isCloseTo(2 * expected, within(1e-9));
    }

    /// 25 states of 100000 shots each a row, of which a processor draws 20 rows in ten seconds; a
    /// gradient without shots is one question.
    @Test
    void aStepThatTakesLongIsSeveralQuestions() {
        assertThat(rowsOfQuestions(100_000)).containsExactly(16, 17, 17);
        assertThat(rowsOfQuestions(null)).containsExactly(50);
    }

    private static List<Integer> rowsOfQuestions(@Nullable Integer shots) {
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(
                        training(NetworkTraining.Method.ADAM, 0.1, 1, null, null),
                        QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                shots);
        var point = new PointResult(0, 0, 0, RealVector.zeros(12), null, null);
        var dialogue = new DirectDialogue(_ -> new TrainingAnswer(List.of(point), null));
        new NetworkQuestions(ready, (QuantumNeuralNetwork) ready.settings().model(), dialogue)
                .losses(
                        List.of(RealVector.zeros(12)),
                        Collections.nCopies(50, RealVector.of(0.5, 0.5)),
                        new double[50],
                        true);
        return dialogue.asked.stream()
                .map(pub -> requireNonNull(pub.batch()).inputs().size())
                .toList();
    }

    @Test
    void outputsSayWhatTheLossesMean() {
        double[][] outputs = {{0.3, -0.2, 0.9}, {0.1, 0.8, -0.4}};
        double[][] single = {{0.3}, {-0.7}};
        NetworkTraining training = training(NetworkTraining.Method.ADAM, 0.1, 1, null, null);
        for (QuantumNeuralNetwork.LossType type : QuantumNeuralNetwork.LossType.values()) {
            QuantumNeuralNetwork network = network(training, type);
            Loss loss = switch (type) {
                case SQUARED -> new Loss.Squared(network.scale());
                case CROSS_ENTROPY -> new Loss.CrossEntropy(network.scale());
                case LINEAR -> new Loss.Linear();
                case WEIGHTED_FIDELITY -> new Loss.WeightedFidelity();
            };
            assertThat(network.asked()).isEqualTo(loss);
            RealVector weights = loss.weights() == 0 ? RealVector.zeros(0) : RealVector.of(7, 0.75, 1.25);
            double[] ofLoss = loss.weights() == 0 ? new double[0] : new double[] {0.75, 1.25};
            if (type == QuantumNeuralNetwork.LossType.CROSS_ENTROPY || type == QuantumNeuralNetwork.LossType.SQUARED) {
                double expected =
                        (DenseExecutor.loss(loss, outputs[0], 2) + DenseExecutor.loss(loss, outputs[1], 0)) / 2;
                assertThat(new NetworkTold(network, outputs, weights).loss(new double[] {2, 0}))
                        .isCloseTo(expected, within(1e-12));
            }
            double ofSingle =
                    (DenseExecutor.loss(loss, single[0], 1, ofLoss) + DenseExecutor.loss(loss, single[1], 0, ofLoss))
                            / 2;
            assertThat(new NetworkTold(network, single, weights).loss(new double[] {1, 0}))
                    .isCloseTo(ofSingle, within(1e-12));
        }
        var target = new Target.Classes(List.of("a", "b", "c"), new int[] {2, 0});
        var told = (Told.Classes) new NetworkTold(
                        network(training, QuantumNeuralNetwork.LossType.CROSS_ENTROPY), outputs, RealVector.zeros(0))
                .told(target);
        assertThat(told.labels()).containsExactly(2, 1);
        assertThat(told.probabilities()).hasSize(2);
    }

    /// A step as numpy has it: `x - 0.3 * np.linalg.solve(G + 0.05 * np.eye(2), g)` of parts
    /// weighed by their rows.
    @Test
    void aStepByTheNaturalGradientIsTheRegularisedSolution() {
        double[] direction =
                new Tangent(0.5, new double[] {1, -2}, new double[][] {{0.25, 0.1}, {0.1, 0.2}}).naturalGradient(0.05);
        // det = 0.3 · 0.25 − 0.01
        assertThat(direction).containsExactly(new double[] {(0.25 + 0.2) / 0.065, (-0.6 - 0.1) / 0.065}, within(1e-12));
        assertThatThrownBy(() ->
                        new Tangent(0.5, new double[] {1, 1}, new double[][] {{1, 1}, {1, 1}}).naturalGradient(1e-17))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("model.training.regularization must be larger");
    }

    @Test
    void partsOfAMetricAreWeighedByTheirRows() {
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(
                        training(NetworkTraining.Method.NATURAL_GRADIENT, 0.1, 1, null, null),
                        QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                null);
        var dialogue = new DirectDialogue(pub -> {
            double part = requireNonNull(pub.batch()).inputs().size();
            var point = new PointResult(part, 0, part, RealVector.of(part, 2 * part), null, null);
            return new TrainingAnswer(List.of(point), PackedTriangle.pack(new double[][] {
                {part, 0}, {part / 2, 2 * part}
            }));
        });
        int rows = 7001;
        double[] direction = new NetworkQuestions(
                        ready, (QuantumNeuralNetwork) ready.settings().model(), dialogue)
                .tangent(
                        RealVector.of(0, 0),
                        Collections.nCopies(rows, RealVector.of(1 / 3.0, 1 / 3.0)),
                        new double[rows])
                .naturalGradient(1e-8);
        assertThat(dialogue.asked).hasSizeGreaterThan(1);
        // gradient and metric are the same multiple of (1, 2) and of ((1, 1/2), (1/2, 2))
        assertThat(direction).containsExactly(new double[] {4 / 7.0, 6 / 7.0}, within(1e-9));
    }

    @Test
    void batchesHaveEachRowOnceAnEpoch() {
        var batches = new Batches(10, 4, false, 3);
        assertThat(batches.perEpoch()).isEqualTo(3);
        for (int epoch = 0; epoch < 3; epoch++) {
            int[] all = IntStream.range(0, 3)
                    .mapToObj(k -> batches.next())
                    .flatMapToInt(IntStream::of)
                    .toArray();
            assertThat(all).hasSize(10).doesNotHaveDuplicates();
        }
    }

    /// Each row is as likely as any other, whatever came before: 30000 draws of ten rows, of a
    /// binomial deviation of 52, and rows that come twice in a batch.
    @Test
    void withReplacementEveryRowOfABatchIsDrawnFromAll() {
        var batches = new Batches(10, 12, true, 3);
        assertThat(batches.perEpoch()).isEqualTo(1);
        var counts = new int[10];
        for (int k = 0; k < 2500; k++) {
            int[] batch = batches.next();
            assertThat(batch).hasSize(12);
            for (int row : batch) {
                counts[row]++;
            }
        }
        assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 3000) < 5 * 52);
    }

    @Test
    void allRowsAreLookedAtAsOftenAsAskedAndInTheEnd() {
        var training = new NetworkTraining(NetworkTraining.Method.ADAM, 0.1, 8, 10, null, true, 3, null, null);
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(training, QuantumNeuralNetwork.LossType.LINEAR),
                null);
        DirectDialogue dialogue = dense(ready);
        TrainingConclusion conclusion = run(ready, dialogue);
        assertThat(conclusion.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(dialogue.told.stream().filter(step -> step.phase() == Phase.TRAINING))
                .extracting(TrainingProgress::done)
                .containsExactly(3, 6, 8);
        // three batches of 30 rows an epoch, all of ten
        assertThat(dialogue.asked).hasSize(8 * 3 + 3);
        assertThat(dialogue.asked.stream()
                        .filter(pub -> pub.wanted() == Wanted.LOSS_GRADIENT)
                        .map(pub -> requireNonNull(pub.batch()).inputs().size()))
                .containsOnly(10);
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss());
        assertThat(metric(conclusion.report().training(), "accuracy"))
                .isEqualTo(epochs.getLast().score());
    }

    /// A method that converges before it is time to look.
    @Test
    void theLastWeightsAreLookedAt() {
        var training = new NetworkTraining(NetworkTraining.Method.L_BFGS, 0.1, 5, null, null, false, 3, null, null);
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(training, QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                null);
        DirectDialogue dialogue = dense(ready);
        TrainedModel model = requireNonNull(run(ready, dialogue).report().model());
        assertThat(epochs(dialogue).getLast().loss())
                .isCloseTo(loss(ready, requireNonNull(model.network()).weights()), within(1e-12));
        assertThat(dialogue.told.stream().filter(step -> step.phase() == Phase.TRAINING))
                .extracting(TrainingProgress::done)
                .containsExactly(3, 5);
    }

    /// By numpy 2.4.6, the rule as it is written: losses[k] = exp(-k/20) + 0.01·sin(k), window 20.
    @Test
    void aPlateauIsWhereMeansDifferByLessThanHalfAStandardError() {
        var plateau = new LossPlateau(20);
        int steps = 0;
        while (!plateau.reached(StrictMath.exp(-steps / 20.0) + 0.01 * StrictMath.sin(steps))) {
            steps++;
        }
        assertThat(steps).isEqualTo(157);
        var flat = new LossPlateau(20);
        for (int step = 0; step <= 40; step++) {
            assertThat(flat.reached(0.5)).isFalse();
        }
        assertThat(flat.reached(0.5)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkTraining.Method.class,
            names = {"ADAM", "NATURAL_GRADIENT"})
    void aPlateauStopsInTheMidstOfAnEpoch(NetworkTraining.Method method) {
        Double regularization = method == NetworkTraining.Method.NATURAL_GRADIENT ? Double.valueOf(0.01) : null;
        var training = new NetworkTraining(
                method, 0.3, 100, 7, null, true, 50, new NetworkTraining.Plateau(12), regularization);
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(training, QuantumNeuralNetwork.LossType.LINEAR),
                null);
        DirectDialogue dialogue = dense(ready);
        TrainingConclusion conclusion = run(ready, dialogue);
        assertThat(conclusion.reason()).isEqualTo(StopReason.PLATEAU);
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs).hasSize(1);
        TrainedModel model = requireNonNull(conclusion.report().model());
        assertThat(metric(conclusion.report().training(), "accuracy"))
                .isEqualTo(epochs.getLast().score());
        // the last question is about the weights that are kept
        assertThat(dialogue.asked.getLast().parameters())
                .containsExactly(requireNonNull(model.network()).weights());
        assertThat(dialogue.asked).hasSizeGreaterThan(2 * 12);
    }

    /// Rotations alone, around each upload of a row, and the mean of all qubits.
    @Test
    void aSeparableNetworkLearns() {
        var network = new QuantumNeuralNetwork(
                new FeatureMap.Angle(List.of(Rotation.RY), 1),
                new TrainableLayers.Rotations(4, List.of(Rotation.RZ, Rotation.RY, Rotation.RZ)),
                true,
                true,
                null,
                null,
                QuantumNeuralNetwork.Readout.MEAN_Z,
                QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                6,
                training(NetworkTraining.Method.ADAM, 0.1, 12, 10, null));
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), network, null);
        DirectDialogue dialogue = dense(ready);
        TrainingConclusion conclusion = run(ready, dialogue);
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs.getLast().loss()).isLessThan(0.8 * epochs.getFirst().loss());
        assertThat(dialogue.asked)
                .allSatisfy(pub ->
                        assertThat(requireNonNull(pub.batch()).coefficients()).isEqualTo(RealVector.of(0.5, 0.5)));
        assertThat(conclusion.report().weights()).isEqualTo(24);
    }

    private static QuantumNeuralNetwork reuploading(NetworkTraining training, QuantumNeuralNetwork.LossType loss) {
        List<Rotation> rotations = List.of(Rotation.RZ, Rotation.RY, Rotation.RZ);
        return new QuantumNeuralNetwork(
                new FeatureMap.DenseAngle(rotations),
                new TrainableLayers.Brickwork(2, rotations),
                true,
                null,
                true,
                true,
                QuantumNeuralNetwork.Readout.Z,
                loss,
                1,
                training);
    }

    private static TrainingReady reuploading(NetworkTraining.Method method, double rate) {
        return ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                reuploading(training(method, rate, 12, 10, null), QuantumNeuralNetwork.LossType.WEIGHTED_FIDELITY),
                null);
    }

    /// Two features on one qubit: weights of angles, of gates and of classes are trained together.
    @ParameterizedTest
    @EnumSource(
            value = NetworkTraining.Method.class,
            names = {"ADAM", "L_BFGS", "SPSA"})
    void weightsOfAnglesAndOfClassesAreTrained(NetworkTraining.Method method) {
        TrainingReady ready = reuploading(method, method == NetworkTraining.Method.SPSA ? 0.3 : 0.1);
        assertThat(ready.qubits()).isEqualTo(1);
        assertThat(ready.weights()).isEqualTo(3 * 2 + 3 * 3);
        RealVector start = NetworkLearner.start(ready, 0);
        assertThat(start.size()).isEqualTo(ready.weights() + 2);
        DirectDialogue dialogue = dense(ready);
        LearningReport report = run(ready, dialogue).report();
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs.getLast().loss()).isLessThan(0.95 * epochs.getFirst().loss());
        TrainedModel.OfNetwork network =
                requireNonNull(requireNonNull(report.model()).network());
        assertThat(network.weights().size()).isEqualTo(ready.weights());
        RealVector ofClasses = requireNonNull(network.lossWeights());
        assertThat(ofClasses.size()).isEqualTo(2);
        assertThat(ofClasses).isNotEqualTo(RealVector.of(1, 1));
        assertThat(dialogue.asked)
                .allSatisfy(pub ->
                        assertThat(requireNonNull(pub.batch()).weighted()).isEqualTo(6));
        RealVector ofAngles = requireNonNull(report.model()).weightsOfAngles();
        assertThat(ofAngles.size()).isEqualTo(6);
        for (int weight = 0; weight < 6; weight++) {
            assertThat(ofAngles.get(weight)).isNotEqualTo(start.get(weight));
        }
        // what is told of an epoch is the loss that steps make smaller
        double kept = loss(ready, network.weights().followedBy(ofClasses));
        assertThat(epochs.stream().mapToDouble(TrainingProgress.Epoch::loss))
                .anyMatch(loss -> Math.abs(loss - kept) < 1e-12);
    }

    @Test
    void theNaturalGradientTakesWeightsOfAngles() {
        TrainingReady ready = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                reuploading(
                        training(NetworkTraining.Method.NATURAL_GRADIENT, 0.1, 6, 10, null),
                        QuantumNeuralNetwork.LossType.SQUARED),
                null);
        DirectDialogue dialogue = dense(ready);
        run(ready, dialogue);
        List<TrainingProgress.Epoch> epochs = epochs(dialogue);
        assertThat(epochs.getLast().loss()).isLessThan(0.95 * epochs.getFirst().loss());
    }

    private static QuantumNeuralNetwork weighted(FeatureMap map, NetworkTraining training) {
        return new QuantumNeuralNetwork(
                map,
                new TrainableLayers.Rotations(2, List.of(Rotation.RY)),
                true,
                null,
                true,
                null,
                QuantumNeuralNetwork.Readout.Z,
                QuantumNeuralNetwork.LossType.SQUARED,
                1,
                training);
    }

    static Stream<FeatureMap> anglesInSeveralGates() {
        return Stream.of(
                new FeatureMap.Zz(2, Entanglement.FULL), new FeatureMap.Angle(List.of(Rotation.RY, Rotation.RZ), 1));
    }

    @ParameterizedTest
    @MethodSource("anglesInSeveralGates")
    void weightsInSeveralGatesAreTrained(FeatureMap map) {
        for (NetworkTraining.Method method :
                List.of(NetworkTraining.Method.ADAM, NetworkTraining.Method.NATURAL_GRADIENT)) {
            QuantumNeuralNetwork network = weighted(map, training(method, 0.1, 8, 10, null));
            TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), network, null);
            assertThat(ready.weights()).isEqualTo(2 * map.numberOfAngles(2) + 4);
            assertThat(network.rotations(2)).isEqualTo(4 * map.numberOfAngles(2) + 4);
            DirectDialogue dialogue = dense(ready);
            run(ready, dialogue);
            List<TrainingProgress.Epoch> epochs = epochs(dialogue);
            assertThat(epochs.getLast().loss())
                    .as(
                            "%s of %s",
                            method,
                            epochs.stream().map(TrainingProgress.Epoch::loss).toList())
                    .isLessThan(0.98 * epochs.getFirst().loss());
        }
    }

    /// 8 weights in 404 rotations: of 809 states and 10000 shots each, 6 rows are a part; of 17 states all
    /// would be.
    @Test
    void partsOfAStepAreByRotations() {
        NetworkTraining training = training(NetworkTraining.Method.ADAM, 0.1, 1, null, null);
        QuantumNeuralNetwork network = weighted(new FeatureMap.Z(100), training);
        TrainingReady ready = ready(classes(SCALED, new Validation.Holdout(0.25)), network, 10_000);
        DirectDialogue dialogue = dense(ready);
        run(ready, dialogue);
        List<Integer> rows = dialogue.asked.stream()
                .filter(pub -> pub.wanted() == Wanted.LOSS_GRADIENT)
                .map(pub -> requireNonNull(pub.batch()).inputs().size())
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part).isLessThanOrEqualTo(6));
    }

    @Test
    void weightsBeginWhereTheyAreTold() {
        TrainingReady ready = reuploading(NetworkTraining.Method.ADAM, 0.1);
        RealVector start = NetworkLearner.start(ready, 0);
        for (int k = 0; k < 6; k++) {
            assertThat(start.get(k)).as("a weight of an angle").isBetween(0.0, 1.0);
        }
        assertThat(IntStream.range(6, 15).mapToDouble(start::get))
                .as("weights of gates")
                .anyMatch(weight -> Math.abs(weight) > 1)
                .allMatch(weight -> Math.abs(weight) <= Math.PI);
        assertThat(start.get(15)).isEqualTo(1);
        assertThat(start.get(16)).isEqualTo(1);
        var training = new NetworkTraining(
                NetworkTraining.Method.ADAM,
                0.1,
                1,
                10,
                null,
                null,
                null,
                null,
                null,
                new NetworkTraining.InitialWeights(2, 2.5));
        TrainingReady told = ready(
                classes(SCALED, new Validation.Holdout(0.25)),
                network(training, QuantumNeuralNetwork.LossType.CROSS_ENTROPY),
                null);
        double[] begun = NetworkLearner.start(told, 0).toArray();
        assertThat(begun).hasSize(12).doesNotHaveDuplicates();
        assertThat(Arrays.stream(begun)).allMatch(weight -> weight >= 2 && weight < 2.5);
    }

    @Test
    void columnsAreThoseOfTheTable() {
        TableColumn colour = TABLE.column("colour");
        assertThat(colour.categoryNames()).containsExactly("\"dark\" blue", "green", "red");
        assertThat(TABLE.column("weight").missing()).isEqualTo(8);
    }
}
