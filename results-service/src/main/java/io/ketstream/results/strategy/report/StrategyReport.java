package io.ketstream.results.strategy.report;

import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.results.strategy.BookNames;
import io.ketstream.results.strategy.Comparison;
import io.ketstream.results.strategy.EquityPoint;
import io.ketstream.results.strategy.Strategies;
import io.ketstream.results.strategy.StrategyView;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A strategy as a page: nothing is fetched from elsewhere, nothing runs.
public final class StrategyReport {

    private static final String NONE = "–";

    private final StrategyView view;
    private final Course course;
    private final Page page;

    private StrategyReport(StrategyView view, Course course) {
        this.view = view;
        this.course = course;
        String name = view.name() == null ? view.strategyId().toString() : view.name();
        this.page =
                new Page((view.settings().history() == null ? "Strategy " : "Backtest ") + name, lead(view, course));
    }

    public static String of(Strategies strategies, StrategyView view) {
        return new StrategyReport(view, Course.of(strategies, view)).write();
    }

    private String write() {
        page.heading("Figures");
        performances();
        page.heading("Equity");
        equity();
        page.heading("Weights");
        if (course.holdings().isEmpty()) {
            page.note("No epoch has ended yet.");
        } else {
            page.note("What was held after each epoch; what is missing to 100 % is cash.");
            page.add(Charts.weights(course.holdings()));
        }
        page.heading("Predicted and realised risk");
        risk();
        page.heading("Evaluations of circuits");
        if (course.efforts().isEmpty()) {
            page.note("No epoch has ended yet.");
        } else {
            page.note("What the run of each epoch took. A warm one began with what the one before had learnt.");
            page.add(Charts.evaluations(course.efforts()));
        }
        page.heading("What this does not mean");
        limits();
        page.heading("Provenance");
        provenance();
        return page.html();
    }

