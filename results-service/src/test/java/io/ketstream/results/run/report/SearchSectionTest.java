package io.ketstream.results.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.support.report.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSectionTest {

    private static String section(
            List<SearchReport.Tried> tried, int best, List<SearchReport.Chosen> folds, int points) {
        var page = new Page("title", "lead");
        new SearchSection(
                        new SearchReport(SelectionMetric.RMSE, List.of("model.alpha"), tried, best, folds, null, null))
                .write(page, points);
        return page.html();
    }

    private static SearchReport.Tried tried(int number, double error) {
        return new SearchReport.Tried(number, List.of(number / 2.0), error, 0.5, null);
    }

    /// Errors fall from point to point.
    @Test
    void ofManyPointsTheBestAreShown() {
        String html =
                section(IntStream.range(0, 60).mapToObj(k -> tried(k, 100 - k)).toList(), 59, List.of(), 1000);
        assertThat(html)
                .contains("1000 points, compared", "The best of them are shown.", ">root mean square error<")
                .contains("<td>59</td><td>29.5</td><td>41.00</td><td>0.5000</td><td>best</td>")
                .contains("<tr><td>10</td>")
                .doesNotContain("<tr><td>9</td>", "why not");
        assertThat(html.split("<td>best</td>", -1)).hasSize(1 + 1);
    }

    @Test
    void aPointThatFailedSaysWhy() {
        String html = section(
                List.of(tried(0, 1), new SearchReport.Tried(1, List.of("<b>"), null, null, "no <engine>")),
                0,
                List.of(),
                2);
        assertThat(html)
                .contains("<th>why not</th>")
                .contains(
                        "<tr><td>1</td><td>&lt;b&gt;</td><td>–</td><td>–</td><td></td><td>no &lt;engine&gt;</td></tr>")
                .doesNotContain("The best of them are shown.");
    }

    @Test
    void eachFoldTellsWhatItChose() {
        assertThat(section(
                        List.of(tried(0, 1), tried(1, 2)),
                        0,
                        List.of(
                                new SearchReport.Chosen(1, List.of(0.5), 0.25),
                                new SearchReport.Chosen(0, List.of(0), 0.125)),
                        2))
                .contains("<th>fold</th>")
                .contains("<tr><td>1</td><td>0.5</td><td>1</td><td>0.2500</td></tr>")
                .contains("<tr><td>2</td><td>0</td><td>0</td><td>0.1250</td></tr>");
    }
}
