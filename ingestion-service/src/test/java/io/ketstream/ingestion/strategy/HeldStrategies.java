package io.ketstream.ingestion.strategy;

import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.model.Digest;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Strategies in memory, without idempotency keys, and what they are to be told.
final class HeldStrategies implements StrategyStore, ArrivalQueue {

    private final Map<StrategyId, Strategy> strategies = new HashMap<>();
    private final Map<StrategyId, Deque<Arrival>> arrivals = new LinkedHashMap<>();
    private final Map<StrategyId, Instant> busy = new HashMap<>();
    private final List<StrategyInput> inputs = new ArrayList<>();
    private final Set<StrategyId> failing;
    private long numbered;
    private Duration longest = Duration.ZERO;

    /// @param failing strategies that nothing can be told
    HeldStrategies(Set<StrategyId> failing) {
        this.failing = failing;
    }

    /// Everything that strategies were told.
    List<StrategyInput> inputs() {
        return inputs;
    }

    /// The markets among it.
    List<StrategyMarketArrived> told() {
        return inputs.stream()
                .filter(StrategyMarketArrived.class::isInstance)
                .map(StrategyMarketArrived.class::cast)
                .toList();
    }

    void arrive(StrategyId id, StoredSnapshot snapshot) {
        add(id, new Arrival(++numbered, false, null, snapshot.digest(), snapshot.closes(), null));
    }

    /// As if a market had waited so long.
    void waitFor(Duration time) {
        longest = time;
    }

    private void add(StrategyId id, Arrival arrival) {
        arrivals.computeIfAbsent(id, any -> new ArrayDeque<>()).add(arrival);
    }

    @Override
    public Optional<Accepted> findByKey(String idempotencyKey) {
        return Optional.empty();
    }

    @Override
    public Optional<Strategy> find(StrategyId id) {
        return Optional.ofNullable(strategies.get(id));
    }

    @Override
    public long pending(StrategyId id) {
        return arrivals.getOrDefault(id, new ArrayDeque<>()).size();
    }

    @Override
    public boolean insert(
            Strategy strategy, Digest requestDigest, @Nullable String idempotencyKey, List<HistoryStep> steps) {
        strategies.put(strategy.id(), strategy);
        for (HistoryStep step : steps) {
            add(strategy.id(), new Arrival(++numbered, step.equals(steps.getLast()), step, null, null, null));
        }
        return true;
    }

    @Override
    public Optional<Strategy> change(StrategyId id, UnaryOperator<Strategy> change) {
        return Optional.ofNullable(strategies.computeIfPresent(id, (same, strategy) -> change.apply(strategy)));
    }

    @Override
    public Optional<Strategy> halt(StrategyId id, UnaryOperator<Strategy> change) {
        return change(id, change);
    }

    @Override
    public void end(StrategyId id) {
        change(id, strategy -> strategy.stopped(strategy.changedAt()));
    }

    @Override
    public Waiting waits() {
        return new Waiting(arrivals.values().stream().mapToLong(Deque::size).sum(), longest);
    }

    @Override
    public List<StrategyId> waiting() {
        return arrivals.entrySet().stream()
                .filter(waiting -> !waiting.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(this::isPast))
                .toList();
    }

    private boolean isPast(StrategyId id) {
        Strategy strategy = strategies.get(id);
        return strategy != null && strategy.settings().history() != null;
    }

    @Override
    public Optional<Arrival> oldest(StrategyId id) {
        return Optional.ofNullable(arrivals.getOrDefault(id, new ArrayDeque<>()).peek());
    }

    @Override
    public boolean begin(StrategyId id, Instant until) {
        return busy.putIfAbsent(id, until) == null;
    }

    @Override
    public void made(StrategyId id, Arrival step, Digest snapshot, Quotes closes) {
        replace(id, new Arrival(step.id(), step.last(), step.step(), snapshot, closes, null));
    }

    @Override
    public void refused(StrategyId id, Arrival step, Quotes closes, String refusal) {
        replace(id, new Arrival(step.id(), step.last(), step.step(), null, closes, refusal));
    }

    private void replace(StrategyId id, Arrival oldest) {
        busy.remove(id);
        Deque<Arrival> waiting = arrivals.getOrDefault(id, new ArrayDeque<>());
        waiting.remove();
        waiting.addFirst(oldest);
    }

    @Override
    public boolean send(StrategyId id, BiFunction<Strategy, Arrival, List<StrategyInput>> tell) {
        if (failing.contains(id)) {
            throw new IllegalStateException("nothing can be told " + id);
        }
        Deque<Arrival> waiting = arrivals.getOrDefault(id, new ArrayDeque<>());
        Strategy strategy = strategies.get(id);
        Arrival oldest = waiting.peek();
        if (strategy == null || oldest == null) {
            return false;
        }
        if (strategy.status() != StrategyStatus.STOPPED) {
            inputs.addAll(tell.apply(strategy, oldest));
        }
        waiting.remove();
        return true;
    }
}
