package io.ketstream.results.deadletter;

import io.ketstream.support.kafka.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record of a dead-letter topic, whole.
///
/// @param position in the dead-letter topic
/// @param time the record's timestamp
public record DeadLetter(
        RecordPosition position,
        Instant time,
        @Nullable RecordBytes key,
        @Nullable RecordBytes value,
        List<Header> headers) {

    /// Says of a record that was sent again from which dead letter it was made.
    public static final String REDRIVEN_HEADER = "ketstream-redriven-from";

    private static final Set<String> HEADERS_OF_LETTERS =
            Set.of(DeadLetters.ERROR_HEADER, DeadLetters.ORIGIN_HEADER, DeadLetters.SERVICE_HEADER, REDRIVEN_HEADER);

    /// A topic's name has at most 249 characters.
    private static final int LONGEST_ORIGIN = 300;

    /// A name may occur more than once.
    public record Header(String name, @Nullable RecordBytes value) {}

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    public DeadLetterId id() {
        return new DeadLetterId(position, time);
    }

    /// Why it could not be processed, if a service of ours wrote it.
    public Optional<RecordBytes> reason() {
        return header(DeadLetters.ERROR_HEADER);
    }

    /// Which service gave it up.
    public Optional<RecordBytes> service() {
        return header(DeadLetters.SERVICE_HEADER);
    }

    /// Where it was read before.
    public Optional<RecordPosition> origin() {
        return header(DeadLetters.ORIGIN_HEADER)
                .map(origin -> origin.text(LONGEST_ORIGIN))
                .flatMap(RecordPosition::parse);
    }

    /// The headers with which it is sent again: its own, without those that say why it is a dead letter, and
    /// with one that says which it was.
    public List<Header> redrivenHeaders() {
        var sent = new ArrayList<Header>();
        for (Header header : headers) {
            if (!HEADERS_OF_LETTERS.contains(header.name())) {
                sent.add(header);
            }
        }
        sent.add(new Header(REDRIVEN_HEADER, RecordBytes.of(position.toString())));
        return sent;
    }

    /// The last of a name counts.
    private Optional<RecordBytes> header(String name) {
        return headers.reversed().stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .map(Header::value);
    }
}
