package io.ketstream.optimizer.strategy;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The strategies of a partition: takes each record into account once, tells what comes of it, and tells it again when
/// the record comes again.
public final class StrategyDesk {

    private static final int REMEMBERED = 64;

    private final StrategyRows rows;
    private final StrategyFormat format;
    private final Consumer<Event> tell;
    private final Consumer<AssessmentTask> assess;
    private final Set<StrategyId> stopped = new HashSet<>();
    private final Map<StrategyId, StrategyRows.Kept> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StrategyId, StrategyRows.Kept> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param assess to be answered by a [io.ketstream.model.event.StrategyAssessed] in the topic; asked again after
    ///     every restart until then
    public StrategyDesk(
            StrategyRows rows, StrategyFormat format, Consumer<Event> tell, Consumer<AssessmentTask> assess) {
        this.rows = rows;
        this.format = format;
        this.tell = tell;
        this.assess = assess;
    }

    /// Asks again for what was being asked for.
    public void restore() {
        for (StrategyId strategy : rows.strategies()) {
            StrategyRows.Kept kept = rows.last(strategy);
            if (kept != null) {
                request(strategy, kept.state());
            }
        }
    }

    /// Forgets what strategies do not need, and what those sent that were stopped before the last call. To be called
    /// now and then.
    public void sweep() {
        var now = new HashSet<StrategyId>();
        for (StrategyId strategy : rows.strategies()) {
            StrategyRows.Kept kept = rows.last(strategy);
            if (kept == null) {
                continue;
            }
            rows.forgetNotNeeded(strategy, kept);
            if (kept.state().status() == StrategyStatus.STOPPED) {
                now.add(strategy);
                if (stopped.contains(strategy)) {
                    rows.forgetSent(strategy);
                }
            }
        }
        stopped.clear();
        stopped.addAll(now);
    }

    /// @throws RefusedInputException when the record makes no sense; nothing has changed then
    public void take(StrategyInput input, long offset) {
        StrategyId strategy = input.strategyId();
        StrategyRows.Kept kept = known.computeIfAbsent(strategy, this::read);
        if (offset <= kept.offset()) {
            rows.keepAgain(strategy, offset, kept);
            rows.sent(strategy, offset).forEach(tell);
            return;
        }
        StrategyState before = kept.state();
        Strategy.Step step = step(before, input, offset);
        if (step.state().equals(before) && step.told().isEmpty()) {
            rows.forgetMarket(strategy, offset);
            return;
        }
        StrategyState after = rows.keep(strategy, offset, before, step.state(), step.told());
        known.put(strategy, new StrategyRows.Kept(offset, after));
        step.told().forEach(tell);
        if (!Objects.equals(before.assessed(), step.state().assessed())) {
            request(strategy, step.state());
        }
    }

    private Strategy.Step step(StrategyState before, StrategyInput received, long offset) {
        StrategyId strategy = received.strategyId();
        try {
            StrategyInput input = whole(received, before);
            if (input instanceof StrategyMarketArrived || input instanceof StrategyQuotesArrived) {
                rows.keepMarket(strategy, offset, input);
            }
            return Strategy.take(before, input, offset, at -> rows.market(strategy, at), format);
        } catch (IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | NullPointerException
                | NoSuchElementException
                | ClassCastException e) {
            rows.forgetMarket(strategy, offset);
            throw new RefusedInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /// A market with its prices, where they came ahead of it.
    private StrategyInput whole(StrategyInput input, StrategyState before) {
        Long ahead = before.quotes();
        if (ahead == null || !(input instanceof StrategyMarketArrived market)) {
            return input;
        }
        StrategyQuotesArrived quotes = rows.quotes(input.strategyId(), ahead);
        return quotes != null && quotes.sequence() == market.moment().sequence()
                ? market.with(quotes.quotes())
                : market;
    }

    private StrategyRows.Kept read(StrategyId strategy) {
        StrategyRows.@Nullable Kept last = rows.last(strategy);
        return last == null ? new StrategyRows.Kept(-1, StrategyState.NONE) : last;
    }

    private void request(StrategyId strategy, StrategyState state) {
        MarketRef assessed = state.assessed();
        StrategyState.Choice chosen = state.chosen();
        if (assessed == null || chosen == null || state.settings() == null) {
            return;
        }
        Ledger own = new Books(state.books(), state.settings()).own();
        var holding = new TreeMap<String, Double>();
        own.held().forEach(symbol -> holding.put(symbol, own.weight(symbol)));
        assess.accept(new AssessmentTask(
                strategy,
                assessed.offset(),
                rows.market(strategy, assessed.offset()),
                rows.market(strategy, chosen.market().offset()),
                holding,
                state.settings()));
    }
}
