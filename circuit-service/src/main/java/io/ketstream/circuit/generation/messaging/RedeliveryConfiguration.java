package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.ProblemUnavailableException;
import io.ketstream.circuit.generation.RunCircuits;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// A record that failed is delivered again with growing pauses: for ever while our own database or broker is
/// away, and until `ketstream.circuit.problem-give-up` while the owner of a problem is; then the run fails.
@Configuration(proxyBeanMethods = false)
class RedeliveryConfiguration {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> redelivery(
            CircuitSettings settings, RunCircuits circuits, EventCodec codec) {
        return (container, destination, group) -> container.setCommonErrorHandler(handler(settings, circuits, codec));
    }

    private static DefaultErrorHandler handler(CircuitSettings settings, RunCircuits circuits, EventCodec codec) {
        var handler = new DefaultErrorHandler(
                (failed, error) -> giveUp(failed, circuits, codec),
                backOff(settings, Duration.ofMillis(Long.MAX_VALUE)));
        // no failure is final for the handler itself: what is final has been answered before it gets here
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.WARN);
        handler.setBackOffFunction((failed, error) -> isUnavailable(error)
                ? backOff(settings, settings.problemGiveUp())
                : backOff(settings, Duration.ofMillis(Long.MAX_VALUE)));
        return handler;
    }

    private static ExponentialBackOff backOff(CircuitSettings settings, Duration longest) {
        var backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        backOff.setMaxInterval(settings.retryLongest().toMillis());
        backOff.setMaxElapsedTime(longest.toMillis());
        return backOff;
    }

    private static void giveUp(ConsumerRecord<?, ?> failed, RunCircuits circuits, EventCodec codec) {
        if (failed.value() instanceof byte[] bytes) {
            circuits.giveUp(
                    codec.decode(bytes, RunSubmitted.class),
                    "The problem could not be fetched from its owner for too long; submit the run again.");
        }
    }

    private static boolean isUnavailable(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
