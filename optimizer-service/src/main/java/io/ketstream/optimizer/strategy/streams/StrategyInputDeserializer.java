package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import org.apache.kafka.common.serialization.Deserializer;

/// What strategies are told; anything else is malformed.
final class StrategyInputDeserializer implements Deserializer<ReceivedInput> {

    private final EventCodec codec;

    StrategyInputDeserializer(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public ReceivedInput deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new MalformedEventException("the record has no value", null);
        }
        Event event = codec.decode(bytes);
        if (event instanceof StrategyInput input) {
            return new ReceivedInput(input, bytes);
        }
        throw new MalformedEventException(event.getClass().getSimpleName() + " does not belong here", null);
    }
}
