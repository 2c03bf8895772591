package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gates of a quantum neural network whose angles are its weights.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainableLayers.StronglyEntangling.class, name = "strongly-entangling"),
    @JsonSubTypes.Type(value = TrainableLayers.HardwareEfficient.class, name = "hardware-efficient"),
    @JsonSubTypes.Type(value = TrainableLayers.Rotations.class, name = "rotations"),
    @JsonSubTypes.Type(value = TrainableLayers.Brickwork.class, name = "brickwork")
})
public sealed interface TrainableLayers {

    int MAX_LAYERS = 100;

    int layers();

    /// How many weights there are.
    int weights(int qubits);

    /// Whether gates are between qubits.
    default boolean joinsQubits() {
        return true;
    }

    /// Per layer RZ, RY and RZ on every qubit, then a gate from each qubit to the one r further on,
    /// cyclically; r is
    /// 1, 2, …, n − 1, 1, … from layer to layer (Schuld et al., arXiv 1804.00633).
    ///
    /// @param entangler that gate; absent: CX
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StronglyEntangling(int layers, @Nullable Entangler entangler) implements TrainableLayers {

        public enum Entangler {
            @JsonProperty("cx")
            CX,
            @JsonProperty("cz")
            CZ
        }

        public StronglyEntangling {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            // One form of each meaning, so that what is older than the choice is written as ever.
            entangler = entangler == Entangler.CX ? null : entangler;
        }

        /// With CX.
        public StronglyEntangling(int layers) {
            this(layers, null);
        }

        @JsonCreator
        static StronglyEntangling of(@Nullable Integer layers, @Nullable Entangler entangler) {
            return new StronglyEntangling(layers == null ? 2 : layers, entangler);
        }

        public Entangler entanglerOrDefault() {
            return entangler == null ? Entangler.CX : entangler;
        }

        @Override
        public int weights(int qubits) {
            return 3 * qubits * layers;
        }
    }

    /// Per layer the named rotations on every qubit, then CX on each pair.
    record HardwareEfficient(int layers, List<Rotation> rotations, Entanglement entanglement)
            implements TrainableLayers {
        public HardwareEfficient {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            rotations = List.copyOf(rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
            Rules.required("entanglement", entanglement);
        }

        @JsonCreator
        static HardwareEfficient of(
                @Nullable Integer layers, @Nullable List<Rotation> rotations, @Nullable Entanglement entanglement) {
            List<Rotation> given = Rules.given(rotations);
            return new HardwareEfficient(
                    layers == null ? 2 : layers,
                    given == null ? List.of(Rotation.RY, Rotation.RZ) : given,
                    entanglement == null ? Entanglement.RING : entanglement);
        }

        @Override
        public int weights(int qubits) {
            return rotations.size() * qubits * layers;
        }
    }

    /// Three rotations make any turn of a qubit.
    private static List<Rotation> orAnyTurn(@Nullable List<Rotation> rotations) {
        List<Rotation> given = Rules.given(rotations);
        return given == null ? List.of(Rotation.RZ, Rotation.RY, Rotation.RZ) : given;
    }

    /// Per layer the named rotations on every qubit, then CZ on each pair of neighbours: (0, 1), (2,
    /// 3), … in the first layer, (1, 2), (3, 4), … in the second, and so on in turn.
    record Brickwork(int layers, List<Rotation> rotations) implements TrainableLayers {
        public Brickwork {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            rotations = List.copyOf(rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
        }

        @JsonCreator
        static Brickwork of(@Nullable Integer layers, @Nullable List<Rotation> rotations) {
            return new Brickwork(layers == null ? 2 : layers, orAnyTurn(rotations));
        }

        @Override
        public int weights(int qubits) {
            return rotations.size() * qubits * layers;
        }
    }

    /// Per layer the named rotations on every qubit, and nothing that joins qubits.
    record Rotations(int layers, List<Rotation> rotations) implements TrainableLayers {
        public Rotations {
            Rules.within("layers", layers, 1, MAX_LAYERS);
            rotations = List.copyOf(rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
        }

        @JsonCreator
        static Rotations of(@Nullable Integer layers, @Nullable List<Rotation> rotations) {
            return new Rotations(layers == null ? 2 : layers, orAnyTurn(rotations));
        }

        @Override
        public boolean joinsQubits() {
            return false;
        }

        @Override
        public int weights(int qubits) {
            return rotations.size() * qubits * layers;
        }
    }
}
