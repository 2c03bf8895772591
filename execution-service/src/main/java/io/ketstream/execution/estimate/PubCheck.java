package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.run.Objective;

/// Whether a PUB fits its circuit.
public final class PubCheck {

    private PubCheck() {}

    /// @throws InvalidValueException naming the field, when it does not fit
    public static void check(Pub pub, CompiledDefinition definition) {
        switch (pub.wanted()) {
            case ESTIMATE, GRADIENT, SAMPLES -> {
                Inputs.checkSize(pub.parameters(), definition);
                checkDiagonal(pub, definition);
            }
            case KERNEL, BLOCH -> Inputs.checkSize(pub.parameters(), definition);
            case OUTPUTS, LOSS, LOSS_GRADIENT, LOSS_METRIC -> Batch.of(pub, definition);
        }
    }

    /// States that one vector of parameters takes, or one row of a batch: a gradient with shots two
    /// more for each rotation that has a weight, a metric one more.
    ///
    /// @throws InvalidValueException naming `wanted`, when a weight is in a gate that is no
    ///     rotation
    public static int statesEach(Pub pub, CompiledDefinition definition) {
        TrainingBatch rows = pub.batch();
        if (rows == null) {
            return 1;
        }
        int inputs = rows.constants();
        return switch (pub.wanted()) {
            case LOSS_GRADIENT -> pub.shots() == null ? 1 : 1 + 2 * definition.rotations(inputs);
            case LOSS_METRIC -> 1 + definition.rotations(inputs);
            case ESTIMATE, GRADIENT, SAMPLES, KERNEL, BLOCH, OUTPUTS, LOSS -> 1;
        };
    }

    private static void checkDiagonal(Pub pub, CompiledDefinition definition) {
        boolean diagonal = definition.observable().energies().isPresent();
        if (!diagonal && pub.wanted() == Wanted.SAMPLES) {
            throw new InvalidValueException("wanted", "must not be samples: a sample of X or Y terms has no energy");
        }
        if (!diagonal && pub.objective() instanceof Objective.ConditionalValueAtRisk) {
            throw new InvalidValueException("objective", "must be mean: a sample of X or Y terms has no energy");
        }
    }
}
