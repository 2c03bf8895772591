package io.ketstream.optimizer.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Ledger] stands at. Money is in cents.
///
/// @param traded money that changed hands in all trades
/// @param open the period since the last rebalancing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerState(
        long capital,
        long cash,
        long gains,
        long costs,
        long traded,
        List<Share> shares,
        @Nullable Period open) {

    /// @param price of a share, as last marked
    public record Share(String symbol, double shares, double price, long value) {}

    public LedgerState {
        shares = List.copyOf(shares);
    }
}
