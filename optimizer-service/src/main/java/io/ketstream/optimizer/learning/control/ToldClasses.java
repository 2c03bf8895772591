package io.ketstream.optimizer.learning.control;

import io.ketstream.model.learning.Decision;
import java.util.List;

/// What a control told of rows of test.
///
/// @param settings of the configuration that was chosen
/// @param tried how many configurations it was chosen from
/// @param decisions of each row of test
public record ToldClasses(ControlModel control, String settings, int tried, List<Decision.OfClass> decisions) {

    public ToldClasses {
        decisions = List.copyOf(decisions);
    }

    /// The class that each row was told to be of.
    public int[] labels() {
        return decisions.stream().mapToInt(Decision.OfClass::label).toArray();
    }
}
