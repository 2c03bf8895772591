package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;

/// How far a model's outputs are from their target.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Loss.CrossEntropy.class, name = "cross-entropy"),
    @JsonSubTypes.Type(value = Loss.Squared.class, name = "squared"),
    @JsonSubTypes.Type(value = Loss.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = Loss.WeightedFidelity.class, name = "weighted-fidelity")
})
public sealed interface Loss {

    /// How many weights it has itself, which stand behind those of the circuit.
    default int weights() {
        return 0;
    }

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

    /// ½ Σ_c (α_c·F_c − Y_c)² over two classes, of one output f: F_0 = (1 − f)/2 and F_1 = (1 +
    /// f)/2 are the fidelities with the classes' states, Y_c is 1 for the target and 0 for the
    /// other, and α_0, α_1 are weights of its own (Pérez-Salinas et al., arXiv 1907.02085, eq. 21).
    record WeightedFidelity() implements Loss {

        @Override
        public int weights() {
            return 2;
        }

        /// The weight of a class times its state's fidelity, less what that should be.
        ///
        /// @param clazz 0 or 1
        /// @param weight α of it
        /// @param target 0 or 1
        public static double distance(int clazz, double weight, double output, double target) {
            return weight * fidelity(clazz, output) - (target == clazz ? 1 : 0);
        }

        /// With the state of class 0 or 1.
        public static double fidelity(int clazz, double output) {
            return (clazz == 1 ? 1 + output : 1 - output) / 2;
        }
    }
}
