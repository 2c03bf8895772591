package io.ketstream.model.learning;

import java.util.List;

/// A model against its controls.
///
/// @param level family-wise: with this probability no difference is claimed, of any control, where there is
///     none
/// @param best name of the control of the best figure
/// @param verdict against the best control
/// @param words the verdict in a sentence
public record Comparison(
        double level, List<ControlComparison> controls, String best, LearningVerdict.Outcome verdict, String words) {

    public Comparison {
        controls = List.copyOf(controls);
    }
}
