package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.learning.SearchReport.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchReportTest {

    private static List<Tried> tried(@Nullable Double... means) {
        var points = new ArrayList<Tried>();
        for (Double mean : means) {
            int number = points.size();
            points.add(new Tried(number, List.of(number), mean, null, mean == null ? "no engine" : null));
        }
        return points;
    }

    private static int best(SelectionMetric metric, @Nullable Double... means) {
        return Objects.requireNonNull(SearchReport.best(metric, tried(means))).number();
    }

    private static List<Integer> kept(SelectionMetric metric, @Nullable Integer best, int most, List<Tried> points) {
        return new SearchReport(metric, List.of("model.c"), points, best, List.of(), null, null)
                .atMost(most).points().stream().map(Tried::number).toList();
    }

    @Test
    void theEarliestOfEqualPointsIsBest() {
        assertThat(best(SelectionMetric.ACCURACY, null, 0.5, 0.7, 0.7 + 1e-14)).isEqualTo(2);
        assertThat(best(SelectionMetric.ACCURACY, 0.5, 0.7, 0.8)).isEqualTo(2);
        assertThat(SearchReport.best(SelectionMetric.ACCURACY, tried(null, null)))
                .isNull();
    }

    /// An error has the unit of what is learnt: the same rows in kilometres and in picometres.
    @Test
    void theUnitOfATargetChangesNothing() {
        for (double unit : List.of(1e-15, 1.0, 1e15)) {
            assertThat(best(SelectionMetric.RMSE, 2 * unit, unit, 3 * unit)).isEqualTo(1);
            assertThat(best(SelectionMetric.MAE, 3 * unit, unit, unit * (1 - 1e-14)))
                    .isEqualTo(1);
        }
    }

    @Test
    void theBestPointIsAlwaysTold() {
        List<Tried> points = tried(0.7 - 1e-14, 0.5, null, 0.7, 0.6, 0.7 + 1e-14);
        assertThat(kept(SelectionMetric.ACCURACY, 0, 1, points)).containsExactly(0);
        assertThat(kept(SelectionMetric.ACCURACY, 0, 3, points)).containsExactly(0, 3, 5);
        assertThat(kept(SelectionMetric.ACCURACY, 0, 4, points)).containsExactly(0, 3, 4, 5);
        // of a part, which has none
        assertThat(kept(SelectionMetric.ACCURACY, null, 1, points)).containsExactly(0);
        assertThat(kept(SelectionMetric.RMSE, 1, 2, points)).containsExactly(1, 4);
        assertThat(kept(SelectionMetric.RMSE, null, 2, tried(null, null, 3.0))).containsExactly(0, 2);
        assertThat(kept(SelectionMetric.RMSE, null, 6, points)).hasSize(6);
    }
}
