package io.ketstream.results.eventlog.messaging;

import io.ketstream.results.eventlog.Position;
import io.ketstream.support.event.MalformedEventException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record as it came. Not a record in Java's sense: its bytes are neither copied nor compared.
final class ReceivedRecord {

    private final Position position;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;

    ReceivedRecord(Position position, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        this.position = position;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    Position position() {
        return position;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    Headers headers() {
        return headers;
    }

    /// The value as text that PostgreSQL can keep.
    ///
    /// @throws MalformedEventException when it is not UTF-8 or has a NUL
    String text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value == null ? new byte[0] : value))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new MalformedEventException("the record has a NUL character", null);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("the record is not UTF-8", e);
        }
    }
}
