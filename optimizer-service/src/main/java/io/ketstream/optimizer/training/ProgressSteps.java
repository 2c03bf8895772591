package io.ketstream.optimizer.training;

import io.ketstream.model.event.TrainingProgressed.Phase;
import org.jspecify.annotations.Nullable;

/// Tells how far a phase has come: each part of few, of many each time that a twentieth more is done.
final class ProgressSteps {

    private static final int STEPS = 20;

    private final TrainingDialogue dialogue;
    private final Phase phase;
    private final int total;
    private final @Nullable Integer fold;
    private int done;

    ProgressSteps(TrainingDialogue dialogue, Phase phase, int total, @Nullable Integer fold) {
        this.dialogue = dialogue;
        this.phase = phase;
        this.total = total;
        this.fold = fold;
    }

    void partDone() {
        long before = (long) done * STEPS / total;
        done++;
        if (total <= STEPS || (long) done * STEPS / total > before) {
            dialogue.report(new TrainingProgress(phase, done, total, fold, null));
        }
    }
}
