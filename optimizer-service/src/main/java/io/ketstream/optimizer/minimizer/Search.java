package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One search under way: asks the objective, keeps to the limits, remembers the best point.
///
/// Limits end a method from inside its questions by a [StopSignal], so that library code needs no checks of its own.
final class Search {

    /// Iterations over which the objective has to stand still to have converged.
    private static final int WINDOW = 10;

    private final Objective objective;
    private final RealVector start;
    private final Limits limits;
    private final IterationListener listener;
    private final double[] window = new double[WINDOW];

    private int iterations;
    private long evaluations;
    private long shots;
    private @Nullable RealVector bestParameters;
    private @Nullable Evaluation best;
    private double plateauValue = Double.POSITIVE_INFINITY;
    private int plateauIterations;

    private Search(Objective objective, RealVector start, Limits limits, IterationListener listener) {
        this.objective = objective;
        this.start = start;
        this.limits = limits;
        this.listener = listener;
    }

    static Minimum run(
            Objective objective,
            RealVector start,
            Limits limits,
            IterationListener listener,
            Function<Search, StopReason> method) {
        var search = new Search(objective, start, limits, listener);
        StopReason reason;
        try {
            reason = start.size() == 0 ? search.evaluateOnce() : method.apply(search);
        } catch (StopSignal signal) {
            if (search.best == null) {
                throw signal;
            }
            reason = signal.reason();
        }
        return search.minimum(reason);
    }

    RealVector start() {
        return start;
    }

    Limits limits() {
        return limits;
    }

    Evaluation evaluate(RealVector point) {
        return ask(List.of(point), false).getFirst();
    }

    /// One evaluation that is an iteration of its own.
    double step(RealVector point) {
        Evaluation answer = evaluate(point);
        iterateOrStop(point, answer.value(), answer.standardError());
        return answer.value();
    }

    Evaluation evaluateWithGradient(RealVector point) {
        return ask(List.of(point), true).getFirst();
    }

    List<Evaluation> evaluate(List<RealVector> batch) {
        return ask(batch, false);
    }

    /// How many evaluations without gradient the limits still allow.
    long remaining() {
        return remaining(false);
    }

    /// The limit that allows the fewest further evaluations.
    StopReason exhausted() {
        return limits.maxEvaluations() - evaluations <= remaining() ? StopReason.MAX_EVALUATIONS : StopReason.MAX_SHOTS;
    }

    /// Ends an iteration: tells the listener, then checks the limits that count iterations.
    ///
    /// @return why this iteration was the last, or null to go on
    @Nullable
    StopReason iterate(RealVector parameters, double value, double standardError) {
        iterations++;
        RealVector bestSoFar = bestParameters();
        double bestValue = best().value();
        listener.onIteration(
                new Iteration(iterations, evaluations, parameters, value, standardError, bestSoFar, bestValue));
        if (onPlateau(bestValue, standardError)) {
            return StopReason.PLATEAU;
        }
        return iterations >= limits.maxIterations() ? StopReason.MAX_ITERATIONS : null;
    }

    /// As [#iterate], for methods that can only be stopped by an exception.
    void iterateOrStop(RealVector parameters, double value, double standardError) {
        StopReason reason = iterate(parameters, value, standardError);
        if (reason != null) {
            throw new StopSignal(reason);
        }
    }

    /// Forgets every answer but this one: the result will be this point.
    void settleOn(RealVector parameters, Evaluation evaluation) {
        bestParameters = parameters;
        best = evaluation;
    }

    RealVector bestParameters() {
        return known(bestParameters);
    }

    Evaluation best() {
        return known(best);
    }

    /// Whether the values of the last ten iterations, of which this is one, lie within the tolerance.
    boolean settled(double value) {
        window[iterations % WINDOW] = value;
        if (iterations < WINDOW || limits.tolerance() == 0) {
            return false;
        }
        double lowest = value;
        double highest = value;
        for (double other : window) {
            lowest = Math.min(lowest, other);
            highest = Math.max(highest, other);
        }
        return highest - lowest <= limits.tolerance();
    }

    private StopReason evaluateOnce() {
        evaluate(start);
        return StopReason.CONVERGED;
    }

    private List<Evaluation> ask(List<RealVector> batch, boolean withGradient) {
        long allowed = remaining(withGradient);
        if (allowed <= 0) {
            throw new StopSignal(exhausted());
        }
        List<RealVector> asked = batch.size() <= allowed ? batch : batch.subList(0, (int) allowed);
        List<Evaluation> answers = withGradient
                ? objective.evaluateWithGradient(List.copyOf(asked))
                : objective.evaluate(List.copyOf(asked));
        if (answers.size() != asked.size()) {
            throw new IllegalStateException(
                    "the objective gave " + answers.size() + " answers to " + asked.size() + " points");
        }
        evaluations += asked.size();
        Limits.ShotBudget budget = limits.shots();
        if (budget != null) {
            shots += asked.size() * (withGradient ? budget.perGradient() : budget.perEvaluation());
        }
        for (int i = 0; i < asked.size(); i++) {
            if (best == null || answers.get(i).value() < best.value()) {
                best = answers.get(i);
                bestParameters = asked.get(i);
            }
        }
        if (asked.size() < batch.size()) {
            throw new StopSignal(exhausted());
        }
        return new ArrayList<>(answers);
    }

    private long remaining(boolean withGradient) {
        long remaining = limits.maxEvaluations() - evaluations;
        Limits.ShotBudget budget = limits.shots();
        if (budget == null) {
            return remaining;
        }
        long cost = withGradient ? budget.perGradient() : budget.perEvaluation();
        return Math.min(remaining, (budget.max() - shots) / cost);
    }

    private boolean onPlateau(double bestValue, double standardError) {
        if (bestValue < plateauValue - Math.max(limits.tolerance(), standardError)) {
            plateauValue = bestValue;
            plateauIterations = 0;
            return false;
        }
        plateauIterations++;
        return limits.plateau() > 0 && plateauIterations >= limits.plateau();
    }

    private Minimum minimum(StopReason reason) {
        Evaluation found = best();
        return new Minimum(bestParameters(), found.value(), found.standardError(), iterations, evaluations, reason);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing has been evaluated yet");
        }
        return value;
    }
}
