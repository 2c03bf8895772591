package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReaderTest {

    private static List<ClosePrice> read(String text) throws IOException {
        var reader = new PriceReader(new StringReader(text));
        var prices = new ArrayList<ClosePrice>();
        for (ClosePrice price = reader.next(); price != null; price = reader.next()) {
            prices.add(price);
        }
        return prices;
    }

    @Test
    void readsLongLinesInAnyOrder() throws IOException {
        assertThat(read("date,symbol,close\n2026-01-02,A,1.5\r\n2026-01-01,B,2\n\n"))
                .containsExactly(
                        new ClosePrice(LocalDate.of(2026, 1, 2), "A", 1.5),
                        new ClosePrice(LocalDate.of(2026, 1, 1), "B", 2));
    }

    @Test
    void readsWideLinesWithHoles() throws IOException {
        assertThat(read("date,A,B\n2026-01-01,1,\n2026-01-02,,2\n"))
                .containsExactly(
                        new ClosePrice(LocalDate.of(2026, 1, 1), "A", 1),
                        new ClosePrice(LocalDate.of(2026, 1, 2), "B", 2));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                    | line 1
            A,B                                                   | line 1
            date,A,A                                              | line 1
            date,A,B\\n2026-01-01,1                               | line 2
            date,A,B\\n2026-01-01,1,2,3                           | line 2
            date,A,B\\n2026-01-01,1,2\\n2026-01-01,1,2            | line 3
            date,A,B\\n2026-01-32,1,2                             | line 2
            date,A,B\\n2026-01-01,-1,2                            | line 2
            date,A,B\\n2026-01-01,NaN,2                           | line 2
            date,A,B\\n2026-01-01,1e99,2                          | line 2
            date,symbol,close\\n2026-01-01,A,1\\n2026-01-02,A,    | line 3
            date,symbol,close\\n2026-01-01,,1                     | line 2
            date,symbol,close\\n2026-01-01,A,1\\n\\n2026-01-02,A,1 | line 3
            """)
    void namesTheBadLine(String text, String line) {
        assertThatExceptionOfType(InvalidPricesException.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n")))
                .withMessageStartingWith(line + ":");
    }
}
