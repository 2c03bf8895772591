package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cancel, pause, deadline, failures: what is decided outside an algorithm.
class DecisionTest {

    private static final RunId RUN = Samples.run(3);

    private static World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP));
    }

    private static RunCircuitReady circuit() {
        return Samples.circuit(
                RUN, Samples.diagonal(), Samples.settings(Samples.optimizer(OptimizerType.SPSA, 40), 64));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelEndsTheRunAtEveryStage(boolean crash) {
        int inputs = inputsOfAnUndisturbedRun();
        for (int stage = 0; stage <= inputs; stage++) {
            try (World world = world()) {
                world.send(circuit());
                for (int i = 0; i < stage; i++) {
                    world.step();
                }
                boolean hadEnded = world.outcome(RUN) != null;
                int asked = world.requests().size();
                world.cancel(RUN);
                if (crash) {
                    world.step();
                    world.crash(stage % 4);
                }
                RunEnded ended = world.runToEnd(RUN);
                world.settle();
                assertThat(ended.status()).isEqualTo(hadEnded ? RunStatus.SUCCEEDED : RunStatus.CANCELLED);
                if (!hadEnded && !crash) {
                    assertThat(world.requests()).hasSize(asked);
                }
                if (stage > 2) {
                    assertThat(ended.best()).as("stage %d", stage).isNotNull();
                }
            }
        }
    }

    @Test
    void aCancelBeforeTheCircuitWins() {
        try (World world = world()) {
            world.cancel(RUN);
            world.settle();
            assertThat(world.published()).isEmpty();
            world.crash(0);
            world.send(circuit());
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(ended.evaluations()).isZero();
            assertThat(world.requests()).isEmpty();
        }
    }

    @Test
    void aPausedRunAsksNothingUntilItIsResumed() {
        Outcome expected;
        try (World world = world()) {
            world.send(circuit());
            expected = Outcome.of(world, RUN);
        }
        try (World world = world()) {
            world.send(circuit());
            for (int i = 0; i < 6; i++) {
                world.step();
            }
            world.pause(RUN);
            world.settle();
            int asked = world.requests().size();
            world.crash(3);
            world.settle();
            for (int i = 0; i < 100; i++) {
                world.tick(Duration.ofMinutes(1));
            }
            assertThat(world.requests()).hasSize(asked);
            assertThat(world.outcome(RUN)).isNull();
            assertThat(world.published()).hasAtLeastOneElementOfType(RunPaused.class);
            world.resume(RUN);
            assertThat(Outcome.of(world, RUN)).isEqualTo(expected);
            assertThat(world.published()).hasAtLeastOneElementOfType(RunResumed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 9})
    void aDeadlineEndsTheSearchAndAsksTheClosingQuestion(int crashAt) {
        var settings = Samples.settings(Samples.optimizer(OptimizerType.SPSA, 400, null, Duration.ofSeconds(2)), 64);
        try (World world = world()) {
            world.send(Samples.circuit(RUN, Samples.diagonal(), settings));
            for (int i = 0; world.outcome(RUN) == null && i < 200; i++) {
                world.step();
                world.tick(Duration.ofMillis(250));
                if (i == crashAt) {
                    world.crash(2);
                }
            }
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.stopReason()).isEqualTo(StopReason.TIMEOUT);
            assertThat(ended.samples()).isNotNull();
            assertThat(ended.best()).isNotNull();
            assertThat(ended.evaluations()).isLessThan(50);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstAnswerDecidesWhetherADeadlineCameInTime(boolean searchFirst) {
        var settings = Samples.settings(Samples.optimizer(OptimizerType.SPSA, 400, null, Duration.ofSeconds(2)), 64);
        var held = new ArrayList<ExecutionRequested>();
        boolean[] holding = {false};
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> {
            if (holding[0]) {
                held.add(request);
                return null;
            }
            return AnalyticExecutor.answer(request);
        })) {
            world.send(Samples.circuit(RUN, Samples.diagonal(), settings));
            for (int i = 0; i < 6; i++) {
                world.step();
            }
            holding[0] = true;
            world.settle();
            world.tick(Duration.ofSeconds(3));
            world.settle();
            // the same sequence has been asked twice: the search's question, then the closing one
            assertThat(held).hasSize(2);
            assertThat(held.get(0).requestId().sequence())
                    .isEqualTo(held.get(1).requestId().sequence());
            assertThat(held.get(1).pub().wanted()).isEqualTo(Wanted.SAMPLES);
            int sequence = held.get(0).requestId().sequence();
            world.send(AnalyticExecutor.answer(held.get(searchFirst ? 0 : 1)));
            world.send(AnalyticExecutor.answer(held.get(searchFirst ? 1 : 0)));
            world.settle();
            holding[0] = false;
            world.crash(3);
            if (searchFirst) {
                // the search went on by one answer, and its next question falls to the deadline
                for (int i = 0; i < 20 && world.outcome(RUN) == null; i++) {
                    world.settle();
                    world.tick(Duration.ofSeconds(31));
                }
            }
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.stopReason()).isEqualTo(StopReason.TIMEOUT);
            int last = world.requests().stream()
                    .mapToInt(request -> request.requestId().sequence())
                    .max()
                    .orElseThrow();
            assertThat(last).isEqualTo(searchFirst ? sequence + 1 : sequence);
        }
    }

    @Test
    void aDeadlineIsNotMissedBetweenTwoResends() {
        var settings = Samples.settings(Samples.optimizer(OptimizerType.SPSA, 400, null, Duration.ofSeconds(45)), 64);
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP),
                request -> request.pub().wanted() == Wanted.SAMPLES ? AnalyticExecutor.answer(request) : null)) {
            world.send(Samples.circuit(RUN, Samples.diagonal(), settings));
            world.settle();
            for (int i = 0; i < 46; i++) {
                world.tick(Duration.ofSeconds(1));
            }
            world.settle();
            assertThat(world.outcome(RUN))
                    .isNotNull()
                    .extracting(RunEnded::stopReason)
                    .isEqualTo(StopReason.TIMEOUT);
        }
    }

    @Test
    void anAnswerToAnotherQuestionEndsTheRunAsDiverged() {
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> {
            ExecutionCompleted answer = AnalyticExecutor.answer(request);
            ExecutionId id = answer.requestId();
            return id.sequence() != 5
                    ? answer
                    : new ExecutionCompleted(
                            answer.metadata(),
                            new ExecutionId(id.runId(), 5, Digest.of("other")),
                            answer.engine(),
                            answer.results(),
                            0,
                            0);
        })) {
            world.send(circuit());
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(ended.failure()).extracting(Failure::code).isEqualTo(Failure.REPLAY_DIVERGED);
            assertThat(ended.best()).isNotNull();
        }
    }

    @Test
    void anotherEngineThanThePinnedOneEndsTheRun() {
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> {
            ExecutionCompleted answer = AnalyticExecutor.answer(request);
            boolean first = request.requestId().sequence() == 1;
            assertThat(request.pinned()).isEqualTo(first ? null : AnalyticExecutor.ENGINE);
            var engine = request.requestId().sequence() < 4
                    ? answer.engine()
                    : new Engine("local-statevector", "other", "f32");
            return new ExecutionCompleted(answer.metadata(), answer.requestId(), engine, answer.results(), 0, 0);
        })) {
            world.send(circuit());
            assertThat(world.runToEnd(RUN).failure()).extracting(Failure::code).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }

    @Test
    void aFailedExecutionFailsTheRun() {
        var failure = new Failure(Failure.EXECUTION_FAILED, "the backend is gone");
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP),
                request -> request.requestId().sequence() < 3
                        ? AnalyticExecutor.answer(request)
                        : new ExecutionFailed(
                                EventMetadata.of("failed", Samples.START, null), request.requestId(), failure))) {
            world.send(circuit());
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(ended.failure()).isEqualTo(failure);
            assertThat(ended.best()).isNotNull();
        }
    }

    @Test
    void aCircuitThatCannotBeMadeFailsTheRun() {
        var failure = new Failure(Failure.CIRCUIT_REJECTED, "too many qubits");
        try (World world = world()) {
            world.send(new RunCircuitFailed(EventMetadata.of("failed", Samples.START, null), RUN, failure));
            assertThat(world.runToEnd(RUN).failure()).isEqualTo(failure);
        }
    }

    @Test
    void anUnansweredQuestionIsSentAgainAndAtLastFailsTheRun() {
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> null)) {
            world.send(circuit());
            world.settle();
            assertThat(world.requests()).hasSize(1);
            world.tick(Duration.ofSeconds(31));
            assertThat(world.requests()).hasSize(2);
            world.tick(Duration.ofSeconds(31));
            assertThat(world.requests()).hasSize(2); // the second wait is a minute
            world.tick(Duration.ofSeconds(31));
            assertThat(world.requests()).hasSize(3);
            assertThat(world.requests().stream()
                            .map(ExecutionRequested::requestId)
                            .distinct())
                    .hasSize(1);
            for (int i = 0; i < 70; i++) {
                world.tick(Duration.ofMinutes(1));
            }
            assertThat(world.runToEnd(RUN).failure()).extracting(Failure::code).isEqualTo(Failure.EXECUTION_TIMED_OUT);
        }
    }

    private static int inputsOfAnUndisturbedRun() {
        try (World world = world()) {
            world.send(circuit());
            world.runToEnd(RUN);
            world.settle();
            return world.fed();
        }
    }
}
