package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a row of features becomes a state of qubits.
///
/// A circuit's angles are affine in its inputs, and some maps need products of features: so the inputs of a map's
/// circuit are not the features but the *angles* that [#angles] makes of them.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FeatureMap.Angle.class, name = "angle"),
    @JsonSubTypes.Type(value = FeatureMap.Z.class, name = "z"),
    @JsonSubTypes.Type(value = FeatureMap.Zz.class, name = "zz"),
    @JsonSubTypes.Type(value = FeatureMap.Pauli.class, name = "pauli"),
    @JsonSubTypes.Type(value = FeatureMap.Iqp.class, name = "iqp"),
    @JsonSubTypes.Type(value = FeatureMap.Separable.class, name = "separable"),
    @JsonSubTypes.Type(value = FeatureMap.Amplitude.class, name = "amplitude"),
    @JsonSubTypes.Type(value = FeatureMap.DenseAngle.class, name = "dense-angle")
})
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public sealed interface FeatureMap {

    int MAX_QUBITS = 20;

    /// Where qubits are not joined and only compared one by one: as many as an observable may act
    /// on.
    int MAX_SEPARABLE_QUBITS = 62;

    int MAX_REPETITIONS = 100;

    /// Of so many features: one each, where it is not said otherwise.
    default int qubits(int features) {
        return features;
    }

    /// How many inputs its circuit has.
    default int numberOfAngles(int features) {
        return features;
    }

    /// In how many gates its angles stand, where the map stands once: one each, where it is not said
    /// otherwise.
    default int gatesOfAngles(int features) {
        return numberOfAngles(features);
    }

    /// The inputs of its circuit, radians: the features, where it is not said otherwise.
    default RealVector angles(RealVector features) {
        return features;
    }

    /// The same map without gates between qubits: what is left when nothing is entangled.
    default FeatureMap separableTwin() {
        return this;
    }

    /// Whether no gate is between qubits, so that a fidelity is a product of one per qubit.
    default boolean isSeparable() {
        return separableTwin().equals(this);
    }

    /// Whether its first rotations, of some features and no others, do nothing but a phase where no
    /// gate stands before them.
    default boolean beginsWithPhase() {
        return false;
    }

    /// For a map that stands in a circuit once, with no gate before it.
    ///
    /// @throws InvalidValueException naming `featureMap.rotations`, when features would have no
    ///     influence
    default void checkStandsFirst() {
        if (beginsWithPhase()) {
            throw new InvalidValueException(
                    "featureMap.rotations",
                    "must not begin with rz where no gate stands before the map and it stands once: the features of"
                            + " these rotations would have no influence");
        }
    }

    /// Whether a circuit of at most so many qubits can be made of so many features.
    ///
    /// @throws InvalidValueException naming the field
    default void check(int features, int mostQubits) {
        int qubits = qubits(features);
        if (qubits > mostQubits) {
            throw new InvalidValueException(
                    "type",
                    "must be a map of at most " + mostQubits + " qubits: " + features + " features would need " + qubits
                            + "; select features, or reduce them by pca");
        }
    }

    /// R(xᵢ) on qubit i, in each repetition the named rotations one after the other.
    record Angle(List<Rotation> rotations, int repetitions) implements FeatureMap {
        public Angle {
            rotations = List.copyOf(rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
            Rules.within("repetitions", repetitions, 1, MAX_REPETITIONS);
        }

        @JsonCreator
        static Angle of(@Nullable List<Rotation> rotations, @Nullable Integer repetitions) {
            List<Rotation> given = Rules.given(rotations);
            return new Angle(given == null ? List.of(Rotation.RY) : given, repetitions == null ? 1 : repetitions);
        }

        @Override
        public int gatesOfAngles(int features) {
            return repetitions * rotations.size() * features;
        }
    }

    /// Several features a qubit, a rotation each: of r rotations, the first by feature r·i on qubit
    /// i, the next by feature r·i + 1, and so on (LaRose & Coyle, arXiv 2003.01695; Pérez-Salinas
    /// et al., arXiv 1907.02085). Rotations that no feature is left for are not there.
    record DenseAngle(List<Rotation> rotations) implements FeatureMap {
        public DenseAngle {
            rotations = List.copyOf(rotations);
            Rules.within("rotations", rotations.size(), 1, 3);
        }

        @JsonCreator
        static DenseAngle of(@Nullable List<Rotation> rotations) {
            List<Rotation> given = Rules.given(rotations);
            return new DenseAngle(given == null ? List.of(Rotation.RY, Rotation.RZ) : given);
        }

        @Override
        public boolean beginsWithPhase() {
            return rotations.getFirst() == Rotation.RZ;
        }

        @Override
        public int qubits(int features) {
            return Math.ceilDiv(features, rotations.size());
        }
    }

    /// Per repetition H on every qubit, then the phase P(2xᵢ) on qubit i (Havlíček et al., arXiv 1804.11326).
    record Z(int repetitions) implements FeatureMap {
        public Z {
            Rules.within("repetitions", repetitions, 1, MAX_REPETITIONS);
        }

        @JsonCreator
        static Z of(@Nullable Integer repetitions) {
            return new Z(repetitions == null ? 2 : repetitions);
        }

        @Override
        public int gatesOfAngles(int features) {
            return repetitions * features;
        }
    }

    /// As [Z], then per pair the phase P(2(π − xᵢ)(π − xⱼ)) where the two qubits differ.
    ///
    /// Angles: the features, then (π − xᵢ)(π − xⱼ) for each of [#pairs].
    record Zz(int repetitions, Entanglement entanglement) implements FeatureMap {
        public Zz {
            Rules.within("repetitions", repetitions, 1, MAX_REPETITIONS);
            Rules.required("entanglement", entanglement);
        }

        @JsonCreator
        static Zz of(@Nullable Integer repetitions, @Nullable Entanglement entanglement) {
            return new Zz(
                    repetitions == null ? 2 : repetitions, entanglement == null ? Entanglement.FULL : entanglement);
        }

        @Override
        public int numberOfAngles(int features) {
            return features + pairs(features, entanglement).size();
        }

        @Override
        public int gatesOfAngles(int features) {
            return repetitions * numberOfAngles(features);
        }

        @Override
        public RealVector angles(RealVector features) {
            return followed(
                    features,
                    pairs(features.size(), entanglement),
                    (one, other) -> (Math.PI - one) * (Math.PI - other));
        }

        @Override
        public FeatureMap separableTwin() {
            return new Z(repetitions);
        }
    }

    /// Per repetition H on every qubit, then for each of `paulis` in turn, on every qubit (one letter) or pair (two
    /// letters), exp(−i·alpha/2·φ·P): φ = xᵢ, or (π − xᵢ)(π − xⱼ). With Z and ZZ and alpha 2 it is [Zz].
    ///
    /// Angles as of [Zz]; those of pairs only where a Pauli has two letters.
    ///
    /// @param paulis words of one or two of the letters X, Y and Z; the right letter is of the pair's first qubit
    record Pauli(List<String> paulis, int repetitions, Entanglement entanglement, double alpha) implements FeatureMap {

        private static final int MOST = 8;

        public Pauli {
            paulis = List.copyOf(paulis);
            Rules.within("paulis", paulis.size(), 1, MOST);
            for (int i = 0; i < paulis.size(); i++) {
                if (!paulis.get(i).matches("[XYZ]{1,2}")) {
                    throw new InvalidValueException(
                            "paulis[" + i + "]",
                            "must be one or two of the letters X, Y, Z, not '" + paulis.get(i) + "'");
                }
            }
            Rules.within("repetitions", repetitions, 1, MAX_REPETITIONS);
            Rules.required("entanglement", entanglement);
            Rules.moderate("alpha", alpha);
        }

        @JsonCreator
        static Pauli of(
                @Nullable List<String> paulis,
                @Nullable Integer repetitions,
                @Nullable Entanglement entanglement,
                @Nullable Double alpha) {
            List<String> given = Rules.given(paulis);
            return new Pauli(
                    given == null ? List.of("Z", "ZZ") : given,
                    repetitions == null ? 2 : repetitions,
                    entanglement == null ? Entanglement.FULL : entanglement,
                    alpha == null ? 2 : alpha);
        }

        @Override
        public int numberOfAngles(int features) {
            return features + (isSeparable() ? 0 : pairs(features, entanglement).size());
        }

        /// Of words of one letter one a feature, of the others one a pair; with `alpha` 0 none.
        @Override
        public int gatesOfAngles(int features) {
            int single =
                    (int) paulis.stream().filter(word -> word.length() == 1).count();
            int joined = paulis.size() - single;
            int ofPairs = joined == 0 ? 0 : pairs(features, entanglement).size();
            return alpha == 0 ? 0 : repetitions * (single * features + joined * ofPairs);
        }

        @Override
        public RealVector angles(RealVector features) {
            return isSeparable()
                    ? features
                    : followed(
                            features,
                            pairs(features.size(), entanglement),
                            (one, other) -> (Math.PI - one) * (Math.PI - other));
        }

        /// With the Paulis of one letter; where there is none, [Z].
        @Override
        public FeatureMap separableTwin() {
            List<String> single =
                    paulis.stream().filter(word -> word.length() == 1).toList();
            return single.isEmpty() ? new Z(repetitions) : new Pauli(single, repetitions, entanglement, alpha);
        }

        @Override
        public boolean isSeparable() {
            return paulis.stream().allMatch(word -> word.length() == 1);
        }
    }

    /// Per repetition H on every qubit, RZ(xᵢ) on qubit i and RZZ(xᵢxⱼ) on each pair: instantaneous quantum
    /// polynomial circuits.
    ///
    /// Angles: the features, then xᵢxⱼ for each of [#pairs].
    record Iqp(int repetitions, Entanglement entanglement) implements FeatureMap {
        public Iqp {
            Rules.within("repetitions", repetitions, 1, MAX_REPETITIONS);
            Rules.required("entanglement", entanglement);
        }

        @JsonCreator
        static Iqp of(@Nullable Integer repetitions, @Nullable Entanglement entanglement) {
            return new Iqp(
                    repetitions == null ? 1 : repetitions, entanglement == null ? Entanglement.FULL : entanglement);
        }

        @Override
        public int numberOfAngles(int features) {
            return features + pairs(features, entanglement).size();
        }

        @Override
        public int gatesOfAngles(int features) {
            return repetitions * numberOfAngles(features);
        }

        @Override
        public RealVector angles(RealVector features) {
            return followed(features, pairs(features.size(), entanglement), (one, other) -> one * other);
        }

        @Override
        public FeatureMap separableTwin() {
            return new Pauli(List.of("Z"), repetitions, entanglement, 1);
        }
    }

    /// Per layer RX(−π/4), then RY(−xᵢ) on qubit i.
    record Separable(int layers) implements FeatureMap {
        public Separable {
            Rules.within("layers", layers, 1, MAX_REPETITIONS);
        }

        @JsonCreator
        static Separable of(@Nullable Integer layers) {
            return new Separable(layers == null ? 1 : layers);
        }

        @Override
        public int gatesOfAngles(int features) {
            return layers * features;
        }
    }

    /// The features, filled up with zeros and divided by their length, as amplitudes of ⌈log₂ features⌉ qubits, at
    /// least one.
    ///
    /// Angles: those of the gates RY that prepare the state, in order of application, from the highest qubit down
    /// (Möttönen et al., arXiv quant-ph/0407010).
    record Amplitude() implements FeatureMap {

        @Override
        public int qubits(int features) {
            return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(features - 1));
        }

        @Override
        public int numberOfAngles(int features) {
            return (1 << qubits(features)) - 1;
        }

        /// @throws InvalidValueException for features that are all zero
        @Override
        public RealVector angles(RealVector features) {
            return AmplitudeAngles.of(features, qubits(features.size()));
        }

        /// There is no such map that says as much; each feature on a qubit of its own is what comes next.
        @Override
        public FeatureMap separableTwin() {
            return new Angle(List.of(Rotation.RY), 1);
        }
    }

    /// Two qubits that a map joins; `first` < `second`, but for the closing pair of a ring.
    record Pair(int first, int second) {}

    /// In order: neighbours, neighbours and the closing pair (of three qubits and more), or all.
    static List<Pair> pairs(int qubits, Entanglement entanglement) {
        var pairs = new ArrayList<Pair>();
        switch (entanglement) {
            case LINEAR, RING -> {
                for (int i = 0; i + 1 < qubits; i++) {
                    pairs.add(new Pair(i, i + 1));
                }
                if (entanglement == Entanglement.RING && qubits > 2) {
                    pairs.add(new Pair(qubits - 1, 0));
                }
            }
            case FULL -> {
                for (int i = 0; i < qubits; i++) {
                    for (int j = i + 1; j < qubits; j++) {
                        pairs.add(new Pair(i, j));
                    }
                }
            }
        }
        return pairs;
    }

    /// What a pair's angle is made of.
    @FunctionalInterface
    interface OfPair {
        double angle(double first, double second);
    }

    private static RealVector followed(RealVector features, List<Pair> pairs, OfPair ofPair) {
        double[] angles = new double[features.size() + pairs.size()];
        for (int i = 0; i < features.size(); i++) {
            angles[i] = features.get(i);
        }
        for (int k = 0; k < pairs.size(); k++) {
            Pair pair = pairs.get(k);
            angles[features.size() + k] = ofPair.angle(features.get(pair.first()), features.get(pair.second()));
        }
        return RealVector.of(angles);
    }
}
