package io.ketstream.ingestion.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.strategy.Quotes;
import org.jspecify.annotations.Nullable;

/// A market that a strategy still has to be told of.
///
/// @param id grows in the order in which a strategy is told
/// @param last whether no other will come
/// @param step of a history
/// @param snapshot absent where it has not been made yet, or could not be
/// @param closes at its end; absent where its prices have not been looked at
/// @param refusal why no snapshot can be made of a step
public record Arrival(
        long id,
        boolean last,
        @Nullable HistoryStep step,
        @Nullable Digest snapshot,
        @Nullable Quotes closes,
        @Nullable String refusal) {

    /// Whether its prices have been looked at.
    public boolean isMade() {
        return snapshot != null || refusal != null;
    }
}
