package io.ketstream.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestOptionsTest {

    @Test
    void aFileIsEnough() {
        assertThat(parse("--prices closes.csv"))
                .isEqualTo(new BacktestOptions(
                        Path.of("/here/closes.csv"),
                        126,
                        21,
                        0.1,
                        null,
                        1,
                        12,
                        30,
                        0.001,
                        1_000_000,
                        12,
                        80,
                        1,
                        Path.of("/here/backtest-report")));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(parse("--prices p.csv.gz --window 60 --every 5 --selected 40 --least-selected 0.05"
                        + " --least-price 0 --cap 8 --risk-aversion 2.5 --cost 0.002 --capital 5000 --layers 3 --evaluations 0 --seed 9"
                        + " --out there"))
                .isEqualTo(new BacktestOptions(
                        Path.of("/here/p.csv.gz"),
                        60,
                        5,
                        40,
                        0.05,
                        0,
                        8,
                        2.5,
                        0.002,
                        5000,
                        3,
                        0,
                        9,
                        Path.of("/here/there")));
    }

    @Test
    void aSelectionIsAShareOrACount() {
        assertThat(parse("--prices p --selected 0.1").cardinality(482)).isEqualTo(48);
        assertThat(parse("--prices p --selected 0.001").cardinality(482)).isEqualTo(1);
        assertThat(parse("--prices p --selected 30").cardinality(482)).isEqualTo(30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--prices p --selected 30").cardinality(30))
                .withMessageContaining("--selected must be fewer than the 30 assets");
    }

    @Test
    void itMayBeOfARange() {
        assertThat(parse("--prices p --selected 30").minCardinality(482)).isEqualTo(30);
        assertThat(parse("--prices p --selected 0.1 --least-selected 20").minCardinality(482))
                .isEqualTo(20);
        assertThat(parse("--prices p --selected 0.1 --least-selected 0.05").minCardinality(482))
                .isEqualTo(24);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        parse("--prices p --selected 0.1 --least-selected 20").minCardinality(100))
                .withMessageContaining("--least-selected must be at most --selected, 10 assets, not 20");
    }

    @ParameterizedTest
    @CsvSource({
        "'', --prices",
        "--prices p --window 19, --window",
        "--prices p --every 0, --every",
        "--prices p --selected 1.5, --selected",
        "--prices p --least-selected 1.5, --least-selected",
        "--prices p --cap 27, --cap",
        "--prices p --cost 0.2, --cost",
        "--prices p --capital 0, --capital",
        "--prices p --capital much, --capital needs a number",
        "--prices p --speed 9, --speed"
    })
    void whatIsWrongIsNamed(String words, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(words)).withMessageContaining(message);
    }

    private static BacktestOptions parse(String words) {
        return BacktestOptions.parse(words.isEmpty() ? new String[0] : words.split(" "), Path.of("/here"));
    }
}
