package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// Which rows a model is tested on. It never sees them in training, nor does its preprocessing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Validation.Holdout.class, name = "holdout"),
    @JsonSubTypes.Type(value = Validation.Folds.class, name = "folds"),
    @JsonSubTypes.Type(value = Validation.OtherDataset.class, name = "dataset")
})
public sealed interface Validation {

    /// A part of the rows, drawn with the run's seed; of each class its share.
    record Holdout(double fraction) implements Validation {
        public Holdout {
            Rules.within("fraction", fraction, 0.01, 0.9);
        }

        @JsonCreator
        static Holdout of(@Nullable Double fraction) {
            return new Holdout(fraction == null ? 0.25 : fraction);
        }

        /// How many of so many rows are tested: the nearest number, at least one and not all.
        public long tested(long rows) {
            return Math.min(Math.max(Math.round(fraction * rows), 1), rows - 1);
        }
    }

    /// Each row once: the rows in as many parts, each tested by a model that was trained on the others. The model that
    /// is kept is trained on all rows.
    record Folds(int folds) implements Validation {
        public Folds {
            Rules.within("folds", folds, 2, 20);
        }

        @JsonCreator
        static Folds of(@Nullable Integer folds) {
            return new Folds(folds == null ? 5 : folds);
        }
    }

    /// All rows of another data set with the same columns.
    record OtherDataset(String dataset) implements Validation {
        public OtherDataset {
            Rules.required("dataset", dataset);
        }
    }
}
