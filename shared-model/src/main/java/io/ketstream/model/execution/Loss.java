package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;

/// How far a model's outputs are from their target.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Loss.CrossEntropy.class, name = "cross-entropy"),
    @JsonSubTypes.Type(value = Loss.Squared.class, name = "squared"),
    @JsonSubTypes.Type(value = Loss.Linear.class, name = "linear")
})
public sealed interface Loss {

    /// −ln p of the target. One output f: p = 1/(1 + exp(−scale·f)) for target 1, the rest for target 0. Several: the
    /// target is the number of an output, p its softmax of all, scaled.
    ///
    /// @param scale what an output is multiplied by first
    record CrossEntropy(double scale) implements Loss {
        public CrossEntropy {
            Rules.positive("scale", scale, 1e6);
        }
    }

    /// Σ (scale·f − target)² over outputs: of one output the target itself, of several +1 for the output whose number
    /// it is, and −1 for the others.
    ///
    /// @param scale what an output is multiplied by first
    record Squared(double scale) implements Loss {
        public Squared {
            Rules.positive("scale", scale, 1e6);
        }
    }

    /// The probability of the wrong one of two classes: (1 − f)/2 for target 1, (1 + f)/2 for
    /// target 0. Of one output.
    record Linear() implements Loss {}
}
