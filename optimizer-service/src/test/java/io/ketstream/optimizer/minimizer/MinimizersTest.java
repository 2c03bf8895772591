package io.ketstream.optimizer.minimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.StopReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MinimizersTest {

    private static final Limits LIMITS =
            Limits.DEFAULT.withMaxIterations(20_000).withTolerance(1e-9);
    private static final IterationListener SILENT = iteration -> {};

    static Stream<Arguments> typesAndDimensions() {
        return Stream.of(OptimizerType.values())
                .flatMap(type -> IntStream.of(1, 2, 20)
                        .filter(n -> n >= type.leastParameters())
                        // The simplex degenerates in many dimensions (Lagarias et al., SIAM J. Optim. 9, 112 (1998)).
                        .filter(n -> type != OptimizerType.NELDER_MEAD || n <= 2)
                        .mapToObj(n -> Arguments.of(type, n)));
    }

    @ParameterizedTest
    @MethodSource("typesAndDimensions")
    void findsTheMinimumOfAQuadratic(OptimizerType type, int dimension) {
        var objective = RecordedObjective.quadratic(0);
        Minimum minimum = minimizer(type).minimize(objective, RealVector.zeros(dimension), LIMITS, 7, SILENT);

        // SPSA and Adam approach by steps that shrink slowly, the others to about the tolerance.
        double allowed = type == OptimizerType.SPSA || type == OptimizerType.ADAM ? 1e-3 : 1e-6;
        assertThat(minimum.value()).as(minimum.toString()).isCloseTo(-1, within(allowed));
        assertThat(minimum.value()).isEqualTo(objective.exactly(minimum.parameters()));
        assertThat(minimum.evaluations()).isEqualTo(objective.evaluations());
    }

    @ParameterizedTest
    @CsvSource({
        "L_BFGS,1e-8",
        "NELDER_MEAD,1e-6",
        "CMA_ES,1e-6",
        "BOBYQA,1e-6",
        "POWELL,1e-6",
        "COBYLA,0.05",
        "ADAM,0.05"
    })
    void descendsTheValleyOfRosenbrock(OptimizerType type, double allowed) {
        Minimum minimum =
                minimizer(type).minimize(RecordedObjective.rosenbrock(), RealVector.of(-1.2, 1), LIMITS, 7, SILENT);

        assertThat(minimum.value()).as(minimum.toString()).isLessThan(allowed);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "20"})
    void spsaComesDownToTheNoise(int dimension) {
        // Expected excess of a noisy descent is far below the start's; the noise of one estimate is 0.05.
        var objective = RecordedObjective.quadratic(0.05);
        Limits limits = Limits.DEFAULT.withMaxIterations(2000);
        Minimum minimum =
                minimizer(OptimizerType.SPSA).minimize(objective, RealVector.zeros(dimension), limits, 11, SILENT);

        double excess = objective.exactly(minimum.parameters()) + 1;
        double excessOfStart = objective.exactly(RealVector.zeros(dimension)) + 1;
        assertThat(excess).isLessThan(Math.max(0.02, 0.02 * excessOfStart));
        // The reported estimate is fresh: within five standard errors of the truth.
        assertThat(minimum.value()).isCloseTo(excess - 1, within(5 * 0.05));
        assertThat(minimum.standardError()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @EnumSource
    void asksTheSameQuestionsAgain(OptimizerType type) {
        var recorded = RecordedObjective.quadratic(0.01);
        Limits limits = LIMITS.withMaxEvaluations(600);
        List<Iteration> iterations = new ArrayList<>();
        Minimum first = minimizer(type).minimize(recorded, RealVector.zeros(3), limits, 3, iterations::add);

        var replayed = new ReplayedObjective(recorded);
        List<Iteration> again = new ArrayList<>();
        Minimum second = minimizer(type).minimize(replayed, RealVector.zeros(3), limits, 3, again::add);

        assertThat(replayed.left()).isFalse();
        assertThat(second).isEqualTo(first);
        assertThat(again).isEqualTo(iterations).isNotEmpty();
        assertThat(iterations).extracting(Iteration::number).first().isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void neverEvaluatesMoreThanAllowed(OptimizerType type) {
        for (int allowed : new int[] {1, 2, 3, 4, 5, 7, 11, 39, 40, 41, 45}) {
            var objective = RecordedObjective.rosenbrock();
            Limits limits = Limits.DEFAULT.withMaxEvaluations(allowed).withTolerance(0);
            Minimum minimum = minimizer(type).minimize(objective, RealVector.of(-1.2, 1), limits, 3, SILENT);

            assertThat(objective.evaluations()).isLessThanOrEqualTo(allowed).isEqualTo(minimum.evaluations());
            assertThat(minimum.stopReason()).isEqualTo(StopReason.MAX_EVALUATIONS);
            assertThat(minimum.value()).isEqualTo(objective.exactly(minimum.parameters()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverTakesMoreShotsThanAllowed(OptimizerType type) {
        var objective = RecordedObjective.rosenbrock();
        Limits limits =
                Limits.DEFAULT.withShots(new Limits.ShotBudget(2050, 100, 500)).withTolerance(0);
        Minimum minimum = minimizer(type).minimize(objective, RealVector.of(-1.2, 1), limits, 3, SILENT);

        assertThat(objective.evaluations()).isEqualTo(type.usesGradient() ? 4 : 20);
        assertThat(minimum.stopReason()).isEqualTo(StopReason.MAX_SHOTS);
    }

    @ParameterizedTest
    @EnumSource
    void stopsAfterTheIterationsAllowed(OptimizerType type) {
        List<Iteration> iterations = new ArrayList<>();
        Limits limits = Limits.DEFAULT.withMaxIterations(3).withTolerance(0);
        Minimum minimum = minimizer(type)
                .minimize(RecordedObjective.rosenbrock(), RealVector.of(-1.2, 1), limits, 3, iterations::add);

        assertThat(minimum.stopReason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(iterations).extracting(Iteration::number).containsExactly(1, 2, 3);
        assertThat(minimum.iterations()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void letsExceptionsThrough(OptimizerType type) {
        for (int answered : new int[] {0, 1, 4, 12}) {
            var failure = new IllegalStateException("evicted");
            var objective = new InterruptedObjective(answered, failure);

            assertThatThrownBy(() -> minimizer(type).minimize(objective, RealVector.of(-1.2, 1), LIMITS, 3, SILENT))
                    .isSameAs(failure);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWithTheBestSoFarOnASignal(OptimizerType type) {
        var objective = new InterruptedObjective(6, new StopSignal(StopReason.TIMEOUT));
        Minimum minimum = minimizer(type).minimize(objective, RealVector.of(-1.2, 1), LIMITS, 3, SILENT);

        assertThat(minimum.stopReason()).isEqualTo(StopReason.TIMEOUT);
        double lowest = objective.recorded.answers.stream()
                .flatMap(List::stream)
                .mapToDouble(Evaluation::value)
                .min()
                .orElseThrow();
        assertThat(minimum.value()).isEqualTo(lowest);
    }

    @Test
    void aSignalBeforeAnyAnswerLeaves() {
        var signal = new StopSignal(StopReason.TIMEOUT);
        assertThatThrownBy(() -> minimizer(OptimizerType.SPSA)
                        .minimize(new InterruptedObjective(0, signal), RealVector.zeros(2), LIMITS, 3, SILENT))
                .isSameAs(signal);
    }

    @ParameterizedTest
    @EnumSource
    void stopsOnAPlateau(OptimizerType type) {
        var flat = new RecordedObjective(x -> 1, x -> new double[] {1, 1}, 0);
        Limits limits = Limits.DEFAULT.withPlateau(5).withTolerance(0).withMaxIterations(100);
        Minimum minimum = minimizer(type).minimize(flat, RealVector.of(0, 0), limits, 3, SILENT);

        assertThat(minimum.iterations()).isLessThanOrEqualTo(6);
        // Some methods see by themselves that nothing can be gained on a plane.
        assertThat(minimum.stopReason()).isIn(StopReason.PLATEAU, StopReason.CONVERGED);
    }

    @ParameterizedTest
    @EnumSource
    void aStartWithoutParametersIsEvaluatedOnce(OptimizerType type) {
        var objective = RecordedObjective.quadratic(0);
        Minimum minimum = minimizer(type).minimize(objective, RealVector.zeros(0), LIMITS, 3, SILENT);

        assertThat(minimum).isEqualTo(new Minimum(RealVector.zeros(0), -1, 0, 0, 1, StopReason.CONVERGED));
    }

    @Test
    void bobyqaRefusesOneParameter() {
        assertThatThrownBy(() -> minimizer(OptimizerType.BOBYQA)
                        .minimize(RecordedObjective.quadratic(0), RealVector.zeros(1), LIMITS, 3, SILENT))
                .hasMessageContaining("at least 2 parameters, not 1");
    }

    @Test
    void asksWhatBelongsTogetherAtOnce() {
        Limits limits = LIMITS.withMaxEvaluations(60);
        assertThat(batchSizes(OptimizerType.SPSA, limits)).startsWith(10, 2, 2, 2);
        assertThat(batchSizes(OptimizerType.NELDER_MEAD, limits)).startsWith(4, 1);
        assertThat(batchSizes(OptimizerType.CMA_ES, limits)).startsWith(7, 7, 7);
        assertThat(batchSizes(OptimizerType.ADAM, limits)).startsWith(1, 1);
    }

    @Test
    void differentSeedsAskDifferently() {
        for (OptimizerType type : List.of(OptimizerType.SPSA, OptimizerType.CMA_ES)) {
            var questions = new HashSet<List<RealVector>>();
            for (int seed = 0; seed < 4; seed++) {
                var objective = RecordedObjective.quadratic(0);
                minimizer(type).minimize(objective, RealVector.zeros(20), LIMITS.withMaxEvaluations(100), seed, SILENT);
                questions.add(objective.questions.getFirst());
            }
            assertThat(questions).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SPSA,learningRate,0.1",
        "SPSA,c,0",
        "SPSA,a,NaN",
        "ADAM,beta1,1",
        "ADAM,beta2,-0.5",
        "L_BFGS,memory,0",
        "L_BFGS,memory,2.5",
        "COBYLA,initialTrustRadius,-1",
        "CMA_ES,populationSize,1",
        "POWELL,initialStep,Infinity",
    })
    void namesTheOptionItRefuses(OptimizerType type, String option, double value) {
        assertThatThrownBy(() -> minimizer(type, Map.of(option, value)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(option));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsEveryOptionOfTheSpecification(OptimizerType type) {
        for (OptimizerType.Option option : type.options()) {
            double value = Math.min(option.atMost(), Math.max(2, Math.ceil(option.greaterThan())));
            assertThat(minimizer(type, Map.of(option.name(), value)).version()).endsWith("/1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForGradientsAsTheSpecificationSays(OptimizerType type) {
        var objective = RecordedObjective.quadratic(0);
        minimizer(type).minimize(objective, RealVector.zeros(3), LIMITS.withMaxEvaluations(60), 3, SILENT);

        assertThat(objective.gradients).isEqualTo(type.usesGradient() ? objective.questions.size() : 0);
    }

    @Test
    void aVersionIsWhatItsNumberSays() {
        var type = OptimizerType.SPSA;
        assertThat(NextRelease.WITH_BOTH_VERSIONS.versions(type)).containsExactly("spsa/1", "spsa/2");
        assertThat(NextRelease.WITH_BOTH_VERSIONS.current(type)).isEqualTo("spsa/2");
        assertThat(NextRelease.WITH_BOTH_VERSIONS.make(type, "spsa/1", Map.of()).version())
                .isEqualTo("spsa/1");
        assertThatThrownBy(() -> NextRelease.WITHOUT_THE_FIRST.make(type, "spsa/1", Map.of()))
                .hasMessageContaining("spsa/1");
    }

    @ParameterizedTest
    @EnumSource
    void everyOptimizerHasAVersionOfItsOwn(OptimizerType type) {
        assertThat(Minimizers.RELEASED.versions(type)).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Minimizers.RELEASES)
                .filteredOn(release -> release.version().equals(Minimizers.RELEASED.current(type)))
                .hasSize(1);
    }

    private static List<Integer> batchSizes(OptimizerType type, Limits limits) {
        var objective = RecordedObjective.quadratic(0);
        minimizer(type).minimize(objective, RealVector.zeros(3), limits, 3, SILENT);
        return objective.questions.stream().map(List::size).toList();
    }

    private static Minimizer minimizer(OptimizerType type) {
        return minimizer(type, Map.of());
    }

    private static Minimizer minimizer(OptimizerType type, Map<String, Double> options) {
        return Minimizers.RELEASED.make(type, Minimizers.RELEASED.current(type), options);
    }

    /// Answers from a record, and fails as soon as a question differs from the recorded one.
    private static final class ReplayedObjective implements Objective {

        private final Iterator<List<RealVector>> questions;
        private final Iterator<List<Evaluation>> answers;

        ReplayedObjective(RecordedObjective recorded) {
            this.questions = recorded.questions.iterator();
            this.answers = recorded.answers.iterator();
        }

        boolean left() {
            return questions.hasNext();
        }

        @Override
        public List<Evaluation> evaluate(List<RealVector> batch) {
            assertThat(batch).isEqualTo(questions.next());
            return answers.next();
        }

        @Override
        public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
            return evaluate(batch);
        }
    }

    /// Rosenbrock's function until a number of questions has been answered, then an exception.
    private static final class InterruptedObjective implements Objective {

        private final RecordedObjective recorded = RecordedObjective.rosenbrock();
        private final int answered;
        private final RuntimeException failure;

        InterruptedObjective(int answered, RuntimeException failure) {
            this.answered = answered;
            this.failure = failure;
        }

        @Override
        public List<Evaluation> evaluate(List<RealVector> batch) {
            interrupt();
            return recorded.evaluate(batch);
        }

        @Override
        public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
            interrupt();
            return recorded.evaluateWithGradient(batch);
        }

        private void interrupt() {
            if (recorded.questions.size() >= answered) {
                throw failure;
            }
        }
    }
}
