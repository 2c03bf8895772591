package io.ketstream.results.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final RecordPosition POSITION = new RecordPosition(Topics.deadLetter(Topics.PROBLEMS), 1, 5);

    @Test
    void saysWhyWhenceAndByWhom() {
        DeadLetter letter = letter(
                header("ketstream-error", "an earlier reason"),
                header("ketstream-error", "not JSON"),
                header("ketstream-origin", "ketstream.problems-3@17"),
                header("ketstream-service", "circuit-service"));
        assertThat(letter.reason()).contains(RecordBytes.of("not JSON"));
        assertThat(letter.service()).contains(RecordBytes.of("circuit-service"));
        assertThat(letter.origin()).contains(new RecordPosition(Topics.PROBLEMS, 3, 17));
    }

    @Test
    void mayHaveBeenPutThereByHand() {
        DeadLetter letter =
                letter(header("ketstream-origin", "somewhere"), new DeadLetter.Header("ketstream-error", null));
        assertThat(letter.reason()).isEmpty();
        assertThat(letter.service()).isEmpty();
        assertThat(letter.origin()).isEmpty();
    }

    @Test
    void goesAgainWithItsOwnHeaders() {
        var absent = new DeadLetter.Header("note", null);
        DeadLetter letter = letter(
                header("ce_id", "1"),
                header("ketstream-error", "not JSON"),
                header("traceparent", "00-a-b-01"),
                header("ketstream-origin", "ketstream.problems-3@17"),
                header("ketstream-service", "circuit-service"),
                absent,
                header("ce_id", "2"),
                header(DeadLetter.REDRIVEN_HEADER, "ketstream.problems.dlt-0@1"));
        assertThat(letter.redrivenHeaders())
                .containsExactly(
                        header("ce_id", "1"),
                        header("traceparent", "00-a-b-01"),
                        absent,
                        header("ce_id", "2"),
                        header(DeadLetter.REDRIVEN_HEADER, "ketstream.problems.dlt-1@5"));
    }

    private static DeadLetter letter(DeadLetter.Header... headers) {
        return new DeadLetter(POSITION, Instant.EPOCH, null, null, Arrays.asList(headers));
    }

    private static DeadLetter.Header header(String name, String value) {
        return new DeadLetter.Header(name, RecordBytes.of(value));
    }
}
