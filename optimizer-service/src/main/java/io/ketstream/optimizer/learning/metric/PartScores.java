package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.RegressionScores;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Figures and differences over the test parts of a division: one of a holdout, or one of each fold.
///
/// Figures are of all tested rows together. Of one part, an interval is that of its rows (Wilson's of an
/// accuracy, the bootstrap's of an error); of several it is that of the mean over parts, with the variance
/// of [Intervals#corrected].
public final class PartScores {

    private PartScores() {}

    /// @param truth the class of each row of each part
    /// @param told what was told of it
    /// @param probabilities of all rows, part after part, or null
    /// @param testToTraining rows of a test part for each row of its training
    public static ClassificationScores ofClasses(
            List<int[]> truth,
            List<int[]> told,
            int classes,
            @Nullable List<RealVector> probabilities,
            double testToTraining,
            double level) {
        Rules.size("told", told.size(), truth.size());
        int[] allTruth = truth.stream().flatMapToInt(IntStream::of).toArray();
        int[] allTold = told.stream().flatMapToInt(IntStream::of).toArray();
        Interval interval = truth.size() == 1
                ? Intervals.wilson(ClassificationMetrics.right(allTruth, allTold), allTruth.length, level)
                : shares(Intervals.corrected(accuracies(truth, told), testToTraining, level));
        return ClassificationMetrics.scores(allTruth, allTold, classes, probabilities, interval);
    }

    /// @param truth the number of each row of each part
    /// @param told what was told of it
    /// @param testToTraining rows of a test part for each row of its training
    /// @param seed of the bootstrap, where there is one part
    public static RegressionScores ofNumbers(
            List<double[]> truth, List<double[]> told, double testToTraining, double level, long seed) {
        Rules.size("told", told.size(), truth.size());
        double[] allTruth = all(truth);
        double[] allTold = all(told);
        return RegressionMetrics.scores(
                allTruth,
                allTold,
                truth.size() == 1
                        ? Intervals.bootstrapRmse(allTruth, allTold, level, seed)
                        : roots(Intervals.corrected(meanSquares(truth, told), testToTraining, level)));
    }

    /// By how much a model's accuracy is above a control's.
    ///
    /// @param testToTraining rows of a test part for each row of its training
    public static PairedDifference classDifference(
            List<int[]> truth, List<int[]> model, List<int[]> control, double testToTraining) {
        if (truth.size() == 1) {
            return ExactMcNemar.of(truth.getFirst(), model.getFirst(), control.getFirst());
        }
        double[] ofModel = accuracies(truth, model);
        double[] ofControl = accuracies(truth, control);
        int smallest = truth.stream().mapToInt(part -> part.length).min().orElseThrow();
        return new CorrectedFolds(minus(ofModel, ofControl), testToTraining, 1.0 / smallest);
    }

    /// By how much a model's root mean square error is below a control's.
    ///
    /// @param testToTraining rows of a test part for each row of its training
    /// @param seed of the bootstrap, where there is one part
    public static PairedDifference numberDifference(
            List<double[]> truth, List<double[]> model, List<double[]> control, double testToTraining, long seed) {
        if (truth.size() == 1) {
            return BootstrapDifference.of(truth.getFirst(), model.getFirst(), control.getFirst(), seed);
        }
        double[] ofModel = meanSquares(truth, model);
        double[] ofControl = meanSquares(truth, control);
        for (int part = 0; part < ofModel.length; part++) {
            ofModel[part] = Math.sqrt(ofModel[part]);
            ofControl[part] = Math.sqrt(ofControl[part]);
        }
        return new CorrectedFolds(minus(ofControl, ofModel), testToTraining, 0);
    }

    private static double[] accuracies(List<int[]> truth, List<int[]> told) {
        return IntStream.range(0, truth.size())
                .mapToDouble(part ->
                        (double) ClassificationMetrics.right(truth.get(part), told.get(part)) / truth.get(part).length)
                .toArray();
    }

    private static double[] meanSquares(List<double[]> truth, List<double[]> told) {
        return IntStream.range(0, truth.size())
                .mapToDouble(part -> {
                    double rmse = RegressionMetrics.rmse(truth.get(part), told.get(part));
                    return rmse * rmse;
                })
                .toArray();
    }

    private static RealVector minus(double[] first, double[] second) {
        return RealVector.of(IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] - second[i])
                .toArray());
    }

    private static double[] all(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static Interval shares(Interval interval) {
        return new Interval(Math.max(interval.low(), 0), Math.min(interval.high(), 1), interval.level());
    }

    private static Interval roots(Interval interval) {
        return new Interval(Math.sqrt(Math.max(interval.low(), 0)), Math.sqrt(interval.high()), interval.level());
    }
}
