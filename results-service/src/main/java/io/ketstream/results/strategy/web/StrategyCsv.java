package io.ketstream.results.strategy.web;

import io.ketstream.model.Failure;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.results.run.web.CsvWriter;
import io.ketstream.results.strategy.BookNames;
import io.ketstream.results.strategy.Epoch;
import io.ketstream.results.strategy.EpochView;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.Strategies;
import io.ketstream.results.strategy.TradeView;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a strategy did as tables, read and written some lines at a time.
final class StrategyCsv {

    private static final int CHUNK = 1000;

    /// An epoch may have hundreds of trades and holdings.
    private static final int EPOCHS = 50;

    private record Column<T>(String name, Function<T, @Nullable Object> value) {}

    private static final List<Column<EpochView>> OF_EPOCHS = with(
            List.of(
                    new Column<>("epoch", EpochView::epoch),
                    new Column<>("runId", EpochView::runId),
                    new Column<>("sequence", epoch -> epoch.moment().sequence()),
                    new Column<>("asOf", epoch -> epoch.moment().asOf()),
                    new Column<>("until", epoch -> epoch.moment().until()),
                    new Column<>("status", EpochView::status),
                    new Column<>("traded", EpochView::traded),
                    new Column<>("tradedAsOf", epoch -> of(epoch.tradedAt(), MarketMoment::asOf)),
                    new Column<>("failure", epoch -> of(epoch.failure(), Failure::code)),
                    new Column<>("skipped", EpochView::skipped),
                    new Column<>("warm", EpochView::warm),
                    new Column<>("evaluations", EpochView::evaluations),
                    new Column<>("shots", EpochView::shots),
                    new Column<>("trades", EpochView::trades),
                    new Column<>("costs", EpochView::costs),
                    new Column<>("predictedReturn", EpochView::predictedReturn),
                    new Column<>("predictedRisk", EpochView::predictedRisk),
                    new Column<>("periodFrom", epoch -> of(epoch.period(), PeriodReport::from)),
                    new Column<>("periodTo", epoch -> of(epoch.period(), PeriodReport::to)),
                    new Column<>("periodPredictedReturn", epoch -> of(epoch.period(), PeriodReport::predictedReturn)),
                    new Column<>("periodPredictedRisk", epoch -> of(epoch.period(), PeriodReport::predictedRisk)),
                    new Column<>("periodRealisedReturn", epoch -> of(epoch.period(), PeriodReport::realisedReturn)),
                    new Column<>("periodRealisedRisk", epoch -> of(epoch.period(), PeriodReport::realisedRisk))),
            EpochView::equity);

    private static final List<Column<TradeView>> OF_TRADES = List.of(
            new Column<>("epoch", TradeView::epoch),
            new Column<>("asOf", TradeView::asOf),
            new Column<>("until", TradeView::until),
            new Column<>("kind", TradeView::kind),
            new Column<>("symbol", TradeView::symbol),
            new Column<>("shares", TradeView::shares),
            new Column<>("price", TradeView::price),
            new Column<>("amount", TradeView::amount),
            new Column<>("cost", TradeView::cost),
            new Column<>("cash", TradeView::cash),
            new Column<>("marketValue", TradeView::marketValue));

    private static final List<Column<EquityPoint>> OF_EQUITY = with(
            List.of(
                    new Column<>("sequence", EquityPoint::sequence),
                    new Column<>("asOf", EquityPoint::asOf),
                    new Column<>("until", EquityPoint::until)),
            EquityPoint::equity);

    private StrategyCsv() {}

    static void writeEpochs(Strategies strategies, StrategyId strategy, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        header(csv, OF_EPOCHS);
        List<Epoch> chunk = strategies.epochsAfter(strategy, 0, EPOCHS);
        while (!chunk.isEmpty()) {
            lines(csv, OF_EPOCHS, chunk.stream().map(EpochView::of).toList());
            chunk = strategies.epochsAfter(strategy, chunk.getLast().number(), EPOCHS);
        }
        csv.flush();
    }

    static void writeTrades(Strategies strategies, StrategyId strategy, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        header(csv, OF_TRADES);
        List<Epoch> chunk = strategies.epochsAfter(strategy, 0, EPOCHS);
        while (!chunk.isEmpty()) {
            for (Epoch epoch : chunk) {
                if (epoch.ended() != null) {
                    lines(csv, OF_TRADES, TradeView.of(epoch.ended()));
                }
            }
            chunk = strategies.epochsAfter(strategy, chunk.getLast().number(), EPOCHS);
        }
        csv.flush();
    }

    static void writeEquity(Strategies strategies, StrategyId strategy, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        header(csv, OF_EQUITY);
        List<EquityPoint> chunk = strategies.equityAfter(strategy, Long.MIN_VALUE, CHUNK);
        while (!chunk.isEmpty()) {
            lines(csv, OF_EQUITY, chunk);
            chunk = strategies.equityAfter(strategy, chunk.getLast().sequence(), CHUNK);
        }
        csv.flush();
    }

    private static <T> void header(CsvWriter csv, List<Column<T>> columns) throws IOException {
        csv.line(columns.stream().map(Column::name).toArray());
    }

    private static <T> void lines(CsvWriter csv, List<Column<T>> columns, List<T> rows) throws IOException {
        for (T row : rows) {
            csv.line(columns.stream().map(column -> column.value().apply(row)).toArray());
        }
    }

    /// And the equity of each book, by its name.
    private static <T> List<Column<T>> with(
            List<Column<T>> columns, Function<T, @Nullable Map<BookName, BigDecimal>> equity) {
        var all = new ArrayList<>(columns);
        for (BookName book : BookName.values()) {
            all.add(new Column<>(BookNames.key(book), row -> {
                Map<BookName, BigDecimal> equities = equity.apply(row);
                return equities == null ? null : equities.get(book);
            }));
        }
        return List.copyOf(all);
    }

    private static <T, V> @Nullable V of(@Nullable T whole, Function<T, @Nullable V> part) {
        return whole == null ? null : part.apply(whole);
    }
}
