package io.ketstream.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

    private static List<List<String>> read(String text) throws IOException {
        var all = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new StringReader(text), 4)) {
            for (List<String> fields = reader.next(); fields != null; fields = reader.next()) {
                all.add(fields);
            }
        }
        return all;
    }

    @Test
    void readsWhatTheStandardSays() throws IOException {
        assertThat(read("a,b\n1,2\r\n3,4\r5,6"))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
        assertThat(read("\uFEFFa,\"b,\"\"c\"\"\n\",\n")).containsExactly(List.of("a", "b,\"c\"\n", ""));
        assertThat(read(" a\t, \" b \" ,,\n")).containsExactly(List.of("a", " b ", "", ""));
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).containsExactly(List.of(""), List.of(""));
    }

    @Test
    void countsLinesInsideOfQuotes() throws IOException {
        try (var reader = new CsvReader(new StringReader("a\n\"b\n\n\"\nc\n"), 4)) {
            reader.next();
            assertThat(reader.line()).isEqualTo(1);
            reader.next();
            assertThat(reader.line()).isEqualTo(2);
            reader.next();
            assertThat(reader.line()).isEqualTo(5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a\\n"b       | line 2: has a quoted field without an end
            "a"b,c       | line 1: has text after the closing quote of a field
            a\\nb"c,d    | line 2: has a quote in a field that is not quoted
            1,2,3,4\\n1,2,3,4,5 | line 2: has more than 4 fields
            """)
    void namesTheBadLine(String text, String message) {
        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n")))
                .withMessage(message);
    }

    @Test
    void holdsNoFieldWithoutEnd() {
        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> read("a\n" + "x".repeat(1_001)))
                .withMessage("line 2: has a field of more than 1000 characters");
    }
}
