package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A figure of how good a model is.
///
/// @param name the field's own: accuracy, balancedAccuracy, macroF1, logLoss, r2, rmse, mae; of
///     models without a target explainedVariance, outliers, supportVectors
/// @param low of the 95 % confidence interval, where one is known
/// @param high of it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Metric(
        String name,
        double value,
        @Nullable Double low,
        @Nullable Double high) {}
