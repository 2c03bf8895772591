package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be learnt from a data set.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LearningProblem.Classification.class, name = "classification"),
    @JsonSubTypes.Type(value = LearningProblem.Regression.class, name = "regression"),
    @JsonSubTypes.Type(value = LearningProblem.Similarity.class, name = "kernel")
})
public sealed interface LearningProblem {

    /// The name in the `type` property.
    @JsonIgnore
    String type();

    /// The data set's name.
    String dataset();

    /// Absent: nothing is told.
    @Nullable
    String target();

    /// Absent: all columns but the target.
    @Nullable
    List<String> features();

    Preprocessing preprocessing();

    /// Absent: nothing is tested.
    @Nullable
    Validation validation();

    /// To tell a row's class.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Classification(
            String dataset,
            String target,
            @Nullable List<String> features,
            Preprocessing preprocessing,
            Validation validation)
            implements LearningProblem {
        public Classification {
            Rules.required("dataset", dataset);
            Rules.required("target", target);
            features = copy(features);
        }

        @JsonCreator
        static Classification of(
                String dataset,
                String target,
                @Nullable List<String> features,
                @Nullable Preprocessing preprocessing,
                @Nullable Validation validation) {
            return new Classification(dataset, target, features, orNone(preprocessing), orDefault(validation));
        }

        @Override
        public String type() {
            return "classification";
        }
    }

    /// To tell a row's number.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Regression(
            String dataset,
            String target,
            @Nullable List<String> features,
            Preprocessing preprocessing,
            Validation validation)
            implements LearningProblem {
        public Regression {
            Rules.required("dataset", dataset);
            Rules.required("target", target);
            features = copy(features);
        }

        @JsonCreator
        static Regression of(
                String dataset,
                String target,
                @Nullable List<String> features,
                @Nullable Preprocessing preprocessing,
                @Nullable Validation validation) {
            return new Regression(dataset, target, features, orNone(preprocessing), orDefault(validation));
        }

        @Override
        public String type() {
            return "regression";
        }
    }

    /// Only how alike all rows are: the kernel's matrix and what is said of it, or what is learnt
    /// of it alone.
    ///
    /// @param target absent: nothing is said of how well the kernel fits it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Similarity(
            String dataset,
            @Nullable String target,
            @Nullable List<String> features,
            Preprocessing preprocessing) implements LearningProblem {
        public Similarity {
            Rules.required("dataset", dataset);
            features = copy(features);
        }

        @JsonCreator
        static Similarity of(
                String dataset,
                @Nullable String target,
                @Nullable List<String> features,
                @Nullable Preprocessing preprocessing) {
            return new Similarity(dataset, target, features, orNone(preprocessing));
        }

        @Override
        public String type() {
            return "kernel";
        }

        @Override
        @JsonIgnore
        public @Nullable Validation validation() {
            return null;
        }
    }

    private static @Nullable List<String> copy(@Nullable List<String> features) {
        List<String> given = Rules.given(features);
        return given == null ? null : List.copyOf(given);
    }

    private static Preprocessing orNone(@Nullable Preprocessing preprocessing) {
        return preprocessing == null ? new Preprocessing(List.of()) : preprocessing;
    }

    private static Validation orDefault(@Nullable Validation validation) {
        return validation == null ? Validation.Holdout.of(null) : validation;
    }
}
