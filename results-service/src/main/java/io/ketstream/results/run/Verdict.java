package io.ketstream.results.run;

import io.ketstream.model.Sense;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Controls;

/// A run's best against the classical heuristic at equal budget, or a model against the best classical control.
public enum Verdict {
    BETTER,
    EQUAL,
    WORSE,
    PENDING;

    /// Sampled energies are sums over the same coefficients in another order: only rounding separates equal ones.
    static final double SAMPLED_TOLERANCE = 1e-9;

    /// An expectation is approached by a continuous optimiser, whose own tolerance is 1e-6 unless told otherwise; two
    /// that agree to six digits are the same answer.
    static final double EXPECTATION_TOLERANCE = 1e-6;

    /// The tolerance is relative to the largest of the values compared and of random sampling's mean, so that an
    /// optimum of 0 is judged by the scale of its problem.
    static Verdict of(BestSolution best, Controls controls) {
        double ours = best.objective();
        double theirs = controls.heuristic().objective();
        double scale = Math.max(Math.abs(controls.random().mean()), Math.max(Math.abs(ours), Math.abs(theirs)));
        double tolerance = isExpectation(best) ? EXPECTATION_TOLERANCE : SAMPLED_TOLERANCE;
        if (Math.abs(ours - theirs) <= tolerance * scale) {
            return EQUAL;
        }
        return (best.sense() == Sense.MINIMIZE) == (ours < theirs) ? BETTER : WORSE;
    }

    /// Of a model that has learnt, against the best classical control.
    static Verdict of(LearningVerdict verdict) {
        return switch (verdict.outcome()) {
            case BETTER -> BETTER;
            case EQUAL -> EQUAL;
            case WORSE -> WORSE;
        };
    }

    /// A selection from more assets than a circuit has qubits has no bit string, and is no expectation either.
    private static boolean isExpectation(BestSolution best) {
        return best.bitString() == null && best.selection() == null;
    }
}
