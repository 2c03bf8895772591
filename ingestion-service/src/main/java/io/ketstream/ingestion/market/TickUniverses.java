package io.ketstream.ingestion.market;

import io.ketstream.ingestion.market.TickUniverseStore.Due;
import io.ketstream.ingestion.market.TickUniverseStore.Status;
import io.ketstream.model.InvalidValueException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Universes of ticks, and their snapshots.
public final class TickUniverses {

    private final TickUniverseStore store;
    private final Clock clock;
    private final Announcements announcements;
    private final Duration storedLength;
    private final Duration interval;

    /// @param address where this service is reached, for links
    /// @param storedLength of the bars that are stored
    /// @param interval the shortest time between two snapshots of a universe
    public TickUniverses(TickUniverseStore store, URI address, Clock clock, Duration storedLength, Duration interval) {
        this.store = store;
        this.clock = clock;
        this.announcements = new Announcements(address, clock);
        this.storedLength = storedLength;
        this.interval = interval;
    }

    /// Of the bars that are stored; a universe's bars are a multiple of it.
    public Duration storedLength() {
        return storedLength;
    }

    /// Makes snapshots of the universe from now on, or in another way than before.
    ///
    /// @throws InvalidValueException naming the field
    public Status follow(TickUniverse universe) {
        Market.requireName(universe.universe());
        if (universe.barLength().toSeconds() % storedLength.toSeconds() != 0) {
            throw new InvalidValueException(
                    "barLength", "must be a multiple of " + storedLength + ", not " + universe.barLength());
        }
        store.follow(universe);
        return new Status(universe, null, null);
    }

    public Optional<Status> find(String universe) {
        return store.find(universe);
    }

    /// Makes the snapshots of universes with new bars, as often as their interval permits. What goes wrong with one is
    /// thrown after the others had their turn.
    public void makeDue() {
        RuntimeException failure = null;
        for (Due due : store.due(clock.instant().minus(interval))) {
            try {
                make(due);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void make(Due due) {
        TickUniverse universe = due.universe();
        PriceTable prices = store.bars(universe);
        StoredSnapshot snapshot;
        try {
            snapshot = StoredSnapshot.of(
                    universe.universe(), MarketSnapshot.of(prices, universe.estimator()), prices.quotes());
        } catch (InvalidValueException e) {
            store.refuse(due, String.valueOf(e.getMessage()));
            return;
        }
        store.publish(due, snapshot, prices, announcements.of(snapshot));
    }
}
