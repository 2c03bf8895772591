package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.learning.Sigmoid;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Probabilities of decisions: the sigmoid of largest likelihood (J. Platt, Advances in Large
/// Margin Classifiers (2000)) by Newton's method with backtracking (H.-T. Lin, C.-J. Lin, R. C.
/// Weng, Machine Learning 68, 267 (2007)).
final class PlattScaling {

    /// Or as many as there are rows of the smaller class.
    static final int FOLDS = 5;

    /// The label of a row that a machine does not learn from.
    private static final int LEFT_OUT = -1;

    private static final int MOST_STEPS = 200;
    private static final double LEAST_STEP = 1e-12;
    private static final double RIDGE = 1e-12;
    private static final double TOLERANCE = 1e-10;

    private PlattScaling() {}

    /// @throws io.ketstream.model.InvalidValueException when one of the classes has one row only
    static Sigmoid sigmoid(
            MachineKernel kernel, Libsvm solver, int[] labels, int first, int second, double c, long seed) {
        int[] rows = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == first || labels[i] == second)
                .toArray();
        int[] sides = IntStream.of(rows).map(i -> labels[i] == second ? 1 : 0).toArray();
        int smaller = Math.min(
                IntStream.of(sides).sum(), rows.length - IntStream.of(sides).sum());
        var scores = new double[rows.length];
        for (Split split : Splits.stratifiedFolds(sides, Math.max(Math.min(FOLDS, smaller), 2), seed)) {
            var others = new int[labels.length];
            Arrays.fill(others, LEFT_OUT);
            split.training().forEach(place -> others[rows[place]] = sides[place]);
            PairMachine machine = PairMachine.train(kernel, solver, others, 0, 1, c);
            int[] test = split.test().stream().mapToInt(Integer::intValue).toArray();
            double[] told = machine.scores(
                    kernel, IntStream.of(test).map(place -> rows[place]).toArray());
            for (int i = 0; i < test.length; i++) {
                scores[test[i]] = told[i];
            }
        }
        return fit(scores, sides);
    }

    /// @param sides 1 for the second class, 0 for the first
    static Sigmoid fit(double[] scores, int[] sides) {
        double ofSecond = IntStream.of(sides).sum();
        double ofFirst = sides.length - ofSecond;
        var targets = new double[sides.length];
        for (int i = 0; i < targets.length; i++) {
            // not 0 and 1: Platt's prior, as if each class had been seen once more on either side
            targets[i] = sides[i] == 1 ? (ofSecond + 1) / (ofSecond + 2) : 1 / (ofFirst + 2);
        }
        double slope = 0;
        double offset = StrictMath.log((ofSecond + 1) / (ofFirst + 1));
        double loss = loss(scores, targets, slope, offset);
        for (int step = 0; step < MOST_STEPS; step++) {
            double h11 = RIDGE;
            double h22 = RIDGE;
            double h12 = 0;
            double g1 = 0;
            double g2 = 0;
            for (int i = 0; i < scores.length; i++) {
                double p = probability(slope * scores[i] + offset);
                double weight = p * (1 - p);
                h11 += weight * scores[i] * scores[i];
                h22 += weight;
                h12 += weight * scores[i];
                g1 += (p - targets[i]) * scores[i];
                g2 += p - targets[i];
            }
            if (Math.abs(g1) < TOLERANCE && Math.abs(g2) < TOLERANCE) {
                break;
            }
            double determinant = h11 * h22 - h12 * h12;
            double d1 = -(h22 * g1 - h12 * g2) / determinant;
            double d2 = -(h11 * g2 - h12 * g1) / determinant;
            double length = 1;
            double decrease = g1 * d1 + g2 * d2;
            double next = loss(scores, targets, slope + d1, offset + d2);
            while (!(next <= loss + 1e-4 * length * decrease) && length > LEAST_STEP) {
                length /= 2;
                next = loss(scores, targets, slope + length * d1, offset + length * d2);
            }
            if (!(next < loss)) {
                break;
            }
            slope += length * d1;
            offset += length * d2;
            loss = next;
        }
        return new Sigmoid(slope, offset);
    }

    private static double loss(double[] scores, double[] targets, double slope, double offset) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = slope * scores[i] + offset;
            loss += Math.max(z, 0) - targets[i] * z + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return loss;
    }

    private static double probability(double z) {
        double small = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + small) : small / (1 + small);
    }
}
