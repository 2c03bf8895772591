package io.ketstream.optimizer.training;

import io.ketstream.model.Failure;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The points of a search, compared on the same rows of training.
final class Scoreboard {

    private final SelectionMetric metric;
    private final List<SearchPoint> points;
    private final SearchReport.Tried[] tried;
    private @Nullable Failure failure;

    Scoreboard(SelectionMetric metric, List<SearchPoint> points) {
        this.metric = metric;
        this.points = points;
        this.tried = new SearchReport.Tried[points.size()];
    }

    /// @param group of points that one run has compared
    void add(List<SearchPoint> group, SearchChildren.Outcome outcome) {
        LearningReport report = outcome.report();
        if (report == null || report.search() == null) {
            Failure reason = Objects.requireNonNull(outcome.failure());
            failure = reason;
            for (SearchPoint point : group) {
                tried[point.number()] =
                        new SearchReport.Tried(point.number(), point.values(), null, null, reason.message());
            }
            return;
        }
        for (SearchReport.Tried each : report.search().points()) {
            tried[each.number()] = new SearchReport.Tried(
                    each.number(), points.get(each.number()).values(), each.mean(), each.deviation(), each.failure());
            if (each.failure() != null) {
                failure = new Failure(Failure.OPTIMIZER_FAILED, each.failure());
            }
        }
    }

    /// The earliest of the best; null where none could be trained.
    @Nullable
    SearchPoint best() {
        SearchReport.Tried best = SearchReport.best(metric, tried());
        return best == null ? null : points.get(best.number());
    }

    double mean(SearchPoint point) {
        return Objects.requireNonNull(tried[point.number()].mean());
    }

    List<SearchReport.Tried> tried() {
        return new ArrayList<>(List.of(tried));
    }

    /// The last reason for which a point could not be trained.
    @Nullable
    Failure failure() {
        return failure;
    }
}
