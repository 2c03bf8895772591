package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Booking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Writes `report.html`, `ledger.csv` and `figures.json`.
final class BacktestReport {

    /// Everything on the page, as numbers.
    record Figures(
            Provenance provenance,
            List<Performance> performances,
            List<Stages> rebalancings,
            List<Seconds> seconds,
            Map<StrategyKind, List<RealisedPeriod>> periods) {}

    private BacktestReport() {}

    static List<Path> write(Provenance provenance, BacktestResult result) throws IOException {
        Path folder = Files.createDirectories(provenance.options().out());
        var periods = new TreeMap<StrategyKind, List<RealisedPeriod>>();
        for (StrategyKind strategy : StrategyKind.values()) {
            periods.put(strategy, RealisedPeriod.of(result, strategy));
        }
        var figures = new Figures(
                provenance,
                Arrays.stream(StrategyKind.values())
                        .map(strategy -> Performance.of(result, strategy))
                        .toList(),
                result.stages(),
                result.seconds(),
                periods);
        return List.of(
                Files.writeString(folder.resolve("report.html"), ReportPage.of(figures, result)),
                Files.writeString(folder.resolve("ledger.csv"), bookings(result)),
                Files.writeString(
                        folder.resolve("figures.json"), JsonMapper.shared().writeValueAsString(figures)));
    }

    /// Every trade of every strategy, in the order of its ledger.
    private static String bookings(BacktestResult result) {
        var lines = new StringBuilder("strategy,day,kind,symbol,shares,price,amount,cost,cash,market_value\n");
        for (StrategyKind strategy : StrategyKind.values()) {
            for (Booking booking : result.ledger(strategy).bookings()) {
                lines.append(String.join(
                                ",",
                                strategy.name(),
                                booking.day().toString(),
                                booking.kind().name(),
                                booking.symbol(),
                                Double.toString(booking.shares()),
                                Double.toString(booking.price()),
                                money(booking.amount()),
                                money(booking.cost()),
                                money(booking.cash()),
                                money(booking.marketValue())))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /// Cents as a decimal number.
    static String money(long cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
