package io.ketstream.results.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    @Test
    void readsWhatItWrites() {
        assertThat(Bookmark.parse("57/RUNNING")).isEqualTo(new Bookmark(57, RunStatus.RUNNING));
        assertThat(Bookmark.parse("57")).isEqualTo(new Bookmark(57, null));
        assertThat(new Bookmark(3, RunStatus.FAILED)).hasToString("3/FAILED");
        assertThat(Bookmark.START).hasToString("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "5/", "5/ASLEEP", "99999999999", "5/RUNNING/1"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Bookmark.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
