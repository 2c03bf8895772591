package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.testing.ReferenceData;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceCleaningTest {

    private static final int DAYS = 200;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /// Daily moves of one percent.
    private static double[] walk(long seed) {
        var random = new Random(seed);
        double[] closes = new double[DAYS];
        double logarithm = Math.log(50);
        for (int t = 0; t < DAYS; t++) {
            logarithm += 0.01 * random.nextGaussian();
            closes[t] = Math.exp(logarithm);
        }
        return closes;
    }

    private static PriceCleaning.Cleaned clean(double[]... columns) {
        double[][] closes = new double[DAYS][columns.length];
        for (int t = 0; t < DAYS; t++) {
            for (int i = 0; i < columns.length; i++) {
                closes[t][i] = columns[i][t];
            }
        }
        List<String> symbols = List.of("A", "B", "C").subList(0, columns.length);
        return PriceCleaning.clean(
                new PriceTable(FIRST.datesUntil(FIRST.plusDays(DAYS)).toList(), symbols, closes, 0));
    }

    @Test
    void leavesGoodPricesAsTheyAre() {
        double[] good = walk(1);

        PriceCleaning.Cleaned cleaned = clean(good, walk(2));

        assertThat(cleaned.table().column(0)).containsExactly(good);
        assertThat(cleaned.outliers() + cleaned.staleCloses() + cleaned.carriedForward())
                .isZero();
        assertThat(cleaned.sparse()).isEmpty();
        assertThat(cleaned.staleSymbols()).isEmpty();
    }

    /// A slipped decimal point, a lost digit, a forgotten split of one day.
    @ParameterizedTest
    @ValueSource(doubles = {100, 0.1, 2, 0.5})
    void excludesACloseFarFromBothNeighbours(double factor) {
        double[] closes = walk(1);
        double before = closes[79];
        double wrong = closes[80] * factor;
        closes[80] = wrong;

        PriceCleaning.Cleaned cleaned = clean(closes);

        assertThat(cleaned.outliers()).isEqualTo(1);
        assertThat(cleaned.excluded()).containsExactly(new ExcludedClose("A", FIRST.plusDays(80), wrong));
        assertThat(cleaned.carriedForward()).isEqualTo(1);
        assertThat(cleaned.table().column(0)[80]).isEqualTo(before);
    }

    @Test
    void keepsAMoveThatStays() {
        double[] crash = walk(1);
        for (int t = 80; t < DAYS; t++) {
            crash[t] *= 0.3;
        }
        double[] lastDay = walk(2);
        lastDay[DAYS - 1] *= 3;

        PriceCleaning.Cleaned cleaned = clean(crash, lastDay);

        assertThat(cleaned.outliers()).isZero();
        assertThat(cleaned.table().column(0)).containsExactly(crash);
        assertThat(cleaned.table().column(1)).containsExactly(lastDay);
    }

    /// The way back from an error is no error.
    @Test
    void judgesAClosesNeighboursWithoutTheErrorsAmongThem() {
        double[] closes = walk(1);
        closes[80] *= 2;
        closes[82] *= 2;

        assertThat(clean(closes).excluded())
                .extracting(ExcludedClose::date)
                .containsExactly(FIRST.plusDays(80), FIRST.plusDays(82));
    }

    /// Crises: days of 2008 and 2009 on which a close fell by a fifth and came back are true.
    @Test
    void findsNoErrorsInTheDowsMembers() throws IOException {
        try (var text = new InputStreamReader(
                ReferenceData.open("market/djia30_close_2006_2011.csv.gz"), StandardCharsets.UTF_8)) {
            PriceCleaning.Cleaned cleaned = PriceCleaning.clean(PriceTables.read(new PriceReader(text)));

            assertThat(cleaned.excluded()).isEmpty();
            assertThat(cleaned.table().symbols()).hasSize(31);
        }
    }

    @Test
    void keepsWhatIsUsualForAVolatileSymbol() {
        double[] wild = walk(1);
        for (int t = 0; t < DAYS; t += 2) {
            wild[t] *= 1.5;
        }

        assertThat(clean(wild).outliers()).isZero();
    }

    @Test
    void countsAnExcludedCloseAmongTheMissing() {
        double[] thin = walk(1);
        for (int t = 100; t < 120; t++) {
            thin[t] = t % 2 == 0 ? Double.NaN : thin[t];
            thin[t + 40] = t % 2 == 0 ? Double.NaN : thin[t + 40];
        }
        assertThat(clean(thin, walk(2)).sparse()).isEmpty();
        thin[50] *= 10;

        assertThat(clean(thin, walk(2)).sparse()).containsExactly("A");
    }

    @Test
    void countsStaleClosesAndDropsWhatNoLongerMoves() {
        double[] suspended = walk(1);
        double[] delisted = walk(2);
        for (int t = 0; t < 12; t++) {
            suspended[60 + t] = suspended[59];
            delisted[DAYS - 12 + t] = Double.NaN;
        }

        PriceCleaning.Cleaned cleaned = clean(suspended, delisted, walk(3));

        assertThat(cleaned.table().symbols()).containsExactly("A", "C");
        assertThat(cleaned.staleSymbols()).containsExactly("B");
        assertThat(cleaned.staleCloses()).isEqualTo(12);
    }

    @Test
    void dropsWhatHardlyMoves() {
        double[] peg = walk(1);
        for (int t = 0; t < DAYS; t++) {
            peg[t] = 1 + t / 15;
        }

        assertThat(clean(peg, walk(2)).staleSymbols()).containsExactly("A");
    }

    @Test
    void beginsWhenAllHaveACloseAndCarriesGapsForward() {
        double[] late = walk(1);
        for (int t = 0; t < 15; t++) {
            late[t] = Double.NaN;
        }
        double[] gap = walk(2);
        gap[100] = Double.NaN;
        gap[5] = Double.NaN;

        PriceCleaning.Cleaned cleaned = clean(late, gap);

        assertThat(cleaned.table().days().getFirst()).isEqualTo(FIRST.plusDays(15));
        assertThat(cleaned.carriedForward()).isEqualTo(1);
        assertThat(cleaned.table().column(1)[85]).isEqualTo(gap[99]);
    }
}
