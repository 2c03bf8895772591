package io.ketstream.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static ScaleOptions parse(String words) {
        return ScaleOptions.parse(words.split(" "), Path.of("/here"));
    }

    private static ScaleFigures.Trip trip(double seconds) {
        return new ScaleFigures.Trip(
                seconds,
                0.1,
                0.5,
                3,
                6,
                42,
                List.of(
                        new ScaleFigures.Stage("clusters", 2, 3, 0, 30, 5),
                        new ScaleFigures.Stage("polish", 0.25, 0, 0, 0, 0.5)));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(parse(
                        "--prices f.csv --assets 50,100 --generated 60 --cap 12 --selected 0.2 --risk-aversion 5 --layers 2"
                                + " --evaluations 7 --shots 100 --repeats 4 --json out.json"))
                .isEqualTo(new ScaleOptions(
                        Path.of("/here/f.csv"),
                        List.of(50, 100),
                        List.of(60),
                        12,
                        0.2,
                        5,
                        2,
                        7,
                        100,
                        4,
                        Path.of("/here/out.json")));
        assertThat(parse("--prices f.csv").cardinality(2639)).isEqualTo(264);
    }

    @ParameterizedTest
    @CsvSource({
        "--assets 50, needs --prices",
        "--prices f --assets 16, --assets and --generated must be more than --cap",
        "--prices f --assets x, --assets needs numbers",
        "--prices f --selected 1, --selected must be between 0 and 1",
        "--prices f --speed 1, does not know --speed",
        "--prices f --repeats 0, --repeats must be at least 1"
    })
    void whatIsWrongIsSaid(String words, String message) {
        assertThatThrownBy(() -> parse(words)).hasMessageContaining(message);
    }

    @Test
    void theFirstTripWarmsUpAndTheReportSaysWhereTheTimeWent() {
        var part = new ScaleFigures.Part(
                60, 6, false, 1.5, List.of(trip(90), trip(3), trip(5)), Map.of("optimizer-service", 512.0 * (1 << 20)));
        assertThat(part.medianSeconds()).isEqualTo(4);
        var figures = new ScaleFigures(2, 0.5, List.of(part));
        assertThat(figures.isRight()).isTrue();
        String report = ScaleReport.of(parse("--prices f.csv"), figures);
        assertThat(report)
                .contains("| 60 | 3 | 6 | 42 | **4.0** | 90.0 | 0.5 | 512 (optimizer 512) |")
                // 5 s, of which half a second until it was taken apart and 2.25 s in stages
                .contains("| 60 | 0.10 | 0.40 | clusters 2.00 (5.000 %), polish 0.25 (0.500 %) | 2.25 |");
    }
}
