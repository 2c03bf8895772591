package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.Trade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A strategy has traded, or keeps what it has because its run brought nothing.
///
/// @param moment whose prices the trades are at
/// @param traded whether the run's portfolio was taken
/// @param failure why it was not
/// @param evaluations of circuits that the run took
/// @param predictedReturn of the portfolio, a year; absent where none was taken
/// @param predictedRisk standard deviation of a year's return
/// @param trades of the strategy itself, in their order
/// @param holdings afterwards
/// @param books of all portfolios, afterwards
/// @param period that these trades ended
@JsonClassDescription("A strategy's epoch has ended: its trades, what it holds and what its books stand at.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyEpochEnded(
        EventMetadata metadata,
        StrategyId strategyId,
        long number,
        int epoch,
        RunId runId,
        MarketMoment moment,
        RunStatus status,
        boolean traded,
        @Nullable Failure failure,
        int evaluations,
        long shots,
        @Nullable Double predictedReturn,
        @Nullable Double predictedRisk,
        List<Trade> trades,
        List<Holding> holdings,
        List<Book> books,
        @Nullable PeriodReport period)
        implements StrategyFact {

    public StrategyEpochEnded {
        trades = List.copyOf(trades);
        holdings = List.copyOf(holdings);
        books = List.copyOf(books);
    }
}
