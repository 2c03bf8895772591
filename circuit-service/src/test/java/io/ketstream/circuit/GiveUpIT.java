package io.ketstream.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.circuit.testing.ProblemOwner;
import io.ketstream.circuit.testing.ServiceTest;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

/// A problem whose owner stays away for the default 15 minutes, by the service's clock.
class GiveUpIT extends ServiceTest {

    private static final int PARTITION = 1;
    private static final String BINDING = "problems-in-0";

    @Autowired
    private BindingsLifecycleController bindings;

    @Autowired
    private Admin admin;

    private long lastSent;

    @Test
    void failsItsRunOnceAndLetsThePartitionGoOn() throws Exception {
        RunSpecification specification = ModelJson.mapper().readValue(MAX_CUT, RunSpecification.class);
        byte[] content = ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(specification.problem());
        try (var owner = new ProblemOwner(content, Integer.MAX_VALUE)) {
            RunSubmitted waiting = submission(specification, owner.link(Digest.of(content)));
            RunSubmitted behind = submission(MAX_CUT);
            sendToPartition(waiting);
            sendToPartition(behind);
            await().atMost(PATIENCE).until(() -> owner.asked() > 3);
            clock.advance(Duration.ofMinutes(14));
            int asked = owner.asked();
            await().atMost(PATIENCE).until(() -> owner.asked() > asked + 3);
            assertThat(events(waiting, 0)).isEmpty();
            assertThat(events(behind, 0)).isEmpty();

            clock.advance(Duration.ofMinutes(1));
            var failed = (RunCircuitFailed) events(waiting, 1).getFirst();
            assertThat(failed.runId()).isEqualTo(waiting.runId());
            assertThat(failed.failure().code()).isEqualTo(Failure.PROBLEM_UNAVAILABLE);
            assertThat(failed.failure().message())
                    .contains("PT15M", "ketstream.circuit.problem-give-up", "http://127.0.0.1", "Submit the run again");
            assertThat(events(behind, 2).get(1)).isInstanceOf(RunCircuitReady.class);

            // it has been done with: it does not come again, to succeed after all
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isEqualTo(lastSent + 1));
            owner.comeBack();
            bindings.changeState(BINDING, State.STOPPED);
            bindings.changeState(BINDING, State.STARTED);
            RunSubmitted later = submission(MAX_CUT);
            sendToPartition(later);
            events(later, 2);
            events(waiting, 1);
        }
    }

    private void sendToPartition(RunSubmitted run) throws Exception {
        ProducerRecord<String, byte[]> made = codec.toRecord(Topics.PROBLEMS, run);
        lastSent = send(new ProducerRecord<>(made.topic(), PARTITION, made.key(), made.value(), made.headers()));
    }

    private long committed() throws Exception {
        var offset = admin.listConsumerGroupOffsets("circuit-service")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(Topics.PROBLEMS, PARTITION));
        return offset == null ? 0 : offset.offset();
    }
}
