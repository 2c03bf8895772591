package io.ketstream.results.eventlog.messaging;

import io.ketstream.results.eventlog.EventStore;
import io.ketstream.results.eventlog.Position;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.BinderHeaders;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.kafka.Redelivery;
import io.ketstream.support.trace.RunTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/// The one consumer of every topic.
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(5);
    private static final long SEND_SECONDS = 30;

    /// Events are projected some at a time, so that a loop pays for few transactions. A fetch that waited for them at
    /// the broker would be looked through there at every event of every run.
    private static final long BETWEEN_POLLS_MILLIS = 150;

    @Bean
    Consumer<Message<List<byte[]>>> events(
            EventCodec codec,
            EventStore store,
            KafkaTemplate<byte[], byte[]> kafka,
            MeterRegistry registry,
            Clock clock,
            RunTraces traces,
            @Value("${spring.application.name}") String service) {
        var listener = new EventListener(
                codec,
                store,
                deadLetters(kafka, service),
                new EventMetrics(registry, clock),
                new OutcomeTraces(traces, clock));
        return message -> listener.accept(records(message));
    }

    /// A batch that could not be stored comes again before any other of its partitions: nothing is skipped.
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> redelivery() {
        return (container, destination, group) -> {
            container.setCommonErrorHandler(Redelivery.forEver(LONGEST_RETRY_PAUSE));
            container.getContainerProperties().setIdleBetweenPolls(BETWEEN_POLLS_MILLIS);
        };
    }

    private static DeadLetterTopic deadLetters(KafkaTemplate<byte[], byte[]> kafka, String service) {
        return (rejected, reason) -> {
            Position position = rejected.position();
            var received = new ConsumerRecord<byte[], byte[]>(
                    position.topic(), position.partition(), position.offset(), rejected.key(), rejected.value());
            rejected.headers().forEach(received.headers()::add);
            try {
                kafka.send(DeadLetters.of(service, received, reason)).get(SEND_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while sending a dead letter", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a dead letter could not be sent", e);
            }
        };
    }

    private static List<ReceivedRecord> records(Message<List<byte[]>> batch) {
        List<?> values = batch.getPayload();
        List<?> topics = header(batch, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = header(batch, KafkaHeaders.OFFSET);
        List<?> timestamps = header(batch, KafkaHeaders.RECEIVED_TIMESTAMP);
        List<?> keys = header(batch, KafkaHeaders.RECEIVED_KEY);
        List<?> headers = header(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        var records = new ArrayList<ReceivedRecord>(values.size());
        for (int i = 0; i < values.size(); i++) {
            var position = new Position(
                    (String) topics.get(i),
                    (Integer) partitions.get(i),
                    (Long) offsets.get(i),
                    Instant.ofEpochMilli((Long) timestamps.get(i)));
            byte[] key = keys.get(i) instanceof byte[] bytes ? bytes : null;
            byte[] value = values.get(i) instanceof byte[] bytes ? bytes : null;
            Map<?, ?> own = headers.get(i) instanceof Map<?, ?> map ? map : Map.of();
            records.add(new ReceivedRecord(position, key, value, BinderHeaders.of(own)));
        }
        return records;
    }

    private static List<?> header(Message<?> batch, String name) {
        if (batch.getHeaders().get(name) instanceof List<?> values) {
            return values;
        }
        throw new IllegalStateException("a batch comes with the header " + name);
    }
}
