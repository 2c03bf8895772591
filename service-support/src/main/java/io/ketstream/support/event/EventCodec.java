package io.ketstream.support.event;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Events as JSON bytes, with CloudEvents headers (`ce_*`, Kafka binding, binary mode) beside them.
///
/// Thread-safe. A reader ignores fields it does not know.
public final class EventCodec {

    private final String source;
    private final ObjectReader reader = ModelJson.mapper().readerFor(Event.class);
    private final ObjectWriter writer = ModelJson.mapper().writerFor(Event.class);

    /// @param source the service that writes, as `ce_source`
    public EventCodec(String source) {
        this.source = source;
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

    /// The CloudEvents attributes of an event, without the `ce_` prefix's transport.
    public Map<String, String> headers(Event event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.metadata().id().toString());
        headers.put("ce_type", "io.ketstream." + event.getClass().getSimpleName());
        headers.put("ce_source", "/" + source);
        headers.put("ce_time", event.metadata().occurredAt().toString());
        headers.put("ce_subject", event.key());
        headers.put("content-type", "application/json");
        return headers;
    }

    /// A record for `topic`, keyed by the event's key.
    public ProducerRecord<String, byte[]> toRecord(String topic, Event event) {
        var kafkaRecord = new ProducerRecord<>(topic, event.key(), encode(event));
        headers(event)
                .forEach((name, value) ->
                        kafkaRecord.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
        return kafkaRecord;
    }
}
