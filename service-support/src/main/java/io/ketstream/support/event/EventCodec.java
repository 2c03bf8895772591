package io.ketstream.support.event;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.support.trace.RunTraces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Events as JSON bytes, with CloudEvents headers (`ce_*`, Kafka binding, binary mode) beside them.
///
/// Thread-safe. A reader ignores fields it does not know.
public final class EventCodec {

    private static final Header SPECIFICATION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

    private final ClassValue<Header> types = new ClassValue<>() {
        @Override
        protected Header computeValue(Class<?> type) {
            return header("ce_type", "io.ketstream." + type.getSimpleName());
        }
    };
    private final Header sourceHeader;
    private final RunTraces traces;
    private final ObjectReader reader = ModelJson.mapper().readerFor(Event.class);
    private final ObjectWriter writer = ModelJson.mapper().writerFor(Event.class);

    /// @param source the service that writes, as `ce_source`
    public EventCodec(String source) {
        this(source, RunTraces.NONE);
    }

    /// @param traces give the events of runs their `traceparent`
    public EventCodec(String source, RunTraces traces) {
        this.sourceHeader = header("ce_source", "/" + source);
        this.traces = traces;
    }

    /// @throws EventTooLargeException when the event is over the limit of a message: large content goes behind a link
    public byte[] encode(Event event) {
        byte[] plain = TurnWriter.write(event);
        byte[] bytes = plain == null ? writer.writeValueAsBytes(event) : plain;
        if (bytes.length > Topics.MAX_MESSAGE_BYTES) {
            throw new EventTooLargeException(event.getClass().getSimpleName(), bytes.length);
        }
        return bytes;
    }

    /// @throws MalformedEventException with the reason, when the bytes are not an event
    public Event decode(byte[] bytes) {
        Event plain = TurnReader.read(bytes);
        return plain == null ? decodeAny(bytes) : plain;
    }

    private Event decodeAny(byte[] bytes) {
        try {
            Event event = reader.readValue(bytes);
            if (event == null) {
                throw new MalformedEventException("the record is the JSON value null", null);
            }
            return event;
        } catch (JacksonException e) {
            throw new MalformedEventException(e.getOriginalMessage(), e);
        }
    }

    /// As [#decode], for a topic that carries one kind of event.
    public <E extends Event> E decode(byte[] bytes, Class<E> type) {
        Event event = decode(bytes);
        if (!type.isInstance(event)) {
            throw new MalformedEventException(
                    "expected " + type.getSimpleName() + ", not "
                            + event.getClass().getSimpleName(),
                    null);
        }
        return type.cast(event);
    }

    /// The CloudEvents attributes of an event, and the trace of its run where that is recorded; new to the caller.
    public RecordHeaders headers(Event event) {
        var headers = new RecordHeaders(new Header[] {
            SPECIFICATION,
            header("ce_id", event.metadata().id().toString()),
            types.get(event.getClass()),
            sourceHeader,
            new RecordHeader("ce_time", time(event.metadata().occurredAt())),
            header("ce_subject", event.key()),
            CONTENT_TYPE
        });
        String context = event instanceof RunEvent ofRun ? traces.context(ofRun) : null;
        if (context != null) {
            headers.add(header("traceparent", context));
        }
        return headers;
    }

    /// A record for `topic`, keyed by the event's key.
    public ProducerRecord<String, byte[]> toRecord(String topic, Event event) {
        return new ProducerRecord<>(topic, null, event.key(), encode(event), headers(event));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] time(Instant value) {
        try {
            return new AsciiWriter().instant(value).toBytes();
        } catch (UnusualFormException e) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
