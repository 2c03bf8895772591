package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// How alike two rows are, by the states that a feature map makes of them.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Kernel.Fidelity.class, name = "fidelity"),
    @JsonSubTypes.Type(value = Kernel.Projected.class, name = "projected")
})
public sealed interface Kernel {

    FeatureMap featureMap();

    /// Absent: the kernel as it is, of each row with each.
    @Nullable
    NystromApproximation nystrom();

    /// Absent: nothing of its circuit is trained.
    @Nullable
    KernelAlignment alignment();

    /// The most qubits that its circuit may have: [FeatureMap#MAX_SEPARABLE_QUBITS] where no gate
    /// joins qubits, so that each is simulated by itself, else [FeatureMap#MAX_QUBITS]. Samples of
    /// Bloch vectors are of all qubits together.
    ///
    /// @param sampled whether its entries are estimated by shots
    default int mostQubits(boolean sampled) {
        KernelAlignment alignment = alignment();
        boolean joined = !featureMap().isSeparable()
                || (alignment != null && alignment.layers().joinsQubits());
        return joined || (sampled && this instanceof Projected)
                ? FeatureMap.MAX_QUBITS
                : FeatureMap.MAX_SEPARABLE_QUBITS;
    }

    /// The layers of an alignment stand before the map.
    private static void checkMap(FeatureMap featureMap, @Nullable KernelAlignment alignment) {
        Rules.required("featureMap", featureMap);
        if (alignment == null) {
            featureMap.checkStandsFirst();
        }
    }

    /// |⟨ψ(y)|ψ(x)⟩|² (Havlíček et al., arXiv 1804.11326; Schuld & Killoran, arXiv 1803.07128).
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fidelity(
            FeatureMap featureMap,
            @Nullable NystromApproximation nystrom,
            @Nullable KernelAlignment alignment) implements Kernel {
        public Fidelity {
            checkMap(featureMap, alignment);
        }

        /// As it is.
        public Fidelity(FeatureMap featureMap) {
            this(featureMap, null, null);
        }
    }

    /// exp(−gamma · Σ over qubits of ‖ρ(x) − ρ(y)‖²), Frobenius norm of the states of single qubits
    /// (Huang et al., arXiv 2011.01938).
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Projected(
            FeatureMap featureMap,
            double gamma,
            @Nullable NystromApproximation nystrom,
            @Nullable KernelAlignment alignment)
            implements Kernel {
        public Projected {
            checkMap(featureMap, alignment);
            Rules.positive("gamma", gamma, 1e6);
        }

        /// As it is.
        public Projected(FeatureMap featureMap, double gamma) {
            this(featureMap, gamma, null, null);
        }

        @JsonCreator
        static Projected of(
                FeatureMap featureMap,
                @Nullable Double gamma,
                @Nullable NystromApproximation nystrom,
                @Nullable KernelAlignment alignment) {
            return new Projected(featureMap, gamma == null ? 1 : gamma, nystrom, alignment);
        }
    }
}
