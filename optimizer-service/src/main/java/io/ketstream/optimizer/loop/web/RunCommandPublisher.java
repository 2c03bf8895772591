package io.ketstream.optimizer.loop.web;

import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.web.ApiException;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/// Publishes commands and answers when the broker has them.
@Component
class RunCommandPublisher implements DisposableBean {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec;

    RunCommandPublisher(ProducerFactory<?, ?> producers, EventCodec codec) {
        var settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.codec = codec;
    }

    /// @throws ApiException when the broker does not acknowledge in time: the command may act or not, and may be given
    ///     again
    void publish(RunCommand command) {
        try {
            producer.send(codec.toRecord(Topics.RUN_COMMANDS, command)).get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw ApiException.unavailable("The command was not acknowledged; give it again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The service is stopping; give the command again.");
        }
    }

    @Override
    public void destroy() {
        producer.close();
    }
}
