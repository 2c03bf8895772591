package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketSnapshotTest {

    private static final double NONE = Double.NaN;

    @Test
    void annualisesLogReturns() {
        double growth = Math.exp(0.01);
        double[][] closes = {{1}, {growth}, {growth * growth}, {growth * growth * growth}};
        List<LocalDate> weeks = List.of(
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 1, 9),
                LocalDate.of(2026, 1, 16),
                LocalDate.of(2026, 1, 23));

        MarketSnapshot snapshot = MarketSnapshot.of(
                new PriceTable(weeks, List.of("A"), closes, 0), CovarianceEstimator.of(CovarianceMethod.SAMPLE));

        // rounding of exp and log
        assertThat(snapshot.expectedReturns().get(0)).isCloseTo(0.52, within(1e-12));
        assertThat(snapshot.method().periodsPerYear()).isEqualTo(52);
        assertThat(snapshot.asOf()).isEqualTo(LocalDate.of(2026, 1, 23));
    }

    @Test
    void dropsThinSymbolsAndCarriesGapsForward() {
        double[][] closes = new double[20][];
        for (int t = 0; t < 20; t++) {
            closes[t] = new double[] {100 + t, t < 10 ? NONE : 5, t == 7 ? NONE : 50 + t};
        }
        List<LocalDate> days =
                LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2026, 1, 21)).toList();

        MarketSnapshot snapshot = MarketSnapshot.of(
                new PriceTable(days, List.of("A", "B", "C"), closes, 0),
                CovarianceEstimator.of(CovarianceMethod.SAMPLE));

        assertThat(snapshot.symbols()).containsExactly("A", "C");
        assertThat(snapshot.quality().dropped()).containsExactly("B");
        assertThat(snapshot.quality().carriedForward()).isEqualTo(1);
    }

    @Test
    void refusesTooFewPrices() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> MarketSnapshot.of(
                        new PriceTable(List.of(LocalDate.EPOCH), List.of("A"), new double[][] {{1}}, 0),
                        CovarianceEstimator.of(CovarianceMethod.SAMPLE)))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("prices"));
    }

    @Test
    void generatesTheSamePricesForTheSameSeed() throws IOException {
        MarketSnapshot one = MarketSnapshot.of(
                PriceTables.read(new FactorModel(6, 250, 3).prices()), CovarianceEstimator.of(CovarianceMethod.SAMPLE));
        MarketSnapshot two = MarketSnapshot.of(
                PriceTables.read(new FactorModel(6, 250, 3).prices()), CovarianceEstimator.of(CovarianceMethod.SAMPLE));
        MarketSnapshot other = MarketSnapshot.of(
                PriceTables.read(new FactorModel(6, 250, 4).prices()), CovarianceEstimator.of(CovarianceMethod.SAMPLE));

        assertThat(one).isEqualTo(two).isNotEqualTo(other);
        double volatility = Math.sqrt(one.covariance().get(0, 0));
        assertThat(volatility).isBetween(0.1, 0.6);
    }

    /// Daily closes of the Dow's members 2006–2011; the reference is of simple returns, and a day's log return differs
    /// from the simple one by about r²/2, a few parts in a thousand of the variance over these turbulent years.
    @Test
    void comesNearTheReferenceOnRealPrices() throws IOException {
        PriceTable table;
        try (var text = new InputStreamReader(
                ReferenceData.open("market/djia30_close_2006_2011.csv.gz"), StandardCharsets.UTF_8)) {
            table = PriceTables.read(new PriceReader(text));
        }

        MarketSnapshot snapshot = MarketSnapshot.of(table, CovarianceEstimator.of(CovarianceMethod.SAMPLE));

        assertThat(table.days()).hasSize(1511);
        assertThat(snapshot.method().periodsPerYear()).isEqualTo(252);
        assertThat(snapshot.symbols().size()).isGreaterThanOrEqualTo(23);
        double trace = 0;
        for (int i = 0; i < snapshot.symbols().size(); i++) {
            trace += snapshot.covariance().get(i, i) / 252;
        }
        double perAsset = trace / snapshot.symbols().size();
        assertThat(perAsset).isCloseTo(0.009994539882917259 / 23, within(0.25 * 0.009994539882917259 / 23));
    }

    /// A header as it was stored before errors of the data were counted.
    @Test
    void readsTheQualityOfOlderSnapshots() {
        MarketSnapshot.Quality quality = ModelJson.mapper()
                .readValue(
                        "{\"from\":\"2026-01-01\",\"observations\":9,\"dropped\":[\"B\"],\"carriedForward\":1}",
                        MarketSnapshot.Quality.class);

        assertThat(quality)
                .isEqualTo(new MarketSnapshot.Quality(
                        LocalDate.of(2026, 1, 1), 9, List.of("B"), List.of(), 0, 0, List.of(), 0, 1, null));
    }
}
