package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.strategy.Quotes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotesOfPricesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final double NONE = Double.NaN;

    @Test
    void areTheLastCloses() {
        double[][] closes = {{1, 2, NONE, 4}, {1.5, NONE, 3, 2e9}};

        Quotes quotes = new PriceTable(List.of(DAY, DAY.plusDays(1)), List.of("A", "B", "C", "D"), closes, 0).quotes();

        assertThat(quotes).isEqualTo(new Quotes(List.of("A", "B", "C"), RealVector.of(1.5, 2, 3)));
    }

    /// As with stale closes, of which nine in a row without a change are not yet.
    @Test
    void ofOneThatHasNoneForTenDaysIsNone() {
        List<LocalDate> days = IntStream.range(0, 12).mapToObj(DAY::plusDays).toList();
        double[][] closes = new double[12][];
        Arrays.setAll(closes, day -> new double[] {1 + day, day <= 2 ? 20 + day : NONE, day <= 1 ? 30 + day : NONE});

        Quotes quotes = new PriceTable(days, List.of("A", "B", "C"), closes, 0).quotes();

        assertThat(quotes).isEqualTo(new Quotes(List.of("A", "B"), RealVector.of(12, 22)));
    }

    @Test
    void ofBarsAreEachSymbolsLast() {
        double[][] closes = {{1, 2, NONE}, {1.5, NONE, NONE}};
        var quality = new TickQuality(Instant.EPOCH, Duration.ofMinutes(1), 2, 3, 0, 0, 3);

        Quotes quotes = PriceTable.ofBars(
                        List.of(DAY, DAY), List.of("A", "B", "C"), closes, new BarSeries(365, quality))
                .quotes();

        assertThat(quotes).isEqualTo(new Quotes(List.of("A", "B"), RealVector.of(1.5, 2)));
    }

    @Test
    void ofNoDayAreNone() {
        assertThat(new PriceTable(List.of(), List.of("A"), new double[0][], 0)
                        .quotes()
                        .symbols())
                .isEmpty();
    }
}
