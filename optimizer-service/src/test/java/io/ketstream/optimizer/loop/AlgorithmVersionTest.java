package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.minimizer.NextRelease;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of runs when the loop is stopped and started again as another release.
class AlgorithmVersionTest {

    private static final RunId OLD = Samples.run(41);
    private static final RunId NEW = Samples.run(42);

    private Minimizers release = Minimizers.RELEASED;

    private World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP, release));
    }

    private static RunCircuitReady circuit(RunId run) {
        return Samples.circuit(
                run, Samples.diagonal(), Samples.settings(Samples.optimizer(OptimizerType.SPSA, 30), 64));
    }

    private Outcome undisturbed(RunId run) {
        try (World world = world()) {
            world.send(circuit(run));
            return Outcome.of(world, run);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void anOldRunGoesOnWithItsAlgorithmAndANewOneGetsTheNew(int inputs) {
        Outcome old = undisturbed(OLD);
        try (World world = world()) {
            world.send(circuit(OLD));
            steps(world, inputs);
            release = NextRelease.WITH_BOTH_VERSIONS;
            world.crash(0);
            world.send(circuit(NEW));
            assertThat(Outcome.of(world, OLD)).isEqualTo(old);
            assertThat(Outcome.of(world, NEW)).isEqualTo(undisturbed(NEW));
            assertThat(version(world, OLD)).isEqualTo("spsa/1 run/2");
            assertThat(version(world, NEW)).isEqualTo("spsa/2 run/2");
        }
        release = Minimizers.RELEASED;
        Outcome inTheOldRelease = undisturbed(NEW);
        release = NextRelease.WITH_BOTH_VERSIONS;
        assertThat(undisturbed(NEW).iterations()).isNotEqualTo(inTheOldRelease.iterations());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void aRunWhoseVersionIsGoneEndsAsDiverged(int inputs) {
        try (World world = world()) {
            world.send(circuit(OLD));
            steps(world, inputs);
            int asked = world.requests().size();
            release = NextRelease.WITHOUT_THE_FIRST;
            world.crash(0);
            RunEnded ended = world.runToEnd(OLD);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            Failure failure = Objects.requireNonNull(ended.failure());
            assertThat(failure.code()).isEqualTo(Failure.REPLAY_DIVERGED);
            assertThat(failure.message()).contains("spsa/1 run/2", "spsa/2 run/2", "submit it again");
            assertThat(world.requests()).hasSize(asked);
        }
    }

    @Test
    void aReleaseThatIsTakenBackDoesNotKnowTheRunsOfTheLater() {
        release = NextRelease.WITH_BOTH_VERSIONS;
        try (World world = world()) {
            world.send(circuit(OLD));
            steps(world, 5);
            release = Minimizers.RELEASED;
            world.crash(0);
            assertThat(world.runToEnd(OLD).failure()).extracting(Failure::code).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }

    private static String version(World world, RunId run) {
        return Objects.requireNonNull(world.runToEnd(run).optimizerVersion());
    }

    private static void steps(World world, int steps) {
        for (int i = 0; i < steps; i++) {
            world.step();
        }
    }
}
