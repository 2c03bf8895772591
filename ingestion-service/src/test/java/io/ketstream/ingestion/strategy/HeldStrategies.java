package io.ketstream.ingestion.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private final List<StrategyMarketArrived> told = new ArrayList<>();
    private final Set<StrategyId> failing;
    private long numbered;

    /// @param failing strategies that nothing can be told
    HeldStrategies(Set<StrategyId> failing) {
        this.failing = failing;
    }

    List<StrategyMarketArrived> told() {
        return told;
    }

    void arrive(StrategyId id, Digest snapshot) {
        add(id, new Arrival(++numbered, false, null, snapshot, null));
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
            add(strategy.id(), new Arrival(++numbered, step.equals(steps.getLast()), step, null, null));
        }
        return true;
    }

    @Override
    public Optional<Strategy> change(StrategyId id, UnaryOperator<Strategy> change) {
        return Optional.ofNullable(strategies.computeIfPresent(id, (same, strategy) -> change.apply(strategy)));
    }

    @Override
    public List<StrategyId> waiting() {
        return arrivals.entrySet().stream()
                .filter(waiting -> !waiting.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
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
    public void made(StrategyId id, Arrival step, Digest snapshot) {
        replace(id, new Arrival(step.id(), step.last(), step.step(), snapshot, null));
    }

    @Override
    public void refused(StrategyId id, Arrival step, Arrival.Refused refused) {
        replace(id, new Arrival(step.id(), step.last(), step.step(), null, refused));
    }

    private void replace(StrategyId id, Arrival oldest) {
        busy.remove(id);
        Deque<Arrival> waiting = arrivals.getOrDefault(id, new ArrayDeque<>());
        waiting.remove();
        waiting.addFirst(oldest);
    }

    @Override
    public boolean send(StrategyId id, BiFunction<Strategy, Arrival, StrategyMarketArrived> tell) {
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
            told.add(tell.apply(strategy, oldest));
        }
        waiting.remove();
        return true;
    }
}
