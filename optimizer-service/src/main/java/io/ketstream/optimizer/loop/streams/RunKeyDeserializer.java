package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.RunId;
import io.ketstream.support.event.MalformedEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;

/// A record's key is its run's id in UTF-8.
final class RunKeyDeserializer implements Deserializer<RunId> {

    @Override
    public RunId deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new MalformedEventException("the record has no key", null);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return RunId.of(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("the key is not a run id: " + text, e);
        }
    }
}
