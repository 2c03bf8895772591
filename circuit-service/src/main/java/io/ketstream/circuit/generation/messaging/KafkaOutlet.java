package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.catalog.PublishedCircuits;
import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.EventOutlet;
import io.ketstream.model.Digest;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Sends and waits for the acknowledgement. Records go where Kafka's default partitioner puts their key.
@Component
class KafkaOutlet implements EventOutlet, PublishedCircuits {

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

    @Override
    public void forget(List<Digest> circuits) {
        List<Future<?>> sent = new ArrayList<>();
        for (Digest circuit : circuits) {
            sent.add(template.send(new ProducerRecord<>(Topics.CIRCUITS, circuit.value(), null)));
        }
        sent.forEach(each -> await(Topics.CIRCUITS, each));
    }

    private void send(ProducerRecord<String, byte[]> message) {
        await(message.topic(), template.send(message));
    }

    private void await(String topic, Future<?> sent) {
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending to " + topic, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("not acknowledged: a record for " + topic, e);
        }
    }
}
