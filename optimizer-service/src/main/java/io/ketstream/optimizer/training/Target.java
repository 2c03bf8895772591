package io.ketstream.optimizer.training;

import io.ketstream.optimizer.learning.control.ShuffledTargets;
import io.ketstream.optimizer.learning.gram.TargetKernel;
import java.util.List;

/// What is to be told of rows.
sealed interface Target {

    /// Of some of the rows.
    Target of(List<Integer> rows);

    /// The kernel that tells of it all there is to be told.
    TargetKernel kernel();

    /// The same for other rows: in an order that is drawn by chance.
    Target shuffled(long seed);

    /// Classes of rows, each as its place among `names`.
    final class Classes implements Target {

        private final List<String> names;
        private final int[] labels;

        Classes(List<String> names, int[] labels) {
            this.names = List.copyOf(names);
            this.labels = labels.clone();
        }

        List<String> names() {
            return names;
        }

        int[] labels() {
            return labels.clone();
        }

        @Override
        public TargetKernel kernel() {
            return TargetKernel.ofClasses(labels, names.size());
        }

        @Override
        public Classes of(List<Integer> rows) {
            return new Classes(names, rows.stream().mapToInt(row -> labels[row]).toArray());
        }

        @Override
        public Classes shuffled(long seed) {
            return new Classes(names, ShuffledTargets.of(labels, seed));
        }
    }

    /// Numbers of rows.
    final class Numbers implements Target {

        private final double[] values;

        Numbers(double[] values) {
            this.values = values.clone();
        }

        double[] values() {
            return values.clone();
        }

        @Override
        public TargetKernel kernel() {
            return TargetKernel.ofNumbers(values);
        }

        @Override
        public Numbers of(List<Integer> rows) {
            return new Numbers(rows.stream().mapToDouble(row -> values[row]).toArray());
        }

        @Override
        public Numbers shuffled(long seed) {
            return new Numbers(ShuffledTargets.of(values, seed));
        }
    }
}
