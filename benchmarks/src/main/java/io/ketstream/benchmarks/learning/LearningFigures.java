package io.ketstream.benchmarks.learning;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What was measured.
///
/// @param rows of models that learn the same with every seed
/// @param seeded of the others
record LearningFigures(int processors, List<Row> rows, List<SeededRow> seeded) {

    LearningFigures {
        rows = List.copyOf(rows);
        seeded = List.copyOf(seeded);
    }

    /// One published row and what a run made of it.
    ///
    /// @param trainRows of the data set
    /// @param published fractions that were told right
    /// @param own the same of the run
    /// @param seconds from submission to the outcome's view
    record Row(
            String model,
            String dataset,
            int trainRows,
            int testRows,
            PublishedRow.Accuracies published,
            PublishedRow.Accuracies own,
            double seconds) {

        /// Rows of training told right here and not there, less those there and not here.
        long trainDifference() {
            return Math.round((own.train() - published.train()) * trainRows);
        }

        long testDifference() {
            return Math.round((own.test() - published.test()) * testRows);
        }

        boolean isExact() {
            return trainDifference() == 0 && testDifference() == 0;
        }

        /// At most one sample of each apart.
        boolean isRight() {
            return Math.abs(trainDifference()) <= 1 && Math.abs(testDifference()) <= 1;
        }
    }

    /// One published row of several seeds and what runs of several seeds made of it; the seeds are
    /// not the same ones.
    ///
    /// @param evaluations of circuits by all runs: a row of a step or of a look at all rows each
    /// @param seconds from the submission of all to the last outcome's view
    record SeededRow(
            String model,
            String dataset,
            List<PublishedRow.Accuracies> published,
            List<PublishedRow.Accuracies> own,
            long evaluations,
            double seconds) {

        /// Of the difference of two means, that are no farther apart.
        private static final double MOST_ERRORS = 2;

        SeededRow {
            published = List.copyOf(published);
            own = List.copyOf(own);
        }

        Means train() {
            return Means.of(own, published, PublishedRow.Accuracies::train);
        }

        Means test() {
            return Means.of(own, published, PublishedRow.Accuracies::test);
        }

        boolean isRight() {
            return Math.abs(train().errors()) <= MOST_ERRORS && Math.abs(test().errors()) <= MOST_ERRORS;
        }
    }

    /// Two means of accuracies and how far they are apart.
    ///
    /// @param errors (own − published) / √(s²/n + s'²/n'), s and s' the standard deviations of n
    ///     and n' accuracies; 0 where equal means have no error
    record Means(double own, double published, double errors) {

        static Means of(
                List<PublishedRow.Accuracies> own,
                List<PublishedRow.Accuracies> published,
                ToDoubleFunction<PublishedRow.Accuracies> accuracy) {
            double[] here = own.stream().mapToDouble(accuracy).toArray();
            double[] there = published.stream().mapToDouble(accuracy).toArray();
            double difference = mean(here) - mean(there);
            double error = Math.sqrt(squaredError(here) + squaredError(there));
            return new Means(mean(here), mean(there), difference == 0 ? 0 : difference / error);
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }

        /// The variance of the mean.
        private static double squaredError(double[] values) {
            double mean = mean(values);
            double sum = 0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return sum / (values.length - 1) / values.length;
        }
    }

    boolean isRight() {
        return !(rows.isEmpty() && seeded.isEmpty())
                && rows.stream().allMatch(Row::isRight)
                && seeded.stream().allMatch(SeededRow::isRight);
    }
}
