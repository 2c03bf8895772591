package io.ketstream.optimizer.learning.split;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/// Seeded divisions of rows into training and test.
///
/// Every row of folds is in exactly one test part. Where rows have classes, each class is in every training
/// part, and its share of each test part differs from that of all rows by less than one row.
public final class Splits {

    private Splits() {}

    /// @param fraction of the rows that are tested: the nearest number of rows, at least one and not all
    public static Split holdout(int rows, double fraction, long seed) {
        int tested = tested(rows, fraction);
        int[] order = shuffled(all(rows), new MersenneTwister(seed));
        return split(rows, Arrays.copyOf(order, tested));
    }

    /// @param labels the class of each row, from 0
    /// @throws InvalidValueException when there are not enough rows for each class to be in training
    public static Split stratifiedHoldout(int[] labels, double fraction, long seed) {
        int tested = tested(labels.length, fraction);
        int[][] members = members(labels);
        int[] taken = shares(members, tested, labels.length);
        var random = new MersenneTwister(seed);
        var test = new ArrayList<Integer>();
        for (int k = 0; k < members.length; k++) {
            int[] order = shuffled(members[k], random);
            for (int i = 0; i < taken[k]; i++) {
                test.add(order[i]);
            }
        }
        return split(labels.length, test.stream().mapToInt(Integer::intValue).toArray());
    }

    public static List<Split> folds(int rows, int folds, long seed) {
        Rules.within("folds", folds, 2, rows);
        int[] order = shuffled(all(rows), new MersenneTwister(seed));
        return dealt(rows, folds, order);
    }

    /// @param labels the class of each row, from 0
    /// @throws InvalidValueException when a class has one row only, which would be in no training part of
    ///     its fold
    public static List<Split> stratifiedFolds(int[] labels, int folds, long seed) {
        Rules.within("folds", folds, 2, labels.length);
        var random = new MersenneTwister(seed);
        int[] order = {};
        for (int[] rows : members(labels)) {
            if (rows.length == 1) {
                throw new InvalidValueException("target", "must have at least 2 rows of each class for folds");
            }
            order = IntStream.concat(Arrays.stream(order), Arrays.stream(shuffled(rows, random)))
                    .toArray();
        }
        return dealt(labels.length, folds, order);
    }

    /// Rows of two tables, one below the other.
    public static Split given(int training, int test) {
        return split(training + test, IntStream.range(training, training + test).toArray());
    }

    /// Like cards: so each class, whose rows lie together, is spread evenly, and the folds are of even
    /// size.
    private static List<Split> dealt(int rows, int folds, int[] order) {
        var splits = new ArrayList<Split>();
        for (int fold = 0; fold < folds; fold++) {
            int first = fold;
            int[] test = IntStream.range(0, rows)
                    .filter(i -> i % folds == first)
                    .map(i -> order[i])
                    .toArray();
            splits.add(split(rows, test));
        }
        return splits;
    }

    /// How many rows of each class are tested: in proportion, what is over to the largest remainders, and
    /// never all.
    private static int[] shares(int[][] members, int tested, int rows) {
        var taken = new int[members.length];
        int left = tested;
        for (int k = 0; k < members.length; k++) {
            taken[k] = (int) Math.min((long) tested * members[k].length / rows, Math.max(members[k].length - 1, 0));
            left -= taken[k];
        }
        while (left > 0) {
            int most = -1;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < members.length; k++) {
                double missing = (double) tested * members[k].length / rows - taken[k];
                if (taken[k] < members[k].length - 1 && missing > largest) {
                    most = k;
                    largest = missing;
                }
            }
            if (most < 0) {
                throw new InvalidValueException("fraction", "must leave a row of each class for training");
            }
            taken[most]++;
            left--;
        }
        return taken;
    }

    private static int tested(int rows, double fraction) {
        Rules.positive("fraction", fraction, 1);
        if (rows < 2) {
            throw new InvalidValueException("rows", "must be at least 2, not " + rows);
        }
        return (int) Math.min(Math.max(Math.round(fraction * rows), 1), rows - 1);
    }

    private static int[][] members(int[] labels) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        var members = new int[classes][];
        for (int k = 0; k < classes; k++) {
            int label = k;
            members[k] = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
        }
        return members;
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    /// R. Durstenfeld, Communications of the ACM 7, 420 (1964).
    private static int[] shuffled(int[] values, RandomGenerator random) {
        int[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return shuffled;
    }

    private static Split split(int rows, int[] test) {
        int[] sorted = test.clone();
        Arrays.sort(sorted);
        List<Integer> training = IntStream.range(0, rows)
                .filter(row -> Arrays.binarySearch(sorted, row) < 0)
                .boxed()
                .toList();
        return new Split(training, Arrays.stream(sorted).boxed().toList());
    }
}
