package io.ketstream.results.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPositionTest {

    @Test
    void isReadFromWhatHeadersSay() {
        var position = new RecordPosition("a-topic-7.dlt", 3, 12_345_678_901L);
        assertThat(position).hasToString("a-topic-7.dlt-3@12345678901");
        assertThat(RecordPosition.parse(position.toString())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "topic",
                "topic-1",
                "topic@1",
                "topic-1@",
                "topic-x@1",
                "topic-1@-1",
                "a b-1@1",
                "t-1@1 ",
                "t-12345678901@1"
            })
    void otherTextIsNone(String text) {
        assertThat(RecordPosition.parse(text)).isEmpty();
    }
}
