package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;
import io.ketstream.model.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The family of circuits that a run varies.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Ansatz.Qaoa.class, name = "qaoa"),
    @JsonSubTypes.Type(value = Ansatz.HardwareEfficient.class, name = "hardware-efficient"),
    @JsonSubTypes.Type(value = Ansatz.HamiltonianVariational.class, name = "hamiltonian-variational")
})
public sealed interface Ansatz {

    int MAX_LAYERS = 200;

    int layers();

    /// The quantum alternating operator ansatz: per layer exp(−iγC), then exp(−iβB).
    ///
    /// @param maxQubits a portfolio of more assets is taken apart into clusters of at most as many, a circuit each
    record Qaoa(
            int layers,
            Mixer mixer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer maxQubits) implements Ansatz {
        public Qaoa {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            if (maxQubits != null) {
                Rules.within("maxQubits", maxQubits, 2, Problem.MAX_VARIABLES);
            }
        }

        /// For circuits of any size.
        public Qaoa(int layers, Mixer mixer) {
            this(layers, mixer, null);
        }

        @JsonCreator
        static Qaoa of(@Nullable Integer layers, @Nullable Mixer mixer, @Nullable Integer maxQubits) {
            return new Qaoa(layers == null ? 3 : layers, mixer == null ? Mixer.X : mixer, maxQubits);
        }
    }

    /// Per layer the named rotations on every qubit, then entangling CX; a last round of rotations closes the circuit.
    record HardwareEfficient(int layers, List<Rotation> rotations, Entanglement entanglement) implements Ansatz {
        public HardwareEfficient {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            rotations = List.copyOf(rotations);
            Rules.notEmpty("rotations", rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
        }

        @JsonCreator
        static HardwareEfficient of(
                @Nullable Integer layers, @Nullable List<Rotation> rotations, @Nullable Entanglement entanglement) {
            List<Rotation> given = Rules.given(rotations);
            return new HardwareEfficient(
                    layers == null ? 2 : layers,
                    given == null ? List.of(Rotation.RY) : given,
                    entanglement == null ? Entanglement.LINEAR : entanglement);
        }
    }

    /// Per layer exp(−iθₖHₖ) for each group Hₖ of commuting terms of the Hamiltonian, one angle a group
    /// (Wecker et al., arXiv 1507.08969).
    record HamiltonianVariational(int layers) implements Ansatz {
        public HamiltonianVariational {
            Rules.within("layers", layers, 1, MAX_LAYERS);
        }

        @JsonCreator
        static HamiltonianVariational of(@Nullable Integer layers) {
            return new HamiltonianVariational(layers == null ? 3 : layers);
        }
    }
}
