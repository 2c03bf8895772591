package io.ketstream.optimizer.strategy;

import io.ketstream.model.strategy.PeriodReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a portfolio from its trades to the next ones.
final class Periods {

    private static final double YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final int FEWEST_RETURNS = 3;

    private Periods() {}

    /// @param equity after the trades
    static StrategyState.Marks begun(Instant now, long equity) {
        return new StrategyState.Marks(now, now, equity, 0, 0, 0);
    }

    /// A mark that is not later than the last one is a correction, and no return.
    static StrategyState.Marks marked(StrategyState.Marks marks, Instant now, long equity) {
        if (marks.last() == null || !now.isAfter(marks.last()) || marks.equity() <= 0 || equity <= 0) {
            return new StrategyState.Marks(
                    marks.begun(), marks.last(), equity, marks.count(), marks.sum(), marks.squares());
        }
        double change = Math.log((double) equity / marks.equity());
        return new StrategyState.Marks(
                marks.begun(), now, equity, marks.count() + 1, marks.sum() + change, marks.squares() + change * change);
    }

    static PeriodReport report(Period over, StrategyState.Marks marks, Instant now) {
        double years =
                marks.begun() == null ? 0 : Duration.between(marks.begun(), now).toMillis() / YEAR_MILLIS;
        return new PeriodReport(
                over.from(),
                over.to(),
                Books.money(over.begin()),
                Books.money(over.end()),
                years,
                over.forecast().expectedReturn(),
                over.forecast().risk(),
                over.realisedReturn(),
                risk(marks, years));
    }

    /// The standard deviation of the returns between marks, for a year with as many of them.
    private static @Nullable Double risk(StrategyState.Marks marks, double years) {
        int count = marks.count();
        if (count < FEWEST_RETURNS || years <= 0) {
            return null;
        }
        double variance = (marks.squares() - marks.sum() * marks.sum() / count) / (count - 1);
        return Math.sqrt(Math.max(0, variance) * count / years);
    }
}
