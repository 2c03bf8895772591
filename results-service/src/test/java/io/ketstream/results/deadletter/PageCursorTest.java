package io.ketstream.results.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private static final String PROBLEMS = Topics.deadLetter(Topics.PROBLEMS);
    private static final String CIRCUITS = Topics.deadLetter(Topics.CIRCUITS);

    @Test
    void boundsThePartitionsThatItNamesAndEmptiesTheOthers() {
        String text = PageCursor.before(
                        List.of(new OffsetRange(PROBLEMS, 0, 3, 17), new OffsetRange(CIRCUITS, 12, 0, 4)))
                .toString();
        PageCursor cursor = PageCursor.parse(text);
        assertThat(cursor).hasToString(text);
        assertThat(cursor.rest(new OffsetRange(PROBLEMS, 0, 5, 30))).isEqualTo(new OffsetRange(PROBLEMS, 0, 5, 17));
        assertThat(cursor.rest(new OffsetRange(CIRCUITS, 12, 0, 4))).isEqualTo(new OffsetRange(CIRCUITS, 12, 0, 4));
        // all of it has gone; the topic was made again; a partition without a bound
        assertThat(cursor.rest(new OffsetRange(PROBLEMS, 0, 20, 30)).isEmpty()).isTrue();
        assertThat(cursor.rest(new OffsetRange(PROBLEMS, 0, 0, 2))).isEqualTo(new OffsetRange(PROBLEMS, 0, 0, 2));
        assertThat(cursor.rest(new OffsetRange(PROBLEMS, 1, 0, 30)).isEmpty()).isTrue();
    }

    @Test
    void fitsIntoAnAddress() {
        var rest = new ArrayList<OffsetRange>();
        for (String topic : DeadLetterTopics.all()) {
            for (int partition = 0; partition < 16; partition++) {
                rest.add(new OffsetRange(topic, partition, 0, 1_000_000 + partition));
            }
        }
        // a server takes 8 KiB of address and headers together
        assertThat(PageCursor.before(rest).toString()).hasSizeLessThan(5000).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unheard.of.dlt 1@2", "ketstream.problems 1@2", "ketstream.problems.dlt 1@-2", "1@x"})
    void otherTextIsRefused(String words) {
        String text = Base64.getUrlEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> PageCursor.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("cursor ");
        assertThatThrownBy(() -> PageCursor.parse("?")).isInstanceOf(InvalidValueException.class);
    }
}
