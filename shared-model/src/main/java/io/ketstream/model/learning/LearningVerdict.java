package io.ketstream.model.learning;

/// A model against a control on the same rows, as the interval of their difference has it.
public enum LearningVerdict {
    /// The whole interval is on the model's side.
    BETTER,
    /// The interval includes 0: no difference is shown.
    EQUAL,
    /// The whole interval is on the control's side.
    WORSE
}
