package io.ketstream.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void thatNothingDiffersIsSaid() {
        assertThat(Verdict.of(List.of(stages(-1, -1, 0), stages(-2, -2, 0)), true))
                .isEqualTo("Of 2 rebalancings QAOA selected what the classical swap heuristic selects in 2, something"
                        + " better in 0, something worse in 0. Their portfolios are the same, trade for trade.");
    }

    @Test
    void gainsAndLossesAreCountedAndAveraged() {
        // (0.5 − 1)/10 of two
        assertThat(Verdict.of(List.of(stages(-1.5, -1, 2), stages(-1, -2, 1)), false))
                .contains("in 0, something better in 1, something worse in 1")
                .contains("2.5000 percentage points of risk-adjusted return a year lost. Their portfolios differ.");
        assertThat(Verdict.of(List.of(stages(-1.5, -1, 2)), false))
                .contains("5.0000 percentage points of risk-adjusted return a year gained.");
    }

    /// f has what a K-th of the capital in each asset has, however many of a range are selected.
    @Test
    void returnsOfAYearAreOfTheMostThatMayBeSelected() {
        Stages stages = stages(-1.5, -1, 2);
        assertThat(stages.selected()).isLessThan(stages.most());
        assertThat(stages.gap(stages.chosen())).isEqualTo(0.15);
    }

    private static Stages stages(double chosen, double heuristic, int differing) {
        return new Stages(
                LocalDate.of(2026, 1, 5),
                40,
                10,
                7,
                5,
                8,
                true,
                100,
                5,
                -3,
                -1,
                -1,
                chosen,
                null,
                chosen,
                heuristic,
                differing);
    }
}
