package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.strategy.StrategyId;
import io.ketstream.support.event.MalformedEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;

/// A record's key is its strategy's id in UTF-8.
final class StrategyKeyDeserializer implements Deserializer<StrategyId> {

    @Override
    public StrategyId deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new MalformedEventException("the record has no key", null);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return StrategyId.of(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("the key is not a strategy's id: " + text, e);
        }
    }
}
