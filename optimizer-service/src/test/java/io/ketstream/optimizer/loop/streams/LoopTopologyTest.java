package io.ketstream.optimizer.loop.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.loop.MemoryRows;
import io.ketstream.optimizer.loop.Outcome;
import io.ketstream.optimizer.loop.Samples;
import io.ketstream.optimizer.loop.Trainings;
import io.ketstream.optimizer.loop.World;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.RecordedTraces;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopTopologyTest {

    private static final RunId RUN = Samples.run(11);

    private static World world() {
        return new World((rows, now) -> new TopologyNode(rows, now, Samples.LOOP));
    }

    private static RunCircuitReady circuit(OptimizerType type, int evaluations) {
        Integer shots = type.usesGradient() ? null : (Integer) 128;
        return Samples.circuit(RUN, Samples.operator(), Samples.settings(Samples.optimizer(type, evaluations), shots));
    }

    @ParameterizedTest
    @EnumSource(OptimizerType.class)
    void aRunOfEveryOptimizerEnds(OptimizerType type) {
        try (World world = world()) {
            world.send(circuit(type, 200));
            Outcome outcome = Outcome.of(world, RUN);
            assertThat(outcome.ended().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(outcome.iterations()).hasSize(outcome.ended().iterations());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizerType.class,
            names = {"SPSA", "L_BFGS", "NELDER_MEAD"})
    void aFreshDriverGoesOnAfterEveryPrefix(OptimizerType type) {
        Outcome expected;
        try (World world = world()) {
            world.send(circuit(type, 24));
            expected = Outcome.of(world, RUN);
        }
        boolean ended = false;
        for (int prefix = 0; !ended; prefix++) {
            try (World world = world()) {
                world.send(circuit(type, 24));
                for (int i = 0; i < prefix && !ended; i++) {
                    ended = !world.step();
                }
                world.crash(prefix % 4);
                assertThat(Outcome.of(world, RUN)).as("after %d inputs", prefix).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRunThatLearnsGoesOnInAFreshDriver() {
        TrainingReady ready = Trainings.kernel(RUN);
        World.Starter starter = (rows, now) -> new TopologyNode(rows, now, Samples.LOOP);
        RunEnded expected;
        try (World world = new World(starter, request -> Trainings.answer(ready, request))) {
            world.send(ready);
            expected = world.runToEnd(RUN);
            assertThat(expected.failure()).isNull();
        }
        try (World world = new World(starter, request -> Trainings.answer(ready, request))) {
            world.send(ready);
            while (world.requests().isEmpty()) {
                world.step();
                world.tick(Duration.ofMillis(50));
            }
            world.crash(1);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(Objects.requireNonNull(ended.learning()).model())
                    .isNotNull()
                    .isEqualTo(Objects.requireNonNull(expected.learning()).model());
            assertThat(ended.learning().validation())
                    .isEqualTo(expected.learning().validation());
        }
    }

    @Test
    void everyStageOfAnIterationIsTimed() {
        var meters = new SimpleMeterRegistry();
        try (World world =
                new World((rows, now) -> new TopologyNode(rows, now, Samples.LOOP, meters, RunTraces.NONE))) {
            world.send(circuit(OptimizerType.NELDER_MEAD, 24));
            assertThat(Outcome.of(world, RUN).ended().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        double questions = meters.counter("ketstream.loop.questions").count();
        for (String stage : List.of("queue", "compute", "return")) {
            assertThat((double)
                            meters.timer("ketstream.loop.stage", "stage", stage).count())
                    .as(stage)
                    .isEqualTo(questions);
        }
        // the last answer is followed by no question
        assertThat((double)
                        meters.timer("ketstream.loop.stage", "stage", "step").count())
                .isEqualTo(questions - 1);
    }

    @Test
    void theLoopIsOneSpanFromItsCircuitToItsOutcomeWhateverComesBetween() {
        var spans = new ArrayList<RunSpan>();
        RunTraces traces = new RecordedTraces(spans);
        RunCircuitReady circuit = circuit(OptimizerType.NELDER_MEAD, 24);
        World.Starter starter =
                (rows, now) -> new TopologyNode(rows, now, Samples.LOOP, new SimpleMeterRegistry(), traces);
        try (World world = new World(starter)) {
            world.send(circuit);
            for (int i = 0; i < 5; i++) {
                world.step();
            }
            world.crash(2);
            RunEnded ended = Outcome.of(world, RUN).ended();
            world.send(ended);
            world.step();
            assertThat(spans).singleElement().satisfies(span -> {
                assertThat(span.run()).isEqualTo(RUN);
                assertThat(span.stage()).isEqualTo(Stage.LOOP);
                assertThat(span.start()).isEqualTo(circuit.metadata().occurredAt());
                assertThat(span.end()).isEqualTo(ended.metadata().occurredAt());
                assertThat(span.attributes()).containsEntry("evaluations", Integer.toString(ended.evaluations()));
                assertThat(span.failure()).isNull();
            });
        }
    }

    @Test
    void aRecordUnderAnotherRunsKeyIsADeadLetter() {
        var cancel = new RunCommand.Cancel(EventMetadata.of("cancel", Samples.START, null), RUN);
        byte[] bytes = new EventCodec("test").encode(cancel);
        try (var node = new TopologyNode(new MemoryRows(), Samples.START, Samples.LOOP)) {
            node.feedRaw(Topics.RUN_COMMANDS, Samples.run(12).toString(), bytes);
            var letters = node.deadLetters(Topics.RUN_COMMANDS);
            assertThat(letters).hasSize(1);
            assertThat(letters.getFirst().value()).isEqualTo(bytes);
            assertThat(new String(
                            letters.getFirst()
                                    .headers()
                                    .lastHeader(DeadLetters.ERROR_HEADER)
                                    .value(),
                            UTF_8))
                    .contains("key");
            assertThat(letters.getFirst()
                            .headers()
                            .lastHeader(DeadLetters.SERVICE_HEADER)
                            .value())
                    .isEqualTo("optimizer-service".getBytes(UTF_8));
            assertThat(node.rows().map()).isEmpty();
        }
    }
}
