package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.execution.Pub;
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
            case OUTPUTS, LOSS, LOSS_GRADIENT -> Batch.of(pub, definition);
        }
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
