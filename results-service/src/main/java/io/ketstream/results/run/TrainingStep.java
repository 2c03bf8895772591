package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.event.TrainingProgressed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a run that learns as it is shown; the components are those of [TrainingProgressed]. In phase `training`
/// `done` is the epoch.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingStep(
        int step,
        TrainingProgressed.Phase phase,
        int done,
        int total,
        @Nullable Integer fold,
        @Nullable Double loss,
        @Nullable Double validationLoss,
        @Nullable Double score,
        @Nullable Double validationScore,
        Instant occurredAt)
        implements Step {

    public static TrainingStep of(TrainingProgressed event) {
        return new TrainingStep(
                event.step(),
                event.phase(),
                event.done(),
                event.total(),
                event.fold(),
                event.loss(),
                event.validationLoss(),
                event.score(),
                event.validationScore(),
                event.metadata().occurredAt());
    }

    /// SHA-256 over everything but the number of the step and the time, doubles as bits.
    public Digest digest() {
        Double[] figures = {loss, validationLoss, score, validationScore};
        byte[] name = phase.name().getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(3 * Integer.BYTES + figures.length * (1 + Double.BYTES) + name.length);
        bytes.putInt(done).putInt(total).putInt(fold == null ? 0 : fold);
        for (Double figure : figures) {
            bytes.put((byte) (figure == null ? 0 : 1)).putDouble(figure == null ? 0 : figure);
        }
        return Digest.of(bytes.put(name).array());
    }
}
