package io.ketstream.optimizer.training;

import io.ketstream.optimizer.learning.kernel.StoppingRule;
import java.util.Arrays;
import java.util.Optional;

/// The versions of [SearchAlgorithm], oldest first. Its runs have a [TrainingVersion] of their own.
public enum SearchVersion {
    FIRST("search/1"),

    /// Support vector machines of controls stop within a budget of iterations.
    BUDGETED("search/2");

    private final String title;

    SearchVersion(String title) {
        this.title = title;
    }

    /// What new searches take.
    public static SearchVersion current() {
        return values()[values().length - 1];
    }

    /// @param recorded a [#title] of the release that began the search; empty when this release does not have it
    public static Optional<SearchVersion> of(String recorded) {
        return Arrays.stream(values())
                .filter(version -> version.title.equals(recorded))
                .findFirst();
    }

    /// By which support vector machines of controls are fitted.
    StoppingRule stoppingRule() {
        return switch (this) {
            case FIRST -> StoppingRule.FINEST;
            case BUDGETED -> StoppingRule.BUDGETED;
        };
    }

    /// As a run records it.
    public String title() {
        return title;
    }
}
