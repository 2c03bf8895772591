package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.BarSeries;
import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.ingestion.market.TickQuality;
import io.ketstream.ingestion.market.TickUniverse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The prices of a universe of ticks: the closes of its newest bars. A bar of the universe is made of stored bars that
/// follow each other, and is there once stored bars reach its end.
@Component
class BarTable {

    /// Steps in which the time is widened that is looked through, where markets were closed.
    private static final int WIDER = 8;

    private static final String BAR = "date_bin(make_interval(secs => ?), start, timestamptz 'epoch')";

    /// Rows fetched at a time, so that all of a large universe's need not be in memory before the first is read.
    private static final int FETCH = 10_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    BarTable(DataSource source, TransactionTemplate transaction) {
        this.jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        this.transaction = transaction;
    }

    Optional<TickUniverse> find(String universe) {
        return jdbc
                .query(
                        "select * from ingestion.tick_universe where universe = ?",
                        (row, number) -> universe(row),
                        universe)
                .stream()
                .findFirst();
    }

    static TickUniverse universe(ResultSet row) throws SQLException {
        Double decay = row.getObject("decay", Double.class);
        return new TickUniverse(
                row.getString("universe"),
                List.of((String[]) row.getArray("symbols").getArray()),
                Duration.ofSeconds(row.getInt("seconds")),
                row.getInt("bars"),
                new CovarianceEstimator(CovarianceMethod.valueOf(row.getString("covariance")), decay),
                row.getInt("periods_per_year"));
    }

    /// @param last the day of the last bar, where given
    PriceTable read(TickUniverse universe, @Nullable LocalDate last) {
        return Objects.requireNonNull(transaction.execute(status -> readAtOnce(universe, last)));
    }

    private PriceTable readAtOnce(TickUniverse universe, @Nullable LocalDate last) {
        Instant end = end(universe);
        if (last != null) {
            Instant nextDay = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            end = end.isAfter(nextDay) ? nextDay : end;
        }
        return table(universe, bars(universe, end), end);
    }

    /// The last time that bars of the universe end at and stored bars reach.
    private Instant end(TickUniverse universe) {
        Timestamp newest = jdbc.queryForObject(
                "select max(b.start + make_interval(secs => b.seconds)) "
                        + "from unnest(?::varchar[]) as wanted (symbol) cross join lateral "
                        + "(select start, seconds from ingestion.market_bar "
                        + "where symbol = wanted.symbol order by start desc limit 1) b",
                Timestamp.class,
                (Object) symbols(universe));
        long seconds = newest == null ? 0 : newest.toInstant().getEpochSecond();
        return Instant.ofEpochSecond(
                seconds - Math.floorMod(seconds, universe.barLength().toSeconds()));
    }

    private Instant oldest(TickUniverse universe) {
        Timestamp oldest = jdbc.queryForObject(
                "select min(b.start) from unnest(?::varchar[]) as wanted (symbol) cross join lateral "
                        + "(select start from ingestion.market_bar "
                        + "where symbol = wanted.symbol order by start limit 1) b",
                Timestamp.class,
                (Object) symbols(universe));
        return oldest == null ? Instant.MAX : oldest.toInstant();
    }

    /// The starts of the newest bars, in ascending order.
    private List<Instant> bars(TickUniverse universe, Instant end) {
        Instant oldest = oldest(universe);
        Duration span = universe.barLength().multipliedBy(universe.bars());
        while (true) {
            Instant from = end.minus(span);
            List<Instant> starts = jdbc.query(
                    "select distinct " + BAR + " as bar from ingestion.market_bar "
                            + "where symbol = any (?::varchar[]) and start >= ? and start < ? order by bar desc limit ?",
                    (row, number) -> row.getTimestamp("bar").toInstant(),
                    universe.barLength().toSeconds(),
                    symbols(universe),
                    Timestamp.from(from),
                    Timestamp.from(end),
                    universe.bars());
            if (starts.size() == universe.bars() || !oldest.isBefore(from)) {
                return starts.reversed();
            }
            span = span.multipliedBy(WIDER);
        }
    }

    private PriceTable table(TickUniverse universe, List<Instant> bars, Instant end) {
        Map<Instant, Integer> bar = index(bars);
        Map<String, Integer> symbol = index(universe.symbols());
        double[][] closes = new double[bars.size()][universe.symbols().size()];
        for (double[] row : closes) {
            Arrays.fill(row, Double.NaN);
        }
        Timestamp from = Timestamp.from(bars.isEmpty() ? end : bars.getFirst());
        long[] sums = new long[3];
        jdbc.query(
                "select symbol, " + BAR + " as bar, (array_agg(close order by last_at desc, start desc, partition))[1] "
                        + "as close, sum(ticks) as ticks, sum(duplicates) as duplicates from ingestion.market_bar "
                        + "where symbol = any (?::varchar[]) and start >= ? and start < ? group by symbol, bar",
                row -> {
                    Integer t = bar.get(row.getTimestamp("bar").toInstant());
                    Integer i = symbol.get(row.getString("symbol"));
                    if (t != null && i != null) {
                        closes[t][i] = row.getDouble("close");
                        sums[0] += row.getLong("ticks");
                        sums[1] += row.getLong("duplicates");
                        sums[2]++;
                    }
                },
                universe.barLength().toSeconds(),
                symbols(universe),
                from,
                Timestamp.from(end));
        Long late = jdbc.queryForObject(
                "select coalesce(sum(ticks), 0) from ingestion.late_tick "
                        + "where symbol = any (?::varchar[]) and start >= ? and start < ?",
                Long.class,
                symbols(universe),
                from,
                Timestamp.from(end));
        var quality = new TickQuality(
                bars.isEmpty() ? end : bars.getLast().plus(universe.barLength()),
                universe.barLength(),
                bars.size(),
                sums[0],
                sums[1],
                late == null ? 0 : late,
                (long) bars.size() * universe.symbols().size() - sums[2]);
        return PriceTable.ofBars(
                bars.stream()
                        .map(start -> LocalDate.ofInstant(start, ZoneOffset.UTC))
                        .toList(),
                universe.symbols(),
                closes,
                new BarSeries(universe.periodsPerYear(), quality));
    }

    private static String[] symbols(TickUniverse universe) {
        return universe.symbols().toArray(String[]::new);
    }

    private static <T> Map<T, Integer> index(List<T> values) {
        var index = new HashMap<T, Integer>();
        IntStream.range(0, values.size()).forEach(k -> index.put(values.get(k), k));
        return index;
    }
}
