package io.ketstream.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.benchmarks.portfolio.PriceFile;
import io.ketstream.ingestion.market.FactorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmBenchmarkTest {

    private static PriceHistory history;

    @BeforeAll
    static void make() throws IOException {
        history = new PriceHistory(PriceFile.table(new FactorModel(30, 84, 3).prices()));
    }

    private static WarmOptions parse(String words) {
        return WarmOptions.parse(words.isEmpty() ? new String[0] : words.split(" "), Path.of("/here"));
    }

    private static WarmFigures measure(String words) {
        return new WarmBenchmark(
                        history,
                        parse("--prices made.csv --window 40 --selected 5 --cap 8 --layers 2 " + words),
                        line -> {})
                .measure();
    }

    @Test
    void everyDayAfterTheFirstIsComparedWithItself() {
        WarmFigures figures = measure("--assets 20 --days 6");
        assertThat(figures.days()).hasSize(6).allSatisfy(day -> {
            assertThat(day.circuits()).isPositive();
            assertThat(day.cold()).isBetween(day.circuits(), day.coldEnd());
            assertThat(day.warmEnd()).isGreaterThanOrEqualTo(day.circuits());
            if (day.reached()) {
                assertThat(day.warm()).isBetween(day.circuits(), day.warmEnd());
            } else {
                assertThat(day.warm()).isEqualTo(day.warmEnd() + day.coldEnd());
                assertThat(day.above()).isGreaterThan(100 * figures.options().margin());
            }
        });
        assertThat(figures.days().stream().anyMatch(WarmFigures.Day::reached)).isTrue();
        assertThat(figures.days().getLast().day())
                .isEqualTo(history.days().getLast().toString());
        assertThat(figures.report()).contains("20 of its assets", "6 days one after the other", "Goal 5");
    }

    @Test
    void theSameSeedMeasuresTheSameAndAnotherDrawsOtherAssets() {
        assertThat(measure("--assets 12 --days 3 --seed 4")).isEqualTo(measure("--assets 12 --days 3 --seed 4"));
        assertThat(history.drawn(12, 4).symbols()).hasSize(12).isSubsetOf(history.symbols());
        assertThat(history.drawn(12, 5).symbols())
                .isNotEqualTo(history.drawn(12, 4).symbols());
        List<String> drawn = history.drawn(12, 4).symbols();
        assertThat(history.drawn(12, 4).closes(9)).allSatisfy((symbol, close) -> {
            assertThat(drawn).contains(symbol);
            assertThat(history.closes(9)).containsEntry(symbol, close);
        });
    }

    /// Of days that have nothing to do with each other the bootstrap's error of a mean is the usual one.
    @Test
    void errorsAreThoseOfTheBootstrap() {
        double[] values = new double[400];
        var random = new Random(3);
        Arrays.setAll(values, k -> 5 + random.nextGaussian());
        WarmFigures.Estimate estimate = WarmFigures.Estimate.of(values);
        assertThat(estimate.mean()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
        // 40 blocks know a deviation to 11 %
        assertThat(estimate.meanError()).isCloseTo(1 / 20.0, within(0.012));
        // √(π/2) times as much; of one sample the bootstrap knows it to a third, about
        assertThat(estimate.medianError()).isCloseTo(1.2533 / 20, within(1.2533 / 40));
        // runs of ten equal days are a tenth of the days
        double[] runs = IntStream.range(0, 400).mapToDouble(k -> values[k / 10]).toArray();
        assertThat(WarmFigures.Estimate.of(runs).meanError()).isGreaterThan(2 * estimate.meanError());
    }

    @Test
    void tooFewDaysOrAssetsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure("--assets 20 --days 60"))
                .withMessage("--days and --window need 101 days, there are 84");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure("--assets 31 --days 6"))
                .withMessage("there are 30 symbols, not 31");
    }

    @Test
    void everyOptionIsRead() {
        assertThat(parse("--prices p --assets 50 --days 9 --window 30 --selected 7 --cap 9 --risk-aversion 2 --layers 3"
                        + " --evaluations 40 --tolerance 0.1 --margin 0.2 --seed 8 --json j"))
                .isEqualTo(new WarmOptions(
                        Path.of("/here/p"), 50, 9, 30, 7, 9, 2, 3, 40, 0.1, 0.2, 8, Path.of("/here/j")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', bench warm needs --prices",
        "--prices p --assets 12 --selected 12, --selected",
        "--prices p --days 1, --days",
        "--prices p --window 19, --window",
        "--prices p --cap 27, --cap",
        "--prices p --layers 0, --layers",
        "--prices p --evaluations 1, --evaluations",
        "--prices p --tolerance 1, --tolerance",
        "--prices p --margin 1, --margin",
        "--prices p --speed 9, bench warm does not know --speed"
    })
    void whatIsWrongIsNamed(String words, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(words)).withMessageContaining(message);
    }
}
