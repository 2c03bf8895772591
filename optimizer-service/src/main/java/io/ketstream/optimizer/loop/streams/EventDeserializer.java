package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/// Reads the topics of the loop, each with its own kinds of events; anything else is malformed.
final class EventDeserializer implements Deserializer<ReceivedEvent> {

    private static final Map<String, List<Class<? extends RunEvent>>> EXPECTED = Map.of(
            Topics.RUN_CIRCUITS,
                    List.of(RunCircuitReady.class, RunDecomposed.class, TrainingReady.class, RunCircuitFailed.class),
            Topics.EXECUTION_RESULTS, List.of(ExecutionResult.class),
            Topics.RUN_CHILDREN, List.of(ChildEnded.class),
            Topics.RUN_COMMANDS, List.of(RunCommand.class),
            Topics.RUN_OUTCOMES, List.of(RunEnded.class));

    private final EventCodec codec;

    EventDeserializer(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public ReceivedEvent deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new MalformedEventException("the record has no value", null);
        }
        Event event = codec.decode(bytes);
        boolean expected = EXPECTED.getOrDefault(topic, List.of()).stream().anyMatch(type -> type.isInstance(event));
        if (!expected || !(event instanceof RunEvent runEvent)) {
            throw new MalformedEventException(event.getClass().getSimpleName() + " does not belong here", null);
        }
        return new ReceivedEvent(runEvent, bytes);
    }
}
