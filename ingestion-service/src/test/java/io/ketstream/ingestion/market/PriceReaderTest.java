package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            date,A,B\\n2026-01-01,1,2\\n2026-01-01,1,3            | line 3
            date,A,B\\n2026-01-02,1,2\\n2026-01-01,1,2            | line 3
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

    @Test
    void countsWideLinesThatRepeatTheOneBefore() throws IOException {
        var reader = new PriceReader(new StringReader("date,A,B\n2026-01-01,1,2\n2026-01-01,1.0,2\n2026-01-02,1,\n"));
        var prices = new ArrayList<ClosePrice>();
        for (ClosePrice price = reader.next(); price != null; price = reader.next()) {
            prices.add(price);
        }

        assertThat(prices).hasSize(3);
        assertThat(reader.duplicates()).isEqualTo(2);
    }

    /// 5000 symbols on 801 days: a table too large, in a few bytes a line.
    @Test
    void refusesMoreThanASnapshotCanHold() {
        String symbols = IntStream.range(0, PriceReader.MAX_SYMBOLS)
                .mapToObj(i -> "S" + i)
                .collect(Collectors.joining(","));
        String none = ",".repeat(PriceReader.MAX_SYMBOLS - 1);
        String full = "1" + none.replace(",", ",1");
        String days = LocalDate.EPOCH
                .datesUntil(LocalDate.EPOCH.plusDays(PriceReader.MAX_TABLE / PriceReader.MAX_SYMBOLS + 1))
                .map(day -> day + "," + (day.equals(LocalDate.EPOCH) ? full : "1" + none))
                .collect(Collectors.joining("\n"));

        assertThatExceptionOfType(InvalidPricesException.class)
                .isThrownBy(() -> read("date," + symbols + "\n" + days))
                .withMessageStartingWith("line 802:");
    }
}
