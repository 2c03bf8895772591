package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a [GridSearch].
///
/// @param fields of the grid, in their order
/// @param points that were compared on the rows that the kept model is trained on, in their order, as many as the
///     message has room for
/// @param best whose model is kept; absent in a part of a search
/// @param folds with nested cross-validation, of each fold what was best on its rows of training; else empty
/// @param model that is kept, with the values of `best`; absent in a part of a search
/// @param preprocessing before it, with the values of `best`; absent in a part of a search
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchReport(
        SelectionMetric metric,
        List<String> fields,
        List<Tried> points,
        @Nullable Integer best,
        List<Chosen> folds,
        @Nullable LearningModel model,
        @Nullable Preprocessing preprocessing) {

    /// A point.
    ///
    /// @param number counted from 0
    /// @param values of the fields, in their order
    /// @param mean of the metric over the parts; absent where the point failed
    /// @param deviation of it over them, that divided by their number
    /// @param failure why there is none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tried(
            int number,
            List<Object> values,
            @Nullable Double mean,
            @Nullable Double deviation,
            @Nullable String failure) {
        public Tried {
            values = List.copyOf(values);
        }
    }

    /// The best of a fold.
    ///
    /// @param point its number
    /// @param values of the fields, in their order
    /// @param mean of the metric over the parts of the fold's rows of training
    public record Chosen(int point, List<Object> values, double mean) {
        public Chosen {
            values = List.copyOf(values);
        }
    }

    public SearchReport {
        fields = List.copyOf(fields);
        points = List.copyOf(points);
        folds = List.copyOf(folds);
    }

    /// The earliest of the best: means that differ by rounding alone are as good as each other.
    ///
    /// @param points in the order of their numbers
    /// @return null where none could be trained
    public static @Nullable Tried best(SelectionMetric metric, List<Tried> points) {
        Tried best = null;
        double most = Double.NaN;
        for (Tried point : points) {
            Double mean = point.mean();
            if (mean != null && (best == null || metric.isClearlyBetter(mean, most))) {
                best = point;
                most = mean;
            }
        }
        return best;
    }

    /// With so many of the points at most: `best` and then the best of the others, in their order.
    public SearchReport atMost(int most) {
        if (points.size() <= most) {
            return this;
        }
        var others = new ArrayList<>(points);
        var kept = new ArrayList<Tried>();
        points.stream()
                .filter(point -> Integer.valueOf(point.number()).equals(best))
                .forEach(kept::add);
        others.removeAll(kept);
        while (kept.size() < most) {
            Tried next = best(metric, others);
            kept.add(next == null ? others.getFirst() : next);
            others.remove(kept.getLast());
        }
        kept.sort(Comparator.comparingInt(Tried::number));
        return new SearchReport(metric, fields, kept, best, folds, model, preprocessing);
    }
}
