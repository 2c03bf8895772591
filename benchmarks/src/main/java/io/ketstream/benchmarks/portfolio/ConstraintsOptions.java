package io.ketstream.benchmarks.portfolio;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.model.run.Mixer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench constraints` was asked for.
///
/// @param with of pairs, this is one; null: of all
/// @param without of pairs, this is none; null: of all
/// @param instances of each pair of constraints
/// @param least assets of an instance at least
/// @param assets of an instance at most
/// @param fewestQubits of the circuits that are measured; instances of others are drawn and left out
/// @param mostQubits of the circuits that are measured
/// @param mixer of the circuits
/// @param layers of the circuits
/// @param evaluations by which the circuits' parameters are improved, at most
/// @param shots of a circuit
/// @param seed of instances and samples
/// @param json where the figures go as JSON
record ConstraintsOptions(
        @Nullable ConstraintKind with,
        @Nullable ConstraintKind without,
        int instances,
        int least,
        int assets,
        int fewestQubits,
        int mostQubits,
        Mixer mixer,
        int layers,
        int evaluations,
        int shots,
        long seed,
        @Nullable Path json) {

    /// Of a circuit that is simulated here: its gradient takes two states of 1 GiB.
    static final int MOST_QUBITS = 26;

    private static final Map<String, Mixer> MIXERS =
            Map.of("x", Mixer.X, "xy-ring", Mixer.XY_RING, "xy-complete", Mixer.XY_COMPLETE);

    ConstraintsOptions {
        Arguments.require(instances >= 2, "--instances must be at least 2");
        Arguments.require(assets >= 6 && assets <= 16, "--assets must be between 6 and 16");
        Arguments.require(least >= 6 && least <= assets, "--least must be between 6 and --assets");
        Arguments.require(
                fewestQubits >= 1 && fewestQubits <= mostQubits && mostQubits <= MOST_QUBITS,
                "--qubits must be the fewest and the most, between 1 and " + MOST_QUBITS);
        Arguments.require(layers >= 1, "--layers must be at least 1");
        Arguments.require(evaluations >= 0, "--evaluations must not be negative");
        Arguments.require(shots >= 1, "--shots must be at least 1");
    }

    boolean measures(ConstraintKind first, ConstraintKind second) {
        return (with == null || first == with || second == with) && first != without && second != without;
    }

    boolean measures(int qubits) {
        return qubits >= fewestQubits && qubits <= mostQubits;
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static ConstraintsOptions parse(String[] words, Path directory) {
        ConstraintKind with = null;
        ConstraintKind without = null;
        int instances = 200;
        int least = 6;
        int assets = 12;
        List<Integer> qubits = List.of(1, MOST_QUBITS);
        Mixer mixer = Mixer.XY_COMPLETE;
        int layers = 3;
        int evaluations = 20;
        int shots = 256;
        int seed = 1;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--with" -> with = kind(words, ++place);
                case "--without" -> without = kind(words, ++place);
                case "--instances" -> instances = Arguments.integer(words, ++place);
                case "--least" -> least = Arguments.integer(words, ++place);
                case "--qubits" -> {
                    qubits = Arguments.integers(words, ++place);
                    Arguments.require(
                            qubits.size() == 2, "--qubits needs the fewest and the most, with a comma between");
                }
                case "--assets" -> assets = Arguments.integer(words, ++place);
                case "--mixer" -> {
                    mixer = MIXERS.get(Arguments.value(words, ++place));
                    if (mixer == null) {
                        throw new IllegalArgumentException("--mixer must be x, xy-ring or xy-complete");
                    }
                }
                case "--layers" -> layers = Arguments.integer(words, ++place);
                case "--evaluations" -> evaluations = Arguments.integer(words, ++place);
                case "--shots" -> shots = Arguments.integer(words, ++place);
                case "--seed" -> seed = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench constraints does not know " + words[place]);
            }
        }
        return new ConstraintsOptions(
                with,
                without,
                instances,
                least,
                assets,
                qubits.getFirst(),
                qubits.getLast(),
                mixer,
                layers,
                evaluations,
                shots,
                seed,
                json);
    }

    private static ConstraintKind kind(String[] words, int place) {
        String word = Arguments.value(words, place);
        return Arrays.stream(ConstraintKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(words[place - 1]
                        + " must be range, groups, mandatory, forbidden, weights or turnover, not " + word));
    }
}
