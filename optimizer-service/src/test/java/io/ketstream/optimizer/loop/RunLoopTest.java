package io.ketstream.optimizer.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.support.event.EventCodec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunLoopTest {

    private static World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP));
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void everyOptimizerFindsTheMinimum(OptimizerType type) {
        RunId run = Samples.run(1);
        try (World world = world()) {
            world.send(Samples.circuit(run, Samples.operator(), Samples.settings(Samples.optimizer(type, 600), null)));
            RunEnded ended = world.runToEnd(run);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            BestSolution best = requireNonNull(ended.best());
            // −2 is the exact minimum of the function; SPSA's steps still have a finite gain after 300 of them
            assertThat(ended.best().objective()).isBetween(-2.0, type == OptimizerType.SPSA ? -1.98 : -1.9999);
            assertThat(requireNonNull(ended.expectation()).value()).isEqualTo(best.objective());
            assertThat(ended.evaluations()).isLessThanOrEqualTo(600);
            assertThat(ended.engine()).isEqualTo(AnalyticExecutor.ENGINE);
            assertThat(world.published())
                    .filteredOn(RunProgress.class::isInstance)
                    .first()
                    .isInstanceOf(RunStarted.class);
            assertThat(world.iterations(run)).hasSize(ended.iterations());
            assertThat(((PureNode) world.node()).openRuns()).isZero();
        }
    }

    @Test
    void answersAreKeptWithoutLookingThemUp() {
        RunId run = Samples.run(3);
        // many steps, since they are small
        var optimizer =
                new OptimizerSpecification(OptimizerType.SPSA, 200, 10_000, null, null, 0, null, Map.of("a", 0.001));
        try (World world = world()) {
            world.send(Samples.circuit(run, Samples.operator(), Samples.settings(optimizer, null)));
            world.runToEnd(run);
            int questions = world.requests().size();
            assertThat(questions).isGreaterThan(100);
            // the start and the end of the run, and a sweep now and then
            assertThat(world.node().rows().reads()).isLessThan(questions / 2);
        }
    }

    @Test
    void aSampledRunReportsItsLowestSampleInTheUsersSense() {
        RunId run = Samples.run(2);
        try (World world = world()) {
            world.send(Samples.circuit(
                    run, Samples.diagonal(), Samples.settings(Samples.optimizer(OptimizerType.SPSA, 100), 256)));
            RunEnded ended = world.runToEnd(run);
            BestSolution best = requireNonNull(ended.best());
            // the lowest energy of Samples.ISING is −2.5, at spins (+, −, +), which is x = 010; the sense is MAXIMIZE
            assertThat(best.objective()).isEqualTo(2.5);
            assertThat(best.bitString()).isEqualTo("010");
            assertThat(ended.samples()).isNotNull();
            assertThat(ended.stopReason()).isEqualTo(StopReason.MAX_EVALUATIONS);
            assertThat(ended.shots()).isEqualTo(256L * (ended.evaluations() + 1));
        }
    }

    @Test
    void aBatchThatDoesNotFitIntoAMessageIsSeveralQuestions() {
        RunId run = Samples.run(4);
        var optimizer = new OptimizerSpecification(
                OptimizerType.CMA_ES, 2, 10_000, null, null, 0, null, Map.of("populationSize", 60.0));
        try (World world = world()) {
            world.send(Samples.circuit(run, Samples.operator(), Samples.settings(optimizer, null), 300));
            RunEnded ended = world.runToEnd(run);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            var codec = new EventCodec("test");
            for (var request : world.requests()) {
                // encoding refuses what is too large
                assertThat(codec.encode(request)).hasSizeGreaterThan(1000);
            }
            // two generations of 60 vectors, of which 28 fit into a message, and the closing question
            assertThat(world.requests()).hasSize(2 * 3 + 1);
        }
    }

    @Test
    void asManyParametersAsARunMayHaveFitIntoAMessage() {
        RunId run = Samples.run(6);
        var settings = Samples.settings(Samples.optimizer(OptimizerType.L_BFGS, 10), null);
        try (World world = world()) {
            world.send(Samples.circuit(run, Samples.operator(), settings, RunSettings.MAX_PARAMETERS));
            assertThat(world.runToEnd(run).status()).isEqualTo(RunStatus.SUCCEEDED);
            var codec = new EventCodec("test");
            // encoding refuses what is too large
            assertThat(world.requests())
                    .allSatisfy(request -> assertThat(codec.encode(request)).isNotEmpty());
        }
    }

    @Test
    void moreParametersThanFitIntoAMessageFailTheRun() {
        RunId run = Samples.run(5);
        var settings = Samples.settings(Samples.optimizer(OptimizerType.SPSA, 10), null);
        try (World world = world()) {
            world.send(Samples.circuit(run, Samples.operator(), settings, 12_000));
            RunEnded ended = world.runToEnd(run);
            assertThat(requireNonNull(ended.failure()).message()).contains("12000 parameters");
        }
    }
}
