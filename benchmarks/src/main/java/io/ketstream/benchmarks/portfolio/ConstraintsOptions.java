package io.ketstream.benchmarks.portfolio;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.model.run.Mixer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench constraints` was asked for.
///
/// @param instances of each pair of constraints
/// @param assets of an instance at most
/// @param mixer of the circuits
/// @param layers of the circuits
/// @param evaluations by which the circuits' parameters are improved, at most
/// @param shots of a circuit
/// @param seed of instances and samples
/// @param json where the figures go as JSON
record ConstraintsOptions(
        int instances,
        int assets,
        Mixer mixer,
        int layers,
        int evaluations,
        int shots,
        long seed,
        @Nullable Path json) {

    private static final Map<String, Mixer> MIXERS =
            Map.of("x", Mixer.X, "xy-ring", Mixer.XY_RING, "xy-complete", Mixer.XY_COMPLETE);

    ConstraintsOptions {
        Arguments.require(instances >= 2, "--instances must be at least 2");
        Arguments.require(assets >= 6 && assets <= 16, "--assets must be between 6 and 16");
        Arguments.require(layers >= 1, "--layers must be at least 1");
        Arguments.require(evaluations >= 0, "--evaluations must not be negative");
        Arguments.require(shots >= 1, "--shots must be at least 1");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static ConstraintsOptions parse(String[] words, Path directory) {
        int instances = 200;
        int assets = 12;
        Mixer mixer = Mixer.XY_COMPLETE;
        int layers = 3;
        int evaluations = 20;
        int shots = 256;
        int seed = 1;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--instances" -> instances = Arguments.integer(words, ++place);
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
        return new ConstraintsOptions(instances, assets, mixer, layers, evaluations, shots, seed, json);
    }
}
