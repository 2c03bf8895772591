package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import org.jspecify.annotations.Nullable;

/// The answer for one parameter vector.
///
/// @param value the objective (mean or CVaR of the energy)
/// @param standardError of `value`; 0 when exact
/// @param mean the mean energy, equal to `value` unless the objective is CVaR
/// @param gradient of `value`, when wanted
/// @param lowest the lowest energy among the shots, when there were shots and the observable is diagonal
/// @param samples when wanted
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PointResult(
        double value,
        double standardError,
        double mean,
        @Nullable RealVector gradient,
        @Nullable SampledState lowest,
        @Nullable SampleSummary samples) {}
