package io.ketstream.benchmarks.learning;

import java.util.List;

/// What was measured.
record LearningFigures(int processors, List<Row> rows) {

    LearningFigures {
        rows = List.copyOf(rows);
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

    boolean isRight() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::isRight);
    }
}
