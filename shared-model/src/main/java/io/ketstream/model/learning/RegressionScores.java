package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How well numbers were told.
///
/// @param rows how many were told
/// @param r2 1 − Σ(y − told)² / Σ(y − ȳ)²; absent where all targets are the same
/// @param rmse root of the mean square of the error, in the unit of the target
/// @param interval of the root mean square error
/// @param mae mean size of the error, in the unit of the target
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegressionScores(int rows, @Nullable Double r2, double rmse, Interval interval, double mae) {}
