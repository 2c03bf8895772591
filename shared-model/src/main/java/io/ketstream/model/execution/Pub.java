package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Objective;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive unified block: one circuit with its observable, a batch of parameter vectors, and what is wanted of
/// each.
///
/// The answer is a pure function of this record and of the engine. Vector k of the batch draws its samples with a seed
/// derived from (`seed`, k). `shots` absent: exact.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pub(
        Digest circuitDigest,
        List<RealVector> parameters,
        @Nullable Integer shots,
        long seed,
        Wanted wanted,
        Objective objective) {

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
    }

    /// SHA-256 over every field, doubles as bits.
    public Digest digest() {
        byte[] circuit = circuitDigest.value().getBytes(StandardCharsets.US_ASCII);
        int width = parameters.getFirst().size();
        var bytes = ByteBuffer.allocate(circuit.length + 4 + 8 + 4 + 8 + 4 + 4 + parameters.size() * width * 8);
        bytes.put(circuit).putInt(shots == null ? 0 : shots).putLong(seed).putInt(wanted.code());
        bytes.putDouble(objective instanceof Objective.ConditionalValueAtRisk tail ? tail.alpha() : -1);
        bytes.putInt(parameters.size()).putInt(width);
        for (RealVector vector : parameters) {
            for (int i = 0; i < width; i++) {
                bytes.putLong(Double.doubleToRawLongBits(vector.get(i)));
            }
        }
        return Digest.of(bytes.array());
    }
}
