package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The classical optimiser of a run and when it stops: at the first of its limits, or when it has converged. Of a run
/// that
/// is taken apart every child has all of the limits.
///
/// @param maxIterations steps of the method
/// @param maxEvaluations parameter vectors evaluated, whatever the method
/// @param maxShots circuit executions in all, counted only when the run samples
/// @param timeout wall-clock time since the run's circuit was ready, pauses included
/// @param tolerance change of the objective below which the run has converged
/// @param initialParameters where to start; absent, or empty in JSON: chosen for the ansatz
/// @param options the method's own options by their usual names, written beside the others in JSON
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptimizerSpecification(
        OptimizerType type,
        int maxIterations,
        int maxEvaluations,
        @Nullable Long maxShots,
        @Nullable Duration timeout,
        double tolerance,
        @Nullable RealVector initialParameters,
        @JsonAnyGetter Map<String, Double> options) {

    public static final int MAX_EVALUATIONS = 1_000_000;

    public OptimizerSpecification {
        Rules.within("maxIterations", maxIterations, 1, 1_000_000);
        Rules.within("maxEvaluations", maxEvaluations, 1, MAX_EVALUATIONS);
        if (maxShots != null) {
            Rules.within("maxShots", maxShots.longValue(), 1, 1_000_000_000_000L);
        }
        if (timeout != null
                && (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofDays(30)) > 0)) {
            throw new InvalidValueException("timeout", "must be between PT0.001S and P30D, not " + timeout);
        }
        Rules.within("tolerance", tolerance, 0, 1e100);
        if (initialParameters != null) {
            Rules.moderate("initialParameters", initialParameters);
        }
        options = Map.copyOf(options);
        type.check(options);
    }

    @JsonCreator
    static OptimizerSpecification of(
            @Nullable OptimizerType type,
            @Nullable Integer maxIterations,
            @Nullable Integer maxEvaluations,
            @Nullable Long maxShots,
            @Nullable Duration timeout,
            @Nullable Double tolerance,
            @Nullable RealVector initialParameters,
            @JsonAnySetter @Nullable Map<String, Double> options) {
        return new OptimizerSpecification(
                Rules.required("type", type),
                maxIterations == null ? 200 : maxIterations,
                maxEvaluations == null ? 10_000 : maxEvaluations,
                maxShots,
                timeout,
                tolerance == null ? 1e-6 : tolerance,
                Rules.given(initialParameters),
                options == null ? Map.of() : new TreeMap<>(options));
    }

    /// The same from another start; absent: chosen for the ansatz.
    public OptimizerSpecification startingAt(@Nullable RealVector start) {
        return new OptimizerSpecification(
                type, maxIterations, maxEvaluations, maxShots, timeout, tolerance, start, options);
    }

    /// The method with every limit and option at its default.
    public static OptimizerSpecification of(OptimizerType type) {
        return of(type, null, null, null, null, null, null, null);
    }
}
