package io.ketstream.results.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBytesTest {

    /// A letter of one byte, of two, of three and of four.
    private static final String TEXT = "aä€😀";

    @ParameterizedTest
    @CsvSource({"0,''", "1,a", "2,a", "3,aä", "5,aä", "6,aä€", "9,aä€", "10,aä€😀"})
    void aTextIsCutBetweenCharacters(int limit, String shown) {
        assertThat(RecordBytes.of(TEXT).show(limit)).isEqualTo(new ShownBytes(shown, null, 10, limit < 10));
    }

    @Test
    void whatIsNoTextIsShownInBase64() {
        byte[] bytes = {(byte) 0xc3, 0x28, 0x00};
        RecordBytes content = Objects.requireNonNull(RecordBytes.of(bytes));
        assertThat(content.show(3))
                .isEqualTo(new ShownBytes(null, Base64.getEncoder().encodeToString(bytes), 3, false));
        assertThat(content.show(2)).isEqualTo(new ShownBytes(null, "wyg=", 3, true));
    }

    @Test
    void emptyIsNotAbsent() {
        assertThat(RecordBytes.of("").show(10)).isEqualTo(new ShownBytes("", null, 0, false));
        assertThat(RecordBytes.of((byte[]) null)).isNull();
    }
}
