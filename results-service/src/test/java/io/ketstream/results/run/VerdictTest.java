package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.Sense;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "21, 21, 17, MAXIMIZE, 0101, EQUAL",
        "22, 21, 17, MAXIMIZE, 0101, BETTER",
        "20, 21, 17, MAXIMIZE, 0101, WORSE",
        "-3, -2, 0, MINIMIZE, 01, BETTER",
        "-2, -3, 0, MINIMIZE, 01, WORSE",
        // rounding of sampled sums
        "0.3, 0.30000000000000004, 0.1, MINIMIZE, 01, EQUAL",
        "0.3, 0.3000001, 0.1, MINIMIZE, 01, BETTER",
        // an optimum of zero, judged by the scale of the problem
        "1e-17, 0, 5, MINIMIZE, 01, EQUAL",
        "0, 0, 0, MINIMIZE, 01, EQUAL",
        // expectations agree to six digits
        "-1.1372701, -1.1372709, 0.1, MINIMIZE, , EQUAL",
        "-1.13727, -1.13720, 0.1, MINIMIZE, , BETTER",
    })
    void comparesInTheUsersSense(
            double ours, double theirs, double mean, Sense sense, @Nullable String bits, Verdict expected) {
        var best = new BestSolution(ours, sense, bits, true, RealVector.zeros(1));
        assertThat(Verdict.of(best, controls(theirs, mean))).isEqualTo(expected);
    }

    @Test
    void aSelectionWithoutABitStringIsASumAndNoExpectation() {
        var best = new BestSolution(-1.1372709, Sense.MINIMIZE, null, true, RealVector.of(), List.of("A"));
        assertThat(Verdict.of(best, controls(-1.1372701, 0.1))).isEqualTo(Verdict.BETTER);
    }

    private static Controls controls(double heuristic, double mean) {
        return new Controls(
                null,
                null,
                new Controls.Heuristic(heuristic, null, "tabu", 1, 0),
                new Controls.RandomSampling(mean, mean, 0, 1, "uniform", 0));
    }
}
