package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.run.Objective;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive unified block: one circuit with its observable, a batch of parameter vectors, and what is wanted of
/// each.
///
/// The answer is a pure function of this record and of the engine. Vector k of the batch draws its samples with a seed
/// derived from (`seed`, k).
///
/// @param shots absent: exact
/// @param grouping of the observable's terms where they are sampled; absent: qubit-wise
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pub(
        Digest circuitDigest,
        List<RealVector> parameters,
        @Nullable Integer shots,
        long seed,
        Wanted wanted,
        Objective objective,
        @Nullable Grouping grouping) {

    public Pub {
        parameters = List.copyOf(parameters);
        Rules.notEmpty("parameters", parameters);
        for (int k = 1; k < parameters.size(); k++) {
            Rules.size(
                    "parameters[" + k + "]",
                    parameters.get(k).size(),
                    parameters.getFirst().size());
        }
        if (shots != null) {
            Rules.within("shots", shots, 1, ExecutionSpecification.MAX_SHOTS);
        }
        if (wanted == Wanted.GRADIENT && (shots != null || !(objective instanceof Objective.Mean))) {
            throw new InvalidValueException("wanted", "a gradient is exact and of the mean");
        }
        // One form of each meaning, so that what is older than the choice keeps its digest.
        grouping = grouping == Grouping.QUBIT_WISE ? null : grouping;
    }

    /// With the terms grouped qubit-wise.
    public Pub(
            Digest circuitDigest,
            List<RealVector> parameters,
            @Nullable Integer shots,
            long seed,
            Wanted wanted,
            Objective objective) {
        this(circuitDigest, parameters, shots, seed, wanted, objective, null);
    }

    public Grouping groupingOrDefault() {
        return grouping == null ? Grouping.QUBIT_WISE : grouping;
    }

    /// SHA-256 over every field, doubles as bits.
    public Digest digest() {
        byte[] circuit = circuitDigest.value().getBytes(StandardCharsets.US_ASCII);
        int width = parameters.getFirst().size();
        byte[] groups = grouping == null ? new byte[0] : grouping.name().getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(
                circuit.length + 4 + 8 + 4 + 8 + 4 + 4 + parameters.size() * width * 8 + groups.length);
        bytes.put(circuit).putInt(shots == null ? 0 : shots).putLong(seed).putInt(wanted.code());
        bytes.putDouble(objective instanceof Objective.ConditionalValueAtRisk tail ? tail.alpha() : -1);
        bytes.putInt(parameters.size()).putInt(width);
        for (RealVector vector : parameters) {
            for (int i = 0; i < width; i++) {
                bytes.putLong(Double.doubleToRawLongBits(vector.get(i)));
            }
        }
        bytes.put(groups);
        return Digest.of(bytes.array());
    }
}
