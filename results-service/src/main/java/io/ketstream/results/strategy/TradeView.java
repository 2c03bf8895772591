package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trade with when it was; the other components are those of [Trade].
///
/// @param until end of the newest bar, where the prices are bars of ticks
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TradeView(
        int epoch,
        LocalDate asOf,
        @Nullable Instant until,
        Trade.Kind kind,
        String symbol,
        double shares,
        double price,
        BigDecimal amount,
        BigDecimal cost,
        BigDecimal cash,
        BigDecimal marketValue) {

    /// In their order.
    public static List<TradeView> of(StrategyEpochEnded ended) {
        return ended.trades().stream()
                .map(trade -> of(ended.epoch(), ended.moment(), trade))
                .toList();
    }

    private static TradeView of(int epoch, MarketMoment moment, Trade trade) {
        return new TradeView(
                epoch,
                moment.asOf(),
                moment.until(),
                trade.kind(),
                trade.symbol(),
                trade.shares(),
                trade.price(),
                trade.amount(),
                trade.cost(),
                trade.cash(),
                trade.marketValue());
    }
}
