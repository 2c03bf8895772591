package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.OptimizerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However a loop is interrupted, its runs go on as if nothing had happened.
class ReplayTest {

    private static final RunId RUN = Samples.run(7);
    private static final int EVALUATIONS = 40;
    private static final List<OptimizerType> TYPES = List.of(OptimizerType.values());

    private static World world() {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP));
    }

    private static RunCircuitReady circuit(OptimizerType type) {
        Integer shots = type.usesGradient() ? null : (Integer) 128;
        return Samples.circuit(RUN, Samples.operator(), Samples.settings(Samples.optimizer(type, EVALUATIONS), shots));
    }

    private static Outcome undisturbed(RunEvent circuit) {
        try (World world = world()) {
            world.send(circuit);
            return Outcome.of(world, RUN);
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void afterEveryPrefixOfItsInputs(OptimizerType type) {
        Outcome expected = undisturbed(circuit(type));
        boolean ended = false;
        for (int prefix = 0; !ended; prefix++) {
            try (World world = world()) {
                world.send(circuit(type));
                for (int i = 0; i < prefix && !ended; i++) {
                    ended = !world.step();
                }
                world.crash(prefix % 5);
                assertThat(Outcome.of(world, RUN)).as("after %d inputs", prefix).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void fromAnOlderStateOfItsChangelog(OptimizerType type) {
        Outcome expected = undisturbed(circuit(type));
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            try (World world = world()) {
                world.send(circuit(type));
                steps(world, random.nextInt(20));
                int[] committed = world.positions();
                steps(world, random.nextInt(5));
                MemoryRows flushed = world.rows().copy();
                steps(world, random.nextInt(5));
                world.crash(flushed, committed);
                assertThat(Outcome.of(world, RUN)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void withResultsRepeatedAndOutOfOrder(OptimizerType type) {
        Outcome expected = undisturbed(circuit(type));
        var random = new Random(5);
        var answers = new ArrayList<ExecutionResult>();
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> {
            var answer = AnalyticExecutor.answer(request);
            answers.add(answer);
            return answer;
        })) {
            world.send(circuit(type));
            while (world.outcome(RUN) == null) {
                if (!answers.isEmpty()) {
                    world.send(answers.get(random.nextInt(answers.size())));
                }
                world.step();
            }
            assertThat(Outcome.of(world, RUN)).isEqualTo(expected);
            assertThat(world.requests()).doesNotHaveDuplicates();
        }
    }

    @Test
    void withResultsThatComeBeforeTheirCircuit() {
        Outcome expected = undisturbed(circuit(OptimizerType.SPSA));
        var answers = new ArrayList<RunEvent>();
        try (World world = new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), request -> {
            answers.add(AnalyticExecutor.answer(request));
            return answers.getLast();
        })) {
            world.send(circuit(OptimizerType.SPSA));
            world.runToEnd(RUN);
        }
        try (World world = world()) {
            answers.forEach(world::send);
            world.settle();
            world.send(circuit(OptimizerType.SPSA));
            assertThat(Outcome.of(world, RUN)).isEqualTo(expected);
            assertThat(world.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ofManyRunsOfWhichFewFitIntoMemory(int crashes) {
        var tight = new LoopSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Duration.ofDays(21),
                100_000,
                1,
                4);
        List<RunId> runs = new ArrayList<>();
        try (World world = new World((rows, now) -> new PureNode(rows, now, tight))) {
            for (int i = 0; i < 40; i++) {
                OptimizerType type = TYPES.get(i % TYPES.size());
                runs.add(Samples.run(100 + i));
                world.send(Samples.circuit(
                        runs.getLast(), Samples.operator(), Samples.settings(Samples.optimizer(type, 30), null)));
            }
            // all circuits first, so that the runs take turns
            for (int i = 0; i < 200; i++) {
                world.step();
            }
            if (crashes > 0) {
                world.crash(30);
            }
            for (RunId run : runs) {
                Outcome outcome = Outcome.of(world, run);
                try (World alone = world()) {
                    OptimizerType type = TYPES.get(runs.indexOf(run) % TYPES.size());
                    alone.send(Samples.circuit(
                            run, Samples.operator(), Samples.settings(Samples.optimizer(type, 30), null)));
                    assertThat(outcome).isEqualTo(Outcome.of(alone, run));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void withEveryStepDetached(OptimizerType type) {
        Outcome expected = undisturbed(circuit(type));
        LoopSettings base = Samples.LOOP;
        var impatient = new LoopSettings(
                Duration.ZERO,
                base.resendAfter(),
                base.resendAtMost(),
                base.evaluationPatience(),
                base.childPatience(),
                base.readBackAfter(),
                base.journalRetention(),
                base.algorithmMemoryBytes(),
                base.concurrentReplays(),
                base.concurrentControls());
        try (World world = new World((rows, now) -> new PureNode(rows, now, impatient))) {
            world.send(circuit(type));
            assertThat(Outcome.of(world, RUN)).isEqualTo(expected);
        }
    }

    private static void steps(World world, int steps) {
        for (int i = 0; i < steps; i++) {
            world.step();
        }
    }
}
