package io.ketstream.optimizer.loop;

import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionLimits;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.optimizer.portfolio.SwapPolish;
import java.util.Arrays;
import java.util.Optional;

/// The versions of [ParentAlgorithm], oldest first.
enum DecompositionVersion {

    /// Polish, and the classical search in the place of a circuit, change single assets only.
    FIRST("decomposition/1"),

    /// Where no single change leads on, both change two at once.
    SECOND("decomposition/2");

    private final String title;

    DecompositionVersion(String title) {
        this.title = title;
    }

    /// What new runs take.
    static DecompositionVersion current() {
        return values()[values().length - 1];
    }

    /// @param recorded a [#title] of the release that began the run; empty when this release does not have it
    static Optional<DecompositionVersion> of(String recorded) {
        return Arrays.stream(values())
                .filter(version -> version.title.equals(recorded))
                .findFirst();
    }

    /// As a run records it.
    String title() {
        return title;
    }

    /// @param selection feasible
    void polish(Selection selection, SelectionLimits limits) {
        switch (this) {
            case FIRST -> SwapPolish.descendSingly(selection, limits);
            case SECOND -> SwapPolish.descend(selection, limits);
        }
    }

    /// The classical search, of so many starts.
    Selection search(SelectionProblem problem, SelectionLimits limits, int starts, long seed) {
        return switch (this) {
            case FIRST -> SwapHeuristic.searchSingly(problem, limits, starts, seed);
            case SECOND -> SwapHeuristic.search(problem, limits, starts, seed);
        };
    }
}
