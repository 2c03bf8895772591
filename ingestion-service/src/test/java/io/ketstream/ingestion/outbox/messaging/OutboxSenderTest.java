package io.ketstream.ingestion.outbox.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;

class OutboxSenderTest {

    private static final RunId ONE = RunId.random();
    private static final RunId OTHER = RunId.random();

    private final EventCodec codec = new EventCodec("ingestion-service");
    private final OpenProducer producer = new OpenProducer();
    private final OutboxSender sender = new OutboxSender(new EmptyOutbox(), codec, new KafkaTemplate<>(() -> producer));

    /// What it has sent is acknowledged, in order, when a test says so.
    private static final class OpenProducer extends MockProducer<String, byte[]> {

        private @Nullable String refused;

        OpenProducer() {
            super(false, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, byte[]> message, @Nullable Callback callback) {
            if (message.key().equals(refused)) {
                throw new TopicAuthorizationException(message.topic());
            }
            return super.send(message, callback);
        }

        @Override
        public void close(Duration timeout) {
            // stays open for the template's next message
        }
    }

    private static final class EmptyOutbox implements Outbox {

        @Override
        public void add(OutboxMessage message) {
            throw new AssertionError("a sender adds nothing");
        }

        @Override
        public int sendOldest(int limit, Consumer<List<OutboxMessage>> send) {
            return 0;
        }

        @Override
        public void onAdded(Runnable listener) {
            // nothing is added
        }
    }

    @Test
    void whatFailsIsNotOvertakenByWhatHasItsKey() {
        Event first = cancel(ONE, 1);
        Event second = cancel(ONE, 2);
        Event third = cancel(ONE, 3);
        CompletableFuture<?> sending = send(first, second, third);
        acknowledge(1);
        await().until(() -> producer.errorNext(new TimeoutException("no broker")));
        assertThatThrownBy(sending::join).hasRootCauseInstanceOf(TimeoutException.class);

        CompletableFuture<?> again = send(first, second, third);
        acknowledge(3);
        again.join();
        assertThat(sent()).containsExactly(first, second, first, second, third);
    }

    @Test
    void keysDoNotWaitForEachOther() {
        Event first = cancel(ONE, 1);
        Event second = cancel(ONE, 2);
        Event other = cancel(OTHER, 3);
        CompletableFuture<?> sending = send(first, second, other);
        acknowledge(3);
        sending.join();
        assertThat(sent()).containsExactly(first, other, second);
    }

    @Test
    void whatFailsKeepsBackNoOtherKey() {
        Event first = cancel(ONE, 1);
        Event second = cancel(ONE, 2);
        Event other = cancel(OTHER, 3);
        Event another = cancel(OTHER, 4);
        CompletableFuture<?> sending = send(first, second, other, another);
        await().until(() -> producer.errorNext(new TimeoutException("no leader")));
        acknowledge(2);
        assertThatThrownBy(sending::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(sent()).containsExactly(first, other, another);
    }

    @Test
    void whatIsRefusedAtOnceKeepsBackNoOtherKey() {
        producer.refused = ONE.toString();
        Event other = cancel(OTHER, 3);
        Event another = cancel(OTHER, 4);
        CompletableFuture<?> sending = send(cancel(ONE, 1), cancel(ONE, 2), other, another);
        acknowledge(2);
        assertThatThrownBy(sending::join).hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(sent()).containsExactly(other, another);
    }

    private CompletableFuture<?> send(Event... events) {
        List<OutboxMessage> messages = List.of(events).stream()
                .map(event -> new OutboxMessage(Topics.RUN_COMMANDS, event))
                .toList();
        return CompletableFuture.runAsync(() -> sender.send(messages));
    }

    private void acknowledge(int messages) {
        for (int message = 0; message < messages; message++) {
            await().until(producer::completeNext);
        }
    }

    private List<Event> sent() {
        return producer.history().stream()
                .map(message -> codec.decode(message.value()))
                .toList();
    }

    private static Event cancel(RunId run, int number) {
        return new RunCommand.Cancel(EventMetadata.of("cancel/" + number, Instant.EPOCH, null), run);
    }
}
