package io.ketstream.optimizer.training;

import io.ketstream.optimizer.learning.kernel.StoppingRule;
import java.util.Arrays;
import java.util.Optional;

/// The versions of [TrainingAlgorithm], oldest first.
public enum TrainingVersion {
    FIRST("training/1"),

    /// The rows by whose loss `patience` chooses a network's weights are held back from training;
    /// they were those of the test before. What is said of a kernel's matrix has the variance of
    /// features in two passes, and of a sampled projected kernel the scatter of its entries.
    HELD_BACK("training/2"),

    /// Support vector machines stop within a budget of iterations, those of controls with them.
    BUDGETED("training/3");

    private final String title;

    TrainingVersion(String title) {
        this.title = title;
    }

    /// What new runs take.
    public static TrainingVersion current() {
        return values()[values().length - 1];
    }

    /// @param recorded a [#title] of the release that began the run; empty when this release does not have it
    public static Optional<TrainingVersion> of(String recorded) {
        return Arrays.stream(values())
                .filter(version -> version.title.equals(recorded))
                .findFirst();
    }

    /// By which support vector machines are fitted.
    StoppingRule stoppingRule() {
        return switch (this) {
            case FIRST, HELD_BACK -> StoppingRule.FINEST;
            case BUDGETED -> StoppingRule.BUDGETED;
        };
    }

    /// As a run records it.
    public String title() {
        return title;
    }
}
