package io.ketstream.model.learning;

/// A model against one control on the same rows.
///
/// @param control name of the control
/// @param score the control's own figure: accuracy, or root mean square error
/// @param difference by how much the model is better: its accuracy less the control's, or the control's
///     error less its
/// @param interval of the difference, at the level that Holm's correction gives this control
/// @param pValue of no difference, two-sided, before the correction
public record ControlComparison(
        String control,
        double score,
        double difference,
        Interval interval,
        double pValue,
        LearningVerdict.Outcome verdict) {}
