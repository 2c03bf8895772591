package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a model tells of rows, in their order.
sealed interface Told {

    /// Of some of the rows.
    ///
    /// @param to after the last
    Told part(int from, int to);

    final class Classes implements Told {

        private final int[] labels;
        private final @Nullable List<RealVector> probabilities;

        /// @param probabilities of each class, one vector a row; null where the model has none
        Classes(int[] labels, @Nullable List<RealVector> probabilities) {
            this.labels = labels.clone();
            this.probabilities = probabilities == null ? null : List.copyOf(probabilities);
        }

        @Override
        public Classes part(int from, int to) {
            return new Classes(
                    Arrays.copyOfRange(labels, from, to),
                    probabilities == null ? null : probabilities.subList(from, to));
        }

        int[] labels() {
            return labels.clone();
        }

        @Nullable
        List<RealVector> probabilities() {
            return probabilities;
        }
    }

    final class Numbers implements Told {

        private final double[] values;

        Numbers(double[] values) {
            this.values = values.clone();
        }

        @Override
        public Numbers part(int from, int to) {
            return new Numbers(Arrays.copyOfRange(values, from, to));
        }

        double[] values() {
            return values.clone();
        }
    }

    /// What models decided of rows, in their order; at least one.
    static Told of(List<? extends Decision> decisions) {
        if (decisions.getFirst() instanceof Decision.OfValue) {
            return new Numbers(decisions.stream()
                    .mapToDouble(decision -> ((Decision.OfValue) decision).value())
                    .toArray());
        }
        List<Decision.OfClass> ofClasses =
                decisions.stream().map(decision -> (Decision.OfClass) decision).toList();
        List<RealVector> probabilities = ofClasses.stream()
                .map(Decision.OfClass::probabilities)
                .filter(Objects::nonNull)
                .toList();
        return new Classes(
                ofClasses.stream().mapToInt(Decision.OfClass::label).toArray(),
                probabilities.size() == decisions.size() ? probabilities : null);
    }
}
