package io.ketstream.results.replay.messaging;

import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.results.replay.CommandNotSentException;
import io.ketstream.results.replay.ReplayCommands;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

@Component
class KafkaReplayCommands implements ReplayCommands {

    private static final long SEND_SECONDS = 10;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventCodec codec;

    KafkaReplayCommands(KafkaTemplate<byte[], byte[]> kafka, EventCodec codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    @Override
    public void send(RunCommand.Replay command) {
        ProducerRecord<String, byte[]> made = codec.toRecord(Topics.RUN_COMMANDS, command);
        var sent = new ProducerRecord<>(
                made.topic(), null, made.key().getBytes(StandardCharsets.UTF_8), made.value(), made.headers());
        try {
            kafka.send(sent).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandNotSentException(e);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new CommandNotSentException(e);
        }
    }
}
