package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioOptionsTest {

    @Test
    void aFileIsEnough() {
        PortfolioOptions options = parse("--prices closes.csv");

        assertThat(options.prices()).isEqualTo(Path.of("/here/closes.csv"));
        assertThat(options.caps()).containsExactly(12, 16, 20);
        assertThat(options.assets()).isEqualTo(300);
        assertThat(options.cardinality()).isEqualTo(30);
        assertThat(options.minCardinality()).isEqualTo(30);
        assertThat(options.shotsShare()).isEqualTo(0.25);
        assertThat(options.json()).isNull();
    }

    @Test
    void everyOptionIsRead() {
        assertThat(
                        parse(
                                "--prices p.csv.gz --caps 8,26 --instances 3 --assets 50 --selected 0.2 --least-selected 0.1"
                                        + " --risk-aversion 2.5 --layers 2 --evaluations 0 --shots-share 0.1 --sweeps 1 --seeds 7,8 --json out.json"))
                .isEqualTo(new PortfolioOptions(
                        Path.of("/here/p.csv.gz"),
                        List.of(8, 26),
                        3,
                        50,
                        0.2,
                        0.1,
                        2.5,
                        2,
                        0,
                        0.1,
                        1,
                        7,
                        8,
                        Path.of("/here/out.json")));
    }

    @Test
    void aSelectionMayBeOfARange() {
        PortfolioOptions options = parse("--prices p --selected 0.1334 --least-selected 0.0667");

        assertThat(options.minCardinality()).isEqualTo(20);
        assertThat(options.cardinality()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "'', --prices",
        "--prices p --caps 27, --caps",
        "--prices p --caps x, --caps needs numbers",
        "--prices p --instances 1, --instances",
        "--prices p --least-selected 0.2, --least-selected",
        "--prices p --shots-share 0, --shots-share",
        "--prices p --seeds 1, --seeds",
        "--prices p --speed 9, --speed"
    })
    void whatIsWrongIsNamed(String words, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(words)).withMessageContaining(message);
    }

    private static PortfolioOptions parse(String words) {
        return PortfolioOptions.parse(words.isEmpty() ? new String[0] : words.split(" "), Path.of("/here"));
    }
}
