package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import org.jspecify.annotations.Nullable;

/// Counts what a run has used and keeps the best it has seen; of equals the first.
final class Tally {

    private int iterations;
    private int evaluations;
    private long shots;
    private Standing.@Nullable Sampled lowestSample;
    private Standing.@Nullable Point lowestMean;
    private Standing.@Nullable Point bestPoint;
    private @Nullable Engine engine;

    void answeredBy(Engine by) {
        engine = by;
    }

    @Nullable
    Engine engine() {
        return engine;
    }

    long shots() {
        return shots;
    }

    int evaluations() {
        return evaluations;
    }

    void countIteration() {
        iterations++;
    }

    void countShots(long taken) {
        shots += taken;
    }

    /// One point of the search.
    void evaluated(RealVector parameters, PointResult result) {
        evaluations++;
        var point = new Standing.Point(parameters, result.value(), result.standardError(), result.mean());
        if (bestPoint == null || point.value() < bestPoint.value()) {
            bestPoint = point;
        }
        seen(point);
        sampled(parameters, result.lowest());
    }

    /// The closing question, which is no step of the search.
    void closed(RealVector parameters, PointResult result) {
        SampleSummary samples = result.samples();
        if (samples == null) {
            seen(new Standing.Point(parameters, result.value(), result.standardError(), result.mean()));
        } else {
            sampled(parameters, samples.lowest());
        }
    }

    /// What there is to be found, without a question.
    void decided(RealVector parameters, SampledState state) {
        sampled(parameters, state);
    }

    Standing standing() {
        return new Standing(iterations, evaluations, shots, lowestSample, lowestMean, bestPoint, engine);
    }

    private void seen(Standing.Point point) {
        if (lowestMean == null || point.mean() < lowestMean.mean()) {
            lowestMean = point;
        }
    }

    private void sampled(RealVector parameters, @Nullable SampledState state) {
        if (state != null
                && (lowestSample == null
                        || state.energy() < lowestSample.state().energy())) {
            lowestSample = new Standing.Sampled(state, parameters);
        }
    }
}
