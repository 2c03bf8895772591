package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.portfolio.QaoaSearch;
import io.ketstream.model.RealVector;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Objective;
import java.util.ArrayList;
import java.util.List;

/// A search for a circuit's parameters with everything that it was told.
final class EvaluationTrace implements Objective {

    private final QaoaSearch search;

    /// The lowest value of the first k + 1 evaluations.
    private final List<Double> lowest = new ArrayList<>();

    private final double uniform;
    private RealVector parameters;

    private EvaluationTrace(QaoaSearch search, RealVector start) {
        this.search = search;
        this.uniform = search.evaluate(List.of(RealVector.zeros(start.size())))
                .getFirst()
                .value();
        this.parameters = start;
    }

    /// L-BFGS until it converges, or has made so many evaluations.
    ///
    /// @param tolerance of the gradient's largest component, and of what ten steps gain
    static EvaluationTrace of(QaoaSearch search, RealVector start, int evaluations, double tolerance) {
        var trace = new EvaluationTrace(search, start);
        trace.parameters =
                QaoaSearch.minimum(trace, start, evaluations, tolerance).parameters();
        return trace;
    }

    /// Where it ended.
    RealVector parameters() {
        return parameters;
    }

    /// The mean over all selections: what the circuit has with angles of 0.
    double uniform() {
        return uniform;
    }

    int evaluations() {
        return lowest.size();
    }

    /// The lowest value of so many evaluations, at least one, or of all where there were fewer.
    double lowest(int evaluations) {
        return lowest.get(Math.min(evaluations, lowest.size()) - 1);
    }

    /// The lowest of all.
    double end() {
        return lowest.getLast();
    }

    @Override
    public List<Evaluation> evaluate(List<RealVector> batch) {
        return told(search.evaluate(batch));
    }

    @Override
    public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
        return told(search.evaluateWithGradient(batch));
    }

    private List<Evaluation> told(List<Evaluation> evaluations) {
        for (Evaluation evaluation : evaluations) {
            lowest.add(lowest.isEmpty() ? evaluation.value() : Math.min(end(), evaluation.value()));
        }
        return evaluations;
    }
}
