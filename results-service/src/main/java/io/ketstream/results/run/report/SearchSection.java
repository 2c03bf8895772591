package io.ketstream.results.run.report;

import io.ketstream.model.learning.SearchReport;
import io.ketstream.support.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a search has tried, and what it chose, as a part of a page.
final class SearchSection {

    /// That a person looks through.
    private static final int MOST_POINTS = 50;

    private final SearchReport search;

    SearchSection(SearchReport search) {
        this.search = search;
    }

    /// @param points of the grid, of which a report may have fewer
    void write(Page page, int points) {
        page.heading("What was tried");
        SearchReport shown = search.atMost(MOST_POINTS);
        String figure = Figures.name(search.metric().title());
        boolean failed = shown.points().stream().anyMatch(point -> point.failure() != null);
        page.table(
                titles(
                        "point",
                        failed ? List.of(figure, "deviation", "", "why not") : List.of(figure, "deviation", "")),
                shown.points().stream().map(point -> row(point, failed)).toList());
        page.note(String.format(
                "%s compared on rows of training that were divided once more: the mean over the parts, and by how much"
                        + " they deviate from it.%s",
                points == 1 ? "One point," : points + " points,",
                shown.points().size() < points ? " The best of them are shown." : ""));
        if (!search.folds().isEmpty()) {
            var rows = new ArrayList<List<String>>();
            for (SearchReport.Chosen chosen : search.folds()) {
                rows.add(row(
                        Integer.toString(rows.size() + 1),
                        chosen.values(),
                        List.of(Integer.toString(chosen.point()), Figures.number(chosen.mean()))));
            }
            page.table(titles("fold", List.of("point", figure)), rows);
            page.note(
                    "Each fold was searched by itself, on its own rows of training. The figures of validation are of what"
                            + " the folds have chosen; the model that is kept has the best point of all rows.");
        }
    }

    private List<String> titles(String first, List<String> last) {
        return row(first, search.fields(), last);
    }

    private List<String> row(SearchReport.Tried point, boolean failed) {
        var last = new ArrayList<>(List.of(
                Figures.number(point.mean()),
                Figures.number(point.deviation()),
                Integer.valueOf(point.number()).equals(search.best()) ? "best" : ""));
        if (failed) {
            last.add(Objects.requireNonNullElse(point.failure(), ""));
        }
        return row(Integer.toString(point.number()), point.values(), last);
    }

    private static List<String> row(String first, List<?> values, List<String> last) {
        var row = new ArrayList<String>();
        row.add(first);
        values.forEach(value -> row.add(String.valueOf(value)));
        row.addAll(last);
        return row;
    }
}
