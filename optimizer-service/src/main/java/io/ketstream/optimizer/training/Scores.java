package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.RegressionScores;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.optimizer.learning.metric.PairedDifference;
import io.ketstream.optimizer.learning.metric.PartScores;
import io.ketstream.optimizer.learning.metric.RegressionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Figures of what a model tells of the rows of some parts, as a report has them.
///
/// @param parts what is true of each part
/// @param testToTraining rows of a part for each row of its training
record Scores(List<? extends Target> parts, double testToTraining) {

    static final double LEVEL = 0.95;

    /// Of the samples that an interval of regression is made of: a constant, since the rows are drawn already.
    private static final long SEED = 0;

    Scores {
        parts = List.copyOf(parts);
    }

    /// Of one part.
    static Scores of(Target truth) {
        return new Scores(List.of(truth), 1);
    }

    boolean ofClasses() {
        return parts.getFirst() instanceof Target.Classes;
    }

    /// Accuracy, or R²; 0 where that is not defined.
    double score(Told told) {
        if (ofClasses()) {
            return classification(List.of(told)).accuracy();
        }
        Double r2 = regressionWithoutInterval(told).r2();
        return r2 == null ? 0 : r2;
    }

    /// What a search compares; null where it is not defined.
    @Nullable
    Double value(SelectionMetric metric, Told told) {
        if (ofClasses()) {
            ClassificationScores scores = classification(List.of(told));
            return switch (metric) {
                case ACCURACY -> scores.accuracy();
                case BALANCED_ACCURACY -> scores.balancedAccuracy();
                case MACRO_F1 -> scores.macroF1();
                case R2, RMSE, MAE -> throw otherTask(metric);
            };
        }
        RegressionScores scores = regressionWithoutInterval(told);
        return switch (metric) {
            case R2 -> scores.r2();
            case RMSE -> scores.rmse();
            case MAE -> scores.mae();
            case ACCURACY, BALANCED_ACCURACY, MACRO_F1 -> throw otherTask(metric);
        };
    }

    private static InvalidValueException otherTask(SelectionMetric metric) {
        return new InvalidValueException("search.metric", "must not be " + metric.title() + " of such a target");
    }

    private RegressionScores regressionWithoutInterval(Told told) {
        return RegressionMetrics.scores(
                numbers().getFirst(), values(List.of(told)).getFirst(), new Interval(0, 0, 0));
    }

    /// What models are compared by: accuracy, or the root mean square error.
    double decisive(List<Told> told) {
        return ofClasses() ? classification(told).accuracy() : regression(told).rmse();
    }

    List<Metric> metrics(List<Told> told) {
        var metrics = new ArrayList<Metric>();
        if (ofClasses()) {
            ClassificationScores scores = classification(told);
            metrics.add(bounded("accuracy", scores.accuracy(), scores.interval()));
            metrics.add(plain("balancedAccuracy", scores.balancedAccuracy()));
            metrics.add(plain("macroF1", scores.macroF1()));
            if (scores.logLoss() != null) {
                metrics.add(plain("logLoss", scores.logLoss()));
            }
        } else {
            RegressionScores scores = regression(told);
            if (scores.r2() != null) {
                metrics.add(plain("r2", scores.r2()));
            }
            metrics.add(bounded("rmse", scores.rmse(), scores.interval()));
            metrics.add(plain("mae", scores.mae()));
        }
        return metrics;
    }

    /// Rows are what is true, columns what was told; null in regression.
    @Nullable
    List<List<Integer>> confusion(List<Told> told) {
        return ofClasses() ? classification(told).confusion() : null;
    }

    /// By how much a model is better than another.
    ///
    /// @param seed of the bootstrap, where there is one
    PairedDifference difference(List<Told> model, List<Told> other, long seed) {
        return ofClasses()
                ? PartScores.classDifference(classes(), labels(model), labels(other), testToTraining)
                : PartScores.numberDifference(numbers(), values(model), values(other), testToTraining, seed);
    }

    private ClassificationScores classification(List<Told> told) {
        int classes = ((Target.Classes) parts.getFirst()).names().size();
        return PartScores.ofClasses(classes(), labels(told), classes, probabilities(told), testToTraining, LEVEL);
    }

    private RegressionScores regression(List<Told> told) {
        return PartScores.ofNumbers(numbers(), values(told), testToTraining, LEVEL, SEED);
    }

    private List<int[]> classes() {
        return parts.stream().map(part -> ((Target.Classes) part).labels()).toList();
    }

    private List<double[]> numbers() {
        return parts.stream().map(part -> ((Target.Numbers) part).values()).toList();
    }

    private static List<int[]> labels(List<Told> told) {
        return told.stream().map(part -> ((Told.Classes) part).labels()).toList();
    }

    private static List<double[]> values(List<Told> told) {
        return told.stream().map(part -> ((Told.Numbers) part).values()).toList();
    }

    /// Of all rows, part after part; null where one part has none.
    private static @Nullable List<RealVector> probabilities(List<Told> told) {
        boolean all = told.stream().allMatch(part -> ((Told.Classes) part).probabilities() != null);
        return !all
                ? null
                : told.stream()
                        .flatMap(part -> Objects.requireNonNull(((Told.Classes) part).probabilities()).stream())
                        .toList();
    }

    private static Metric plain(String name, double value) {
        return new Metric(name, value, null, null);
    }

    private static Metric bounded(String name, double value, Interval interval) {
        return new Metric(name, value, interval.low(), interval.high());
    }
}
