package io.ketstream.optimizer.learning.metric;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.Interval;
import org.apache.commons.math3.distribution.TDistribution;

/// The mean difference over folds by the t-test whose variance is corrected for training parts that overlap
/// (C. Nadeau, Y. Bengio, Machine Learning 52, 239 (2003)).
///
/// @param differences by how much the model is better in each fold, at least 2
/// @param testToTraining n_test/n_train: 1/(k − 1) for k folds
/// @param step in which a fold's difference comes: 1/n_test of accuracies, 0 of errors. The standard
///     deviation over folds is taken to be at least that of rounding to it, step/√12: differences that
///     happen to be equal in a few folds do not show that they do not vary
public record CorrectedFolds(RealVector differences, double testToTraining, double step) implements PairedDifference {

    public CorrectedFolds {
        Rules.within("differences", differences.size(), 2, Integer.MAX_VALUE);
        Rules.positive("testToTraining", testToTraining, 1e9);
        Rules.within("step", step, 0, 1);
    }

    @Override
    public double difference() {
        return Intervals.mean(differences.toArray());
    }

    @Override
    public double pValue() {
        double difference = difference();
        double error = error();
        if (error == 0) {
            return difference == 0 ? 1 : 0;
        }
        // no random numbers are drawn from it
        var student = new TDistribution(null, differences.size() - 1.0);
        return 2 * student.cumulativeProbability(-Math.abs(difference) / error);
    }

    @Override
    public Interval interval(double level) {
        double half = Intervals.quantile(differences.size(), level) * error();
        double low = difference() - half;
        double high = difference() + half;
        // what no two accuracies can differ by is left out
        return step == 0 ? new Interval(low, high, level) : new Interval(Math.max(-1, low), Math.min(1, high), level);
    }

    private double error() {
        return Intervals.correctedError(differences.toArray(), testToTraining, step * step / 12);
    }
}
