package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model tells of rows, in their order.
sealed interface Told {

    final class Classes implements Told {

        private final int[] labels;
        private final @Nullable List<RealVector> probabilities;

        /// @param probabilities of each class, one vector a row; null where the model has none
        Classes(int[] labels, @Nullable List<RealVector> probabilities) {
            this.labels = labels.clone();
            this.probabilities = probabilities == null ? null : List.copyOf(probabilities);
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

        double[] values() {
            return values.clone();
        }
    }
}
