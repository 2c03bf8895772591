package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.IterationCompleted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a run's optimiser as it is shown; the components are those of [IterationCompleted].
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Iteration(
        int iteration,
        int evaluations,
        long shots,
        double objective,
        double standardError,
        double bestObjective,
        @Nullable String bestBitString,
        RealVector parameters,
        Instant occurredAt)
        implements Step {

    public static Iteration of(IterationCompleted event) {
        return new Iteration(
                event.iteration(),
                event.evaluations(),
                event.shots(),
                event.objective(),
                event.standardError(),
                event.bestObjective(),
                event.bestBitString(),
                event.parameters(),
                event.metadata().occurredAt());
    }

    /// SHA-256 over everything but the time, doubles as bits: two runs took the same step exactly when these are equal.
    public Digest digest() {
        byte[] bits = bestBitString == null ? new byte[0] : bestBitString.getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(2 * Integer.BYTES
                + Long.BYTES
                + 3 * Double.BYTES
                + Integer.BYTES
                + parameters.size() * Double.BYTES
                + bits.length);
        bytes.putInt(iteration).putInt(evaluations).putLong(shots);
        bytes.putDouble(objective).putDouble(standardError).putDouble(bestObjective);
        bytes.putInt(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            bytes.putDouble(parameters.get(i));
        }
        return Digest.of(bytes.put(bits).array());
    }
}
