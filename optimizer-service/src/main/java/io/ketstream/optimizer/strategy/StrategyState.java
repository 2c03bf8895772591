package io.ketstream.optimizer.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that a strategy is after a record of its topic.
///
/// @param facts how many it has told
/// @param revision 0: it has been told of a market before it was told what it shall be
/// @param epoch the last one begun
/// @param skipped markets that had no epoch since that one began
/// @param lastSequence of the markets that came
/// @param hasLast whether no other market will come
/// @param quotes the prices of the market that comes next, by the offset of their record, where they came ahead of it
/// @param underWay the epoch whose run has not ended
/// @param assessed the market that is being compared with that of the last choice
/// @param waiting markets whose turn has not come, in their order, by the offsets of their records
/// @param marked the market at whose prices the books stand
/// @param tradable the newest of those that can be traded at
/// @param chosen what the last choice was made from
/// @param books none until the first trade
/// @param sent the last records after which something was sent
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyState(
        long facts,
        long revision,
        StrategyStatus status,
        @Nullable StrategySettings settings,
        int epoch,
        int skipped,
        long lastSequence,
        boolean hasLast,
        @Nullable Long quotes,
        @Nullable UnderWay underWay,
        @Nullable MarketRef assessed,
        List<Long> waiting,
        @Nullable MarketRef marked,
        @Nullable MarketRef tradable,
        @Nullable Choice chosen,
        Map<BookName, LedgerState> books,
        Marks marks,
        List<Sent> sent) {

    /// @param revision of the strategy when it began, as `ansatz`
    public record UnderWay(int epoch, RunId runId, MarketRef market, long revision, Ansatz ansatz) {}

    /// @param offset of the record
    /// @param bytes of what was sent
    public record Sent(long offset, long bytes) {}

    /// The last choice that was traded, and what was learnt by it.
    ///
    /// @param revision of the strategy when its run began
    /// @param parameters that its run ended with
    /// @param ansatz whose parameters they are
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Choice(
            MarketRef market,
            long revision,
            RealVector parameters,
            Ansatz ansatz,
            @Nullable WarmStart warmStart) {

        Choice measuredFrom(MarketRef other) {
            return new Choice(other, revision, parameters, ansatz, warmStart);
        }
    }

    /// The equity from mark to mark since the last trades.
    ///
    /// @param begun when they were
    /// @param last of the marks
    /// @param previous the equity at the mark before the last
    /// @param equity at the last
    /// @param count of logarithmic returns between marks
    /// @param sum of these
    /// @param squares of these
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Marks(
            @Nullable Instant begun,
            @Nullable Instant last,
            long previous,
            long equity,
            int count,
            double sum,
            double squares) {

        static final Marks NONE = new Marks(null, null, 0, 0, 0, 0, 0);
    }

    static final StrategyState NONE = new StrategyState(
            0,
            0,
            StrategyStatus.ACTIVE,
            null,
            0,
            0,
            0,
            false,
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            Map.of(),
            Marks.NONE,
            List.of());

    public StrategyState {
        waiting = List.copyOf(waiting);
        var inOrder = new EnumMap<BookName, LedgerState>(BookName.class);
        inOrder.putAll(books);
        books = Collections.unmodifiableMap(inOrder);
        sent = List.copyOf(sent);
    }

    /// The same with other records after which something was sent.
    StrategyState withSent(List<Sent> records) {
        return new StrategyState(
                facts,
                revision,
                status,
                settings,
                epoch,
                skipped,
                lastSequence,
                hasLast,
                quotes,
                underWay,
                assessed,
                waiting,
                marked,
                tradable,
                chosen,
                books,
                marks,
                records);
    }

    /// The offsets of the markets that are still needed, and of the prices of the next one.
    Set<Long> markets() {
        var offsets = new HashSet<>(waiting);
        if (quotes != null) {
            offsets.add(quotes);
        }
        for (MarketRef market : new @Nullable MarketRef[] {
            assessed,
            marked,
            tradable,
            underWay == null ? null : underWay.market(),
            chosen == null ? null : chosen.market()
        }) {
            if (market != null) {
                offsets.add(market.offset());
            }
        }
        return offsets;
    }
}
