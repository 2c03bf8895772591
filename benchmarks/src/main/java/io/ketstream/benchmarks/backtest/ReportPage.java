package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Booking;
import io.ketstream.support.report.Html;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// The page: nothing is fetched from elsewhere, nothing runs.
final class ReportPage {

    private final BacktestReport.Figures figures;
    private final BacktestResult result;
    private final StringBuilder page = new StringBuilder();

    private ReportPage(BacktestReport.Figures figures, BacktestResult result) {
        this.figures = figures;
        this.result = result;
    }

    static String of(BacktestReport.Figures figures, BacktestResult result) {
        return new ReportPage(figures, result).write();
    }

    private String write() {
        Provenance provenance = figures.provenance();
        add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Backtest of "
                + Html.escape(provenance.file()) + "</title><style>\n" + Html.STYLE + "</style></head><body>");
        add("<h1>Backtest of " + Html.escape(provenance.file()) + "</h1>");
        add("<p class=\"lead\">%s to %s, %d rebalancings, one every %d trading days, each by the %d days before it.</p>"
                .formatted(
                        result.days().getFirst(),
                        result.days().getLast(),
                        figures.rebalancings().size(),
                        provenance.options().every(),
                        provenance.options().window()));
        add("<p><strong>" + Html.escape(verdict()) + "</strong></p>");
        heading("Figures");
        performances();
        ended();
        heading("Equity");
        add(ReportCharts.strategyLegend());
        add(ReportCharts.equity(result));
        heading("Weights of “" + StrategyKind.QAOA.title() + "”");
        add(ReportCharts.weights(result));
        heading("How far selections are above the bound");
        note(
                "In percentage points of risk-adjusted return a year of equal weights: the objective over the number of assets."
                        + " Lower is better. The bound is that of the relaxed problem of the same rebalancing, below which no selection"
                        + " lies. A gap below " + ReportCharts.SMALLEST_GAP_TEXT + " is drawn there.");
        add(ReportCharts.gaps(figures.rebalancings()));
        heading("Evaluations of circuits");
        note(
                "Values with gradients that the parameters of a rebalancing's circuits took, all sweeps together, until they"
                        + " no longer changed or had their number. The first"
                        + " begins cold: its angles are learnt from a tenth of the clusters, whose evaluations count too. Every later one begins with the"
                        + " median of the angles that the one before ended with.");
        add(ReportCharts.evaluations(figures.rebalancings()));
        rebalancings();
        heading("Predicted and realised risk");
        note(
                "Each mark is a period between rebalancings; a ring is the swap heuristic's. Above the dashed line, risk was larger than predicted.");
        add(ReportCharts.risk(figures.periods()));
        periods();
        heading("What this does not mean");
        limits();
        heading("Provenance");
        provenance(provenance);
        add("</body></html>");
        return page.toString();
    }

    private void performances() {
        add("<div class=\"wide\"><table><tr><th>strategy</th><th>return<br>% a year</th><th>volatility<br>% a year</th>"
                + "<th>Sharpe<br>ratio</th><th>worst<br>drawdown %</th><th>turnover<br>a year</th><th>costs</th>"
                + "<th>trades</th><th>of ended<br>prices</th><th>at the end</th></tr>");
        for (Performance each : figures.performances()) {
            add(
                    "<tr><td>%s</td><td>%.1f</td><td>%.1f</td><td>%.2f</td><td>%.1f</td><td>%.1f</td><td>%,d</td><td>%,d</td><td>%d</td><td>%,d</td></tr>"
                            .formatted(
                                    each.strategy().title(),
                                    100 * each.annualReturn(),
                                    100 * each.volatility(),
                                    each.sharpeRatio(),
                                    100 * each.worstDrawdown(),
                                    each.turnover(),
                                    each.costs() / 100,
                                    each.trades(),
                                    each.ended(),
                                    each.end() / 100));
        }
        add("</table></div>");
        note(
                "Returns are after costs. No riskless rate is taken off for the Sharpe ratio. Turnover is what was bought and"
                        + " sold as a multiple of the mean equity. Money is in the unit of the prices.");
    }

    private String verdict() {
        List<Booking> circuits = result.ledger(StrategyKind.QAOA).bookings();
        List<Booking> heuristic = result.ledger(StrategyKind.HEURISTIC).bookings();
        return Verdict.of(figures.rebalancings(), circuits.equals(heuristic));
    }

    /// Once for each symbol and day, whoever held it.
    private void ended() {
        var sales = new TreeSet<String>();
        for (StrategyKind strategy : StrategyKind.values()) {
            for (Booking booking : result.ledger(strategy).bookings()) {
                if (booking.kind() == Booking.Kind.ENDED) {
                    sales.add("%s on %s at %.2f".formatted(booking.symbol(), booking.day(), booking.price()));
                }
            }
        }
        note(
                sales.isEmpty()
                        ? "No prices ended while somebody here held the asset."
                        : "Sold at the last close because prices ended: " + String.join(", ", sales) + ".");
    }

    private void rebalancings() {
        add("<div class=\"wide\"><table><tr><th>rebalancing</th><th>assets</th><th>selected</th><th>clusters</th>"
                + "<th>largest</th><th>start</th><th>evaluations</th><th>circuits</th><th>a circuit</th>"
                + "<th>not selected by<br>swap heuristic</th></tr>");
        for (Stages each : figures.rebalancings()) {
            add(
                    "<tr><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%,d</td><td>%d</td><td>%.1f</td><td>%d</td></tr>"
                            .formatted(
                                    each.day(),
                                    each.assets(),
                                    each.selected(),
                                    each.clusters(),
                                    each.largestCluster(),
                                    each.warm() ? "warm" : "cold",
                                    each.evaluations(),
                                    each.circuits(),
                                    (double) each.evaluations() / Math.max(1, each.circuits()),
                                    each.differing()));
        }
        add("</table></div>");
        List<Seconds> seconds = result.seconds();
        note(
                "Seconds of a rebalancing, on average: %.3f view of the market, %.3f circuits with all that is around them, %.3f swap heuristic, %.3f mean-variance of all assets, %.3f minimum variance of all."
                        .formatted(
                                Seconds.mean(seconds, Seconds::view),
                                Seconds.mean(seconds, Seconds::circuits),
                                Seconds.mean(seconds, Seconds::heuristic),
                                Seconds.mean(seconds, Seconds::meanVariance),
                                Seconds.mean(seconds, Seconds::minimumVariance)));
    }

    private void periods() {
        add("<div class=\"wide\"><table><tr><th>“" + StrategyKind.QAOA.title() + "”</th><th>until</th>"
                + "<th>predicted<br>return %</th><th>realised<br>return %</th><th>predicted risk<br>% a year</th>"
                + "<th>realised risk<br>% a year</th></tr>");
        for (RealisedPeriod each : Objects.requireNonNull(figures.periods().get(StrategyKind.QAOA))) {
            add("<tr><td>%s</td><td>%s</td><td>%.1f</td><td>%.1f</td><td>%.1f</td><td>%s</td></tr>"
                    .formatted(
                            each.from(),
                            each.to(),
                            100 * each.predictedReturn(),
                            100 * each.realisedReturn(),
                            100 * each.predictedRisk(),
                            each.realisedRisk() == null ? "–" : "%.1f".formatted(100 * each.realisedRisk())));
        }
        add("</table></div>");
    }

    private void limits() {
        add("<ul>");
        for (String limit : List.of(
                "It is no promise: one stretch of one market, and a few parameters chosen by hand. Expected returns are"
                        + " means of a few months and predict little.",
                "Survivorship: the file holds the symbols that somebody put into it, often those that exist at its end."
                        + " All strategies here gain by that.",
                "Trades are at the closes by which they were decided, in fractions of shares, without market impact,"
                        + " spread or tax; costs are the share that was asked for. Dividends are in the prices or nowhere.",
                "The ledgers take every close as it stands in the file, errors and unadjusted splits too; what the"
                        + " snapshots leave out is left out of estimates alone.",
                "An asset without a close on the day of a rebalancing is taken to have ended and sold at its last one;"
                        + " nobody may have bought it at that price.",
                "The circuits are simulated without noise. Nothing here says that a quantum computer would be faster, and"
                        + " the swap heuristic beside it takes a fraction of the time.")) {
            add("<li>" + Html.escape(limit) + "</li>");
        }
        add("</ul>");
    }

    private void provenance(Provenance provenance) {
        BacktestOptions options = provenance.options();
        add("<table>");
        for (Map.Entry<String, String> row : List.of(
                Map.entry("file", provenance.file()),
                Map.entry("digest", provenance.digest().toString()),
                Map.entry(
                        "in it",
                        "%d symbols, %d days, %s to %s"
                                .formatted(
                                        provenance.symbols(), provenance.days(), provenance.from(), provenance.to())),
                Map.entry("options", commandLine(options)),
                Map.entry(
                        "made by",
                        "Ketstream %s, Java %s, %d processors"
                                .formatted(provenance.version(), provenance.java(), provenance.processors())))) {
            add("<tr><td>" + row.getKey() + "</td><td style=\"text-align: left\"><code>" + Html.escape(row.getValue())
                    + "</code></td></tr>");
        }
        add("</table>");
    }

    private static String commandLine(BacktestOptions options) {
        return "--window %d --every %d --selected %s%s --least-price %s --cap %d --risk-aversion %s --cost %s --capital %d --layers %d --evaluations %d --seed %d"
                .formatted(
                        options.window(),
                        options.every(),
                        plain(options.selected()),
                        options.leastSelected() == null ? "" : " --least-selected " + plain(options.leastSelected()),
                        plain(options.leastPrice()),
                        options.cap(),
                        plain(options.riskAversion()),
                        plain(options.cost()),
                        options.capital(),
                        options.layers(),
                        options.evaluations(),
                        options.seed());
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void heading(String text) {
        add("<h2>" + Html.escape(text) + "</h2>");
    }

    private void note(String text) {
        add("<p class=\"note\">" + Html.escape(text) + "</p>");
    }

    private void add(String line) {
        page.append(line).append('\n');
    }
}
