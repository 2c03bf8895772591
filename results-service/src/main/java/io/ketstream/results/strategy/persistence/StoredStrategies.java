package io.ketstream.results.strategy.persistence;

import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.results.run.Paged;
import io.ketstream.results.strategy.Epoch;
import io.ketstream.results.strategy.EpochView;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.Strategies;
import io.ketstream.results.strategy.StrategyFilter;
import io.ketstream.results.strategy.StrategyJson;
import io.ketstream.results.strategy.StrategySummary;
import io.ketstream.results.strategy.StrategyView;
import io.ketstream.results.strategy.TradeView;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// [Strategies] in PostgreSQL. A page and its total are of one moment.
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class StoredStrategies implements Strategies {

    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private static final String FILTER = """
            started_at is not null and (cast(:status as text) is null or status = :status)
            and (cast(:universe as text) is null or universe = :universe)""";

    private static final String OF_EPOCHS = """
            select body from strategy_fact where strategy_id = :strategy and epoch in (
                select distinct epoch from strategy_fact where strategy_id = :strategy and epoch > :after
                order by epoch limit :limit offset :offset)
            order by epoch, number""";

    private static final String EQUITY = """
            select equity from (
                select distinct on (sequence) sequence, equity from strategy_fact
                where strategy_id = :strategy and equity is not null and sequence > :after
                order by sequence, number desc) newest
            order by sequence limit :limit offset :offset""";

    /// The ends of epochs with a trade of the page, each with the number of trades before it.
    private static final String WITH_TRADES = """
            select body, before from (
                select number, body, trades, sum(trades) over (order by number) - trades as before
                from strategy_fact where strategy_id = :strategy and trades > 0) counted
            where before < :to and before + trades > :from order by number""";

    private final JdbcClient jdbc;
    private final EventCodec codec;

    StoredStrategies(JdbcClient jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public Optional<StrategyView> find(StrategyId strategy) {
        return jdbc.sql("select facts from strategy where strategy_id = ?")
                .param(strategy.value())
                .query((row, number) -> row.getString(1))
                .optional()
                .map(StrategyJson::readFacts)
                .flatMap(StrategyView::of);
    }

    @Override
    public boolean exists(StrategyId strategy) {
        return jdbc.sql("select exists (select from strategy where strategy_id = ? and started_at is not null)")
                .param(strategy.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Paged<StrategySummary> list(StrategyFilter filter, int page, int size) {
        var parameters = new TreeMap<String, @Nullable Object>();
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put("universe", filter.universe());
        long total = jdbc.sql("select count(*) from strategy where " + FILTER)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("limit", size);
        parameters.put("offset", (long) page * size);
        List<StrategySummary> items = jdbc
                .sql("select facts from strategy where " + FILTER
                        + " order by started_at desc, strategy_id limit :limit offset :offset")
                .params(parameters)
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .map(StrategyJson::readFacts)
                .map(StrategySummary::of)
                .flatMap(Optional::stream)
                .toList();
        return new Paged<>(items, page, size, total);
    }

    @Override
    public Paged<EpochView> epochs(StrategyId strategy, int page, int size) {
        long total = count("select count(distinct epoch) from strategy_fact where strategy_id = ?", strategy);
        return new Paged<>(
                epochs(strategy, 0, size, (long) page * size).stream()
                        .map(EpochView::of)
                        .toList(),
                page,
                size,
                total);
    }

    @Override
    public List<Epoch> epochsAfter(StrategyId strategy, int epoch, int limit) {
        return epochs(strategy, epoch, limit, 0);
    }

    private List<Epoch> epochs(StrategyId strategy, int after, int limit, long offset) {
        var epochs = new TreeMap<Integer, Epoch>();
        for (String body : page(OF_EPOCHS, strategy, after, limit, offset)) {
            switch (fact(body)) {
                case StrategyEpochBegun begun -> epochs.put(begun.epoch(), new Epoch(begun.epoch(), begun, null));
                case StrategyEpochEnded ended -> {
                    Epoch known = epochs.get(ended.epoch());
                    epochs.put(ended.epoch(), new Epoch(ended.epoch(), known == null ? null : known.begun(), ended));
                }
                case StrategyAccepted accepted -> throw ofNoEpoch(accepted);
                case StrategyMarketSeen seen -> throw ofNoEpoch(seen);
            }
        }
        return List.copyOf(epochs.values());
    }

    private static IllegalStateException ofNoEpoch(StrategyFact fact) {
        return new IllegalStateException("fact " + fact.number() + " of " + fact.strategyId() + " has no epoch");
    }

    @Override
    public Paged<TradeView> trades(StrategyId strategy, int page, int size) {
        long total = count(
                "select coalesce(sum(trades), 0) from strategy_fact where strategy_id = ? and trades > 0", strategy);
        long from = (long) page * size;
        long to = from + size;
        var items = new ArrayList<TradeView>();
        jdbc.sql(WITH_TRADES)
                .params(Map.of("strategy", strategy.value(), "from", from, "to", to))
                .query(row -> {
                    List<TradeView> trades = TradeView.of(end(row.getString(1)));
                    long before = row.getLong(2);
                    int first = (int) Math.max(0, from - before);
                    int last = (int) Math.min(trades.size(), to - before);
                    items.addAll(trades.subList(first, last));
                });
        return new Paged<>(items, page, size, total);
    }

    @Override
    public Paged<EquityPoint> equity(StrategyId strategy, int page, int size) {
        long total = count(
                "select count(distinct sequence) from strategy_fact where strategy_id = ? and equity is not null",
                strategy);
        return new Paged<>(equity(strategy, BEFORE_ALL, size, (long) page * size), page, size, total);
    }

    @Override
    public List<EquityPoint> equityAfter(StrategyId strategy, long sequence, int limit) {
        return equity(strategy, sequence, limit, 0);
    }

    private List<EquityPoint> equity(StrategyId strategy, long after, int limit, long offset) {
        return page(EQUITY, strategy, after, limit, offset).stream()
                .map(StrategyJson::readPoint)
                .toList();
    }

    private List<String> page(String query, StrategyId strategy, long after, int limit, long offset) {
        return jdbc.sql(query)
                .params(Map.of("strategy", strategy.value(), "after", after, "limit", limit, "offset", offset))
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long count(String query, StrategyId strategy) {
        return jdbc.sql(query).param(strategy.value()).query(Long.class).single();
    }

    private StrategyEpochEnded end(String body) {
        return codec.decode(body.getBytes(StandardCharsets.UTF_8), StrategyEpochEnded.class);
    }

    private StrategyFact fact(String body) {
        return codec.decode(body.getBytes(StandardCharsets.UTF_8), StrategyFact.class);
    }
}
