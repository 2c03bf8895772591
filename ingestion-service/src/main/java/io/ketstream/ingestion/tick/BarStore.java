package io.ketstream.ingestion.tick;

import java.time.Instant;
import java.util.Optional;

/// Where bars are kept, and how far the partitions have been read for them.
public interface BarStore {

    Optional<BarBatch.Position> position(int partition);

    /// The end of the last bar that is stored of the symbol's ticks in that partition.
    Optional<Instant> closedUntil(int partition, String symbol);

    /// Stores all of the batch and moves the partition's position, in one transaction.
    ///
    /// @throws PartitionTakenException when the partition is not where the batch found it; nothing is stored then
    void store(BarBatch batch);
}
