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
        return new StrategyState.Marks(now, now, equity, equity, 0, 0, 0);
    }

    /// A mark of the same time as the last one takes its place.
    static StrategyState.Marks marked(StrategyState.Marks marks, Instant now, long equity) {
        if (marks.last() == null || marks.equity() <= 0 || equity <= 0) {
            return marks;
        }
        if (now.isAfter(marks.last())) {
            return with(marks, now, marks.equity(), equity, marks.count(), marks.sum(), marks.squares());
        }
        if (marks.count() == 0) {
            return marks;
        }
        double last = change(marks.previous(), marks.equity());
        return with(
                marks,
                marks.last(),
                marks.previous(),
                equity,
                marks.count() - 1,
                marks.sum() - last,
                marks.squares() - last * last);
    }

    private static StrategyState.Marks with(
            StrategyState.Marks marks, Instant now, long previous, long equity, int count, double sum, double squares) {
        double change = change(previous, equity);
        return new StrategyState.Marks(
                marks.begun(), now, previous, equity, count + 1, sum + change, squares + change * change);
    }

    private static double change(long from, long to) {
        return Math.log((double) to / from);
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
