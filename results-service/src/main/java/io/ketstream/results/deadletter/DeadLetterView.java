package io.ketstream.results.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dead letter as the API shows it.
///
/// @param topic the dead-letter topic; with `partition` and `offset` the letter's address
/// @param reason why it could not be processed; absent where no service of ours wrote it
/// @param service which service gave it up, where known
/// @param origin where the record was read, where known
/// @param headers absent in a list
/// @param redriven absent when it has not been re-driven
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        String topic,
        int partition,
        long offset,
        Instant time,
        @Nullable String reason,
        @Nullable String service,
        @Nullable RecordPosition origin,
        @Nullable ShownBytes key,
        @Nullable ShownBytes value,
        @Nullable List<Header> headers,
        @Nullable Redriven redriven) {

    /// Bytes of a value that are shown in a list; of a key and of a reason, a quarter.
    public static final int VALUE_LIMIT = 2048;

    private static final int SHORT_LIMIT = VALUE_LIMIT / 4;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Header(String name, @Nullable ShownBytes value) {}

    public DeadLetterView {
        headers = headers == null ? null : List.copyOf(headers);
    }

    /// Of bounded size, whatever the letter's.
    static DeadLetterView summary(DeadLetter letter) {
        return of(letter, SHORT_LIMIT, VALUE_LIMIT, null);
    }

    /// All of it.
    static DeadLetterView whole(DeadLetter letter) {
        List<Header> headers = letter.headers().stream()
                .map(header -> new Header(header.name(), show(header.value(), Integer.MAX_VALUE)))
                .toList();
        return of(letter, Integer.MAX_VALUE, Integer.MAX_VALUE, headers);
    }

    DeadLetterId id() {
        return new DeadLetterId(position(), time);
    }

    DeadLetterView with(@Nullable Redriven redrive) {
        return new DeadLetterView(
                topic, partition, offset, time, reason, service, origin, key, value, headers, redrive);
    }

    private RecordPosition position() {
        return new RecordPosition(topic, partition, offset);
    }

    private static DeadLetterView of(
            DeadLetter letter, int shortLimit, int valueLimit, @Nullable List<Header> headers) {
        RecordPosition position = letter.position();
        return new DeadLetterView(
                position.topic(),
                position.partition(),
                position.offset(),
                letter.time(),
                letter.reason().map(reason -> reason.text(shortLimit)).orElse(null),
                letter.service().map(service -> service.text(shortLimit)).orElse(null),
                letter.origin().orElse(null),
                show(letter.key(), shortLimit),
                show(letter.value(), valueLimit),
                headers,
                null);
    }

    private static @Nullable ShownBytes show(@Nullable RecordBytes bytes, int limit) {
        return bytes == null ? null : bytes.show(limit);
    }
}
