package io.ketstream.results.strategy.report;

import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.results.strategy.Epoch;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.Strategies;
import io.ketstream.results.strategy.StrategyView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a report is made of, read once from the beginning. Figures are of every snapshot and epoch; of long courses
/// only some are kept to be drawn.
///
/// @param points some of the snapshots, the first and the last among them
/// @param holdings some of the epochs' ends, likewise
/// @param efforts of all epochs that have ended
/// @param periods that tell a realised risk
record Course(
        List<EquityPoint> points,
        long snapshots,
        List<Performance> performances,
        List<Held> holdings,
        List<Effort> efforts,
        List<PeriodReport> periods) {

    private static final int MOST_DRAWN = 1000;
    private static final int MOST_HELD = 300;
    private static final int CHUNK = 1000;
    private static final int EPOCHS = 50;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /// What was held after an epoch: weights by symbol.
    record Held(String time, Map<String, Double> weights) {}

    /// What the run of an epoch took.
    record Effort(String time, int evaluations, boolean warm) {}

    static Course of(Strategies strategies, StrategyView view) {
        long total = strategies.equity(view.strategyId(), 0, 1).total();
        var points = new Thinned<EquityPoint>(total, MOST_DRAWN);
        var curves = new EnumMap<BookName, Curve>(BookName.class);
        double capital = view.settings().capital().doubleValue();
        List<EquityPoint> chunk = strategies.equityAfter(view.strategyId(), Long.MIN_VALUE, CHUNK);
        while (!chunk.isEmpty()) {
            for (EquityPoint point : chunk) {
                points.add(point);
                add(curves, point, capital);
            }
            chunk = strategies.equityAfter(view.strategyId(), chunk.getLast().sequence(), CHUNK);
        }
        var holdings = new Thinned<Held>(view.epoch(), MOST_HELD);
        var efforts = new ArrayList<Effort>();
        var periods = new ArrayList<PeriodReport>();
        List<Epoch> epochs = strategies.epochsAfter(view.strategyId(), 0, EPOCHS);
        while (!epochs.isEmpty()) {
            for (Epoch epoch : epochs) {
                StrategyEpochEnded ended = epoch.ended();
                if (ended != null) {
                    String time = time(ended.moment().asOf(), ended.moment().until());
                    StrategyEpochBegun begun = epoch.begun();
                    efforts.add(new Effort(time, ended.evaluations(), begun != null && begun.warm()));
                    holdings.add(new Held(time, weights(ended.holdings())));
                    PeriodReport period = ended.period();
                    if (period != null && period.realisedRisk() != null) {
                        periods.add(period);
                    }
                }
            }
            epochs = strategies.epochsAfter(view.strategyId(), epochs.getLast().number(), EPOCHS);
        }
        return new Course(points.kept(), points.added(), performances(curves, view), holdings.kept(), efforts, periods);
    }

    private static void add(Map<BookName, Curve> curves, EquityPoint point, double capital) {
        LocalDate asOf = point.asOf();
        Instant until = point.until();
        Instant time = until == null ? asOf.atStartOfDay(ZoneOffset.UTC).toInstant() : until;
        for (Map.Entry<BookName, BigDecimal> book : point.equity().entrySet()) {
            curves.computeIfAbsent(book.getKey(), name -> new Curve(capital))
                    .add(time, book.getValue().doubleValue());
        }
    }

    private static List<Performance> performances(Map<BookName, Curve> curves, StrategyView view) {
        var books = new EnumMap<BookName, Book>(BookName.class);
        view.books().forEach(book -> books.put(book.name(), book));
        return curves.entrySet().stream()
                .map(curve -> curve.getValue().performance(curve.getKey(), books.get(curve.getKey())))
                .toList();
    }

    private static Map<String, Double> weights(List<Holding> holdings) {
        var weights = new TreeMap<String, Double>();
        holdings.forEach(holding -> weights.merge(holding.symbol(), holding.weight(), Double::sum));
        return weights;
    }

    /// The day; of bars of ticks the minute.
    static String time(LocalDate asOf, @Nullable Instant until) {
        return until == null ? asOf.toString() : Objects.requireNonNull(MINUTES.format(until));
    }

    /// The first, the last, and some at even distances between.
    private static final class Thinned<T> {
        private final long step;
        private final List<T> kept = new ArrayList<>();
        private long added;
        private boolean isLastKept = true;
        private @Nullable T last;

        Thinned(long total, int most) {
            this.step = Math.max(1, (total + most - 1) / most);
        }

        void add(T one) {
            isLastKept = added % step == 0;
            if (isLastKept) {
                kept.add(one);
            }
            last = one;
            added++;
        }

        long added() {
            return added;
        }

        List<T> kept() {
            var all = new ArrayList<>(kept);
            if (!isLastKept && last != null) {
                all.add(last);
            }
            return all;
        }
    }
}
