package io.ketstream.optimizer.loop.streams;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record's value on its way to a topic.
///
/// @param turn of one of many records that go to the topic's partitions in turn; absent: to that of its key
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Outgoing(String topic, byte[] value, @Nullable Integer turn) {

    /// To the partition of its key.
    public Outgoing(String topic, byte[] value) {
        this(topic, value, null);
    }

    /// Empty: that of its key.
    Optional<Set<Integer>> partition(int partitions) {
        return turn == null ? Optional.empty() : Optional.of(Set.of(Math.floorMod(turn, partitions)));
    }
}
