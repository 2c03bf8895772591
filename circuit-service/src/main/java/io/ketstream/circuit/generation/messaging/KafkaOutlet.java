package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.EventOutlet;
import io.ketstream.model.event.Event;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Sends and waits for the acknowledgement. Records go where Kafka's default partitioner puts their key.
@Component
class KafkaOutlet implements EventOutlet {

    private final KafkaTemplate<String, byte[]> template;
    private final EventCodec codec;
    private final Duration timeout;

    KafkaOutlet(KafkaTemplate<String, byte[]> template, EventCodec codec, CircuitSettings settings) {
        this.template = template;
        this.codec = codec;
        this.timeout = settings.sendTimeout();
    }

    @Override
    public void send(String topic, Event event) {
        send(codec.toRecord(topic, event));
    }

    private void send(ProducerRecord<String, byte[]> message) {
        try {
            template.send(message).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending to " + message.topic(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("not acknowledged: a record for " + message.topic(), e);
        }
    }
}
