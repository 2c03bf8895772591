package io.ketstream.optimizer.training;

import io.ketstream.model.event.TrainingProgressed.Phase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells how far a phase has come: each part of few, of many each time that a twentieth more is done.
final class ProgressSteps {

    private static final int STEPS = 20;

    private final Consumer<TrainingProgress> teller;
    private final Phase phase;
    private final int total;
    private final @Nullable Integer fold;
    private int done;

    ProgressSteps(Consumer<TrainingProgress> teller, Phase phase, int total, @Nullable Integer fold) {
        this.teller = teller;
        this.phase = phase;
        this.total = total;
        this.fold = fold;
    }

    void partDone() {
        long before = (long) done * STEPS / total;
        done++;
        if (total <= STEPS || (long) done * STEPS / total > before) {
            teller.accept(new TrainingProgress(phase, done, total, fold, null));
        }
    }
}
