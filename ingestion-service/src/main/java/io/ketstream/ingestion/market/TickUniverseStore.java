package io.ketstream.ingestion.market;

import io.ketstream.model.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where universes of ticks are kept, and which of them have new bars.
public interface TickUniverseStore {

    /// A universe, and what came of the last try to make a snapshot of it.
    ///
    /// @param until end of the newest bar in its latest snapshot; absent before the first
    /// @param refusal why there was none at the last try
    record Status(
            TickUniverse universe,
            @Nullable Instant until,
            @Nullable String refusal) {}

    /// A universe with bars that no snapshot has.
    ///
    /// @param changes how often bars of it had been stored when it was found
    /// @param seen the same at the last try
    record Due(TickUniverse universe, long changes, long seen) {}

    /// @throws io.ketstream.model.InvalidValueException naming `universe` when it has uploaded prices
    void follow(TickUniverse universe);

    Optional<Status> find(String universe);

    /// Universes with new bars of which the last try was before `triedBefore`.
    List<Due> due(Instant triedBefore);

    /// The closes of the newest bars.
    PriceTable bars(TickUniverse universe);

    /// Makes the snapshot the latest and stores its event, unless another instance has tried meanwhile or the snapshot
    /// is the latest already.
    void publish(Due due, StoredSnapshot snapshot, PriceTable prices, Event announcement);

    /// Notes that there was none, and why.
    void refuse(Due due, String reason);

    /// Deletes bars that were stored, and snapshots that no run was made from that were made, before these times.
    void forget(Instant barsBefore, Instant snapshotsBefore);
}
