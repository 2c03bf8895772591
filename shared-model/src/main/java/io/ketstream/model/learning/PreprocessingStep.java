package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// A step that makes columns of others. What it needs of the data it takes from the rows that it is fitted on, and
/// from no others.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PreprocessingStep.Impute.class, name = "impute"),
    @JsonSubTypes.Type(value = PreprocessingStep.OneHot.class, name = "one-hot"),
    @JsonSubTypes.Type(value = PreprocessingStep.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = PreprocessingStep.Pca.class, name = "pca"),
    @JsonSubTypes.Type(value = PreprocessingStep.Bandwidth.class, name = "bandwidth")
})
public sealed interface PreprocessingStep {

    /// Fills in missing numbers. The median of an even count is the mean of the two in the middle.
    ///
    /// @param value of [Filling#CONSTANT] only
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Impute(Filling method, @Nullable Double value) implements PreprocessingStep {

        /// What a missing number becomes.
        public enum Filling {
            @JsonProperty("mean")
            MEAN,
            @JsonProperty("median")
            MEDIAN,
            @JsonProperty("constant")
            CONSTANT
        }

        public Impute {
            Rules.required("method", method);
            if (method == Filling.CONSTANT) {
                Rules.moderate("value", Rules.required("value", value));
            } else if (value != null) {
                throw new InvalidValueException("value", "belongs to method constant");
            }
        }
    }

    /// A column for each category, in the order of their texts: 1 where a row has it, else 0. A missing category, and
    /// one that no row had that it was fitted on, is 0 in all of them.
    record OneHot() implements PreprocessingStep {}

    /// Moves and stretches each column. A constant one is moved only.
    ///
    /// @param low of [Scaling#MINMAX] only: what the smallest number becomes, 0 by default
    /// @param high of [Scaling#MINMAX] only: what the largest becomes, 1 by default
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scale(
            Scaling method, @Nullable Double low, @Nullable Double high) implements PreprocessingStep {

        /// How a column is scaled.
        public enum Scaling {
            /// To mean 0 and standard deviation 1, that divided by n.
            @JsonProperty("standard")
            STANDARD,
            @JsonProperty("minmax")
            MINMAX
        }

        public Scale {
            Rules.required("method", method);
            if (method == Scaling.MINMAX) {
                double least = Rules.moderate("low", Rules.required("low", low));
                if (Rules.moderate("high", Rules.required("high", high)) <= least) {
                    throw new InvalidValueException("high", "must be greater than low, " + low + ", not " + high);
                }
            } else if (low != null || high != null) {
                throw new InvalidValueException(low == null ? "high" : "low", "belongs to method minmax");
            }
        }

        @JsonCreator
        static Scale of(Scaling method, @Nullable Double low, @Nullable Double high) {
            boolean ranged = method == Scaling.MINMAX;
            return new Scale(
                    method,
                    ranged && low == null ? Double.valueOf(0) : low,
                    ranged && high == null ? Double.valueOf(1) : high);
        }

        public static Scale standard() {
            return new Scale(Scaling.STANDARD, null, null);
        }

        public static Scale minmax(double low, double high) {
            return new Scale(Scaling.MINMAX, low, high);
        }
    }

    /// The first principal components of the columns: projections of the centred row on the directions of largest
    /// variance. The entry of a direction that is largest in size, the first of several, is positive.
    record Pca(int components) implements PreprocessingStep {

        public static final int MAX_COLUMNS = 256;

        public Pca {
            Rules.within("components", components, 1, MAX_COLUMNS);
        }
    }

    /// Multiplies every column: how far apart two rows are as angles of a feature map.
    record Bandwidth(double factor) implements PreprocessingStep {
        public Bandwidth {
            Rules.positive("factor", factor, 1e6);
        }
    }
}
