package io.ketstream.ingestion.tick;

import io.ketstream.ingestion.tick.BarBatch.LateBar;
import io.ketstream.ingestion.tick.BarBatch.Position;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store of one partition in memory, which takes every bar once.
final class StoredBars implements BarStore {

    private final Map<String, Bar> bars = new TreeMap<>();
    private final Map<String, Instant> closedUntil = new HashMap<>();
    private final Map<LateBar, Long> late = new HashMap<>();
    private Position position = Position.BEGINNING;

    @Override
    public Optional<Position> position(int partition) {
        return Optional.of(position);
    }

    @Override
    public Optional<Instant> closedUntil(int partition, String symbol) {
        return Optional.ofNullable(closedUntil.get(symbol));
    }

    @Override
    public void store(BarBatch batch) {
        if (!batch.before().equals(position)) {
            throw new PartitionTakenException(batch.partition());
        }
        position = batch.after();
        for (Bar bar : batch.bars()) {
            Bar before = bars.put(TickStream.name(bar.symbol(), bar.start()), bar);
            if (before != null) {
                throw new IllegalStateException("stored twice: " + before + " and " + bar);
            }
            closedUntil.merge(bar.symbol(), bar.start().plus(bar.length()), (a, b) -> a.isAfter(b) ? a : b);
        }
        batch.late().forEach((bar, ticks) -> late.merge(bar, ticks, Long::sum));
    }

    Map<String, Bar> bars() {
        return bars;
    }

    long duplicates() {
        return bars.values().stream().mapToLong(Bar::duplicates).sum();
    }

    long late() {
        return late.values().stream().mapToLong(Long::longValue).sum();
    }

    Position position() {
        return position;
    }
}
