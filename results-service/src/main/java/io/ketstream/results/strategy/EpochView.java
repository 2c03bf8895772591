package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.Trade;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An epoch as it is shown: from its beginning the run, from its end what came of it.
///
/// @param moment the snapshot that its run chose from
/// @param status of the run; absent while it is under way, as is all that follows but `skipped` and `warm`
/// @param traded whether the run's portfolio was taken
/// @param tradedAt the snapshot whose prices it traded at, the newest when the run had ended; absent where
///     nothing was taken
/// @param skipped snapshots that came since the epoch before began and had none
/// @param warm whether the run began with what the last one learnt
/// @param trades how many
/// @param costs of them
/// @param predictedReturn of the portfolio that was taken, a year
/// @param predictedRisk standard deviation of a year's return
/// @param period that these trades ended: of the portfolio before
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochView(
        int epoch,
        RunId runId,
        MarketMoment moment,
        @Nullable RunStatus status,
        @Nullable Boolean traded,
        @Nullable MarketMoment tradedAt,
        @Nullable Failure failure,
        @Nullable Integer skipped,
        @Nullable Boolean warm,
        @Nullable Integer evaluations,
        @Nullable Long shots,
        @Nullable Integer trades,
        @Nullable BigDecimal costs,
        @Nullable Map<BookName, BigDecimal> equity,
        @Nullable Double predictedReturn,
        @Nullable Double predictedRisk,
        @Nullable PeriodReport period) {

    /// @throws IllegalArgumentException when nothing is known of the epoch
    public static EpochView of(Epoch epoch) {
        if (epoch.ended() != null) {
            return ended(epoch.begun(), epoch.ended());
        }
        if (epoch.begun() == null) {
            throw new IllegalArgumentException("nothing is known of epoch " + epoch.number());
        }
        return underWay(epoch.begun());
    }

    private static EpochView underWay(StrategyEpochBegun begun) {
        return new EpochView(
                begun.epoch(),
                begun.runId(),
                begun.moment(),
                null,
                null,
                null,
                null,
                begun.skipped(),
                begun.warm(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// @param begun absent where it came before all that is kept
    private static EpochView ended(@Nullable StrategyEpochBegun begun, StrategyEpochEnded ended) {
        return new EpochView(
                ended.epoch(),
                ended.runId(),
                begun == null ? ended.moment() : begun.moment(),
                ended.status(),
                ended.traded(),
                ended.traded() ? ended.moment() : null,
                ended.failure(),
                begun == null ? null : begun.skipped(),
                begun == null ? null : begun.warm(),
                ended.evaluations(),
                ended.shots(),
                ended.trades().size(),
                ended.trades().stream().map(Trade::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
                EquityPoint.equities(ended.books()),
                ended.predictedReturn(),
                ended.predictedRisk(),
                ended.period());
    }
}