    private static String lead(StrategyView view, Course course) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "It follows %s and is %s. %,d snapshots met, %,d of them chosen from, %,d skipped; %,d epochs",
                view.universe(),
                view.status().name().toLowerCase(Locale.ROOT),
                view.snapshots().seen(),
                view.snapshots().started(),
                view.snapshots().skipped(),
                view.epoch()));
        text.append(view.currentRun() == null ? "." : ", the last under way.");
        if (!course.points().isEmpty()) {
            EquityPoint first = course.points().getFirst();
            EquityPoint last = course.points().getLast();
            text.append(" From ")
                    .append(first.until() == null ? first.asOf() : first.until())
                    .append(" to ")
                    .append(last.until() == null ? last.asOf() : last.until())
                    .append('.');
        }
        return text.toString();
    }

    private void performances() {
        if (course.performances().isEmpty()) {
            page.note("There are no books yet.");
            return;
        }
        page.add("<div class=\"wide\"><table><tr><th>book</th><th>return<br>%</th><th>return<br>% a year</th>"
                + "<th>volatility<br>% a year</th><th>worst<br>drawdown %</th><th>turnover<br>a year</th><th>costs</th>"
                + "<th>at the end</th></tr>");
        for (Performance each : course.performances()) {
            page.add(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.2f</td><td>%s</td><td>%s</td><td>%.2f</td><td>%s</td><td>%s</td><td>%,.2f</td></tr>",
                    BookNames.title(each.book()),
                    100 * each.totalReturn(),
                    percent(each.annualReturn()),
                    percent(each.volatility()),
                    100 * each.worstDrawdown(),
                    each.turnover() == null ? NONE : String.format(Locale.ROOT, "%.1f", each.turnover()),
                    each.costs() == null ? NONE : String.format(Locale.ROOT, "%,.2f", each.costs()),
                    each.end()));
        }
        page.add("</table></div>");
        page.note(
                "Returns are after costs. Volatility is by the changes from snapshot to snapshot. Turnover is what was bought"
                        + " and sold as a multiple of the mean equity. Money is in the unit of the prices. Nothing is put as of a year"
                        + " before there are " + Curve.LEAST_DAYS + " days of it.");
    }

    private void equity() {
        if (course.points().size() < 2) {
            page.note("There is no curve before the second snapshot.");
            return;
        }
        if (course.points().size() < course.snapshots()) {
            page.note(String.format(
                    Locale.ROOT,
                    "Of %,d snapshots, %,d are drawn at even distances; all count for the figures.",
                    course.snapshots(),
                    course.points().size()));
        }
        List<BookName> books =
                course.performances().stream().map(Performance::book).toList();
        page.add(Charts.equity(course.points(), books, view.settings().capital().doubleValue()));
    }

    private void risk() {
        Comparison comparison = view.comparison();
        Double predicted = comparison.meanPredictedRisk();
        Double realised = comparison.meanRealisedRisk();
        if (course.periods().isEmpty() || predicted == null || realised == null) {
            page.note("No period between trades has had three snapshots yet, and its risk cannot be told before.");
        } else {
            page.note(String.format(
                    Locale.ROOT,
                    "Each mark is a period between trades, %,d in all. On average a risk of %.1f %% a year was predicted, and"
                            + " %.1f %% came. Above the dashed line, risk was larger than predicted.",
                    comparison.periods(),
                    100 * predicted,
                    100 * realised));
            page.add(Charts.risk(course.periods()));
        }
        if (!view.periods().isEmpty()) {
            periods();
        }
    }

    private void periods() {
        page.add(
                "<div class=\"wide\"><table><tr><th>from</th><th>until</th><th>predicted return<br>% a year</th>"
                        + "<th>realised<br>return %</th><th>predicted risk<br>% a year</th><th>realised risk<br>% a year</th></tr>");
        for (PeriodReport each : view.periods().reversed()) {
            page.add(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%s</td><td>%.2f</td><td>%.2f</td><td>%.2f</td><td>%s</td></tr>",
                    each.from(),
                    each.to(),
                    100 * each.predictedReturn(),
                    100 * each.realisedReturn(),
                    100 * each.predictedRisk(),
                    percent(each.realisedRisk())));
        }
        page.add("</table></div>");
        page.note("The last periods, the newest first: " + view.periods().size() + ".");
    }

    private void limits() {
        var limits = new ArrayList<String>();
        limits.add("These are books, not an account: no order was sent to any market.");
        limits.add(
                "It is no promise: one stretch of one market, and a few parameters chosen by hand. Expected returns are means"
                        + " of the past and predict little.");
        if (view.settings().history() != null) {
            limits.add(
                    "It is a backtest. Survivorship: prices are those of symbols that somebody put into the universe, often"
                            + " those that exist at its end. All books here gain by that. Who tries many settings on the same past"
                            + " finds some that look good.");
        }
        limits.add(
                "Trades are at the prices of the newest snapshot when their run had ended - in a backtest of the one that it"
                        + " chose from -, which were over when they were known; in fractions of shares, without market impact,"
                        + " spread or tax. Costs are the share that was asked for.");
        limits.add(
                "Prices are taken as they stand in the universe, errors and unadjusted splits too. An asset without a new one"
                        + " is sold at its last, which nobody may have paid.");
        limits.add(
                "Realised risk is of few snapshots and itself uncertain; a mark off the line says little, many may.");
        limits.add(
                "Minimum variance and mean-variance choose from all assets, by classical optimisation, where the strategy"
                        + " keeps its constraints. A difference between curves is of portfolios and chance. None of it says that a"
                        + " quantum computer would be faster or better.");
        page.list(limits);
    }

    private void provenance() {
        var facts = new ArrayList<List<String>>();
        facts.add(List.of("strategy", view.strategyId().toString()));
        facts.add(List.of("revision", Long.toString(view.revision())));
        facts.add(List.of("started", view.startedAt().toString()));
        StrategyView.LastMarket market = view.lastMarket();
        if (market != null) {
            facts.add(List.of("last snapshot", market.moment().snapshotDigest().toString()));
        }
        facts.add(List.of("settings", ModelJson.mapper().writeValueAsString(view.settings())));
        page.facts(facts);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? NONE : String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
