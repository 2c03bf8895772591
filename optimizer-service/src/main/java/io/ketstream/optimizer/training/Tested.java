package io.ketstream.optimizer.training;

import io.ketstream.model.learning.FittedPreprocessing;
import java.util.Map;

/// What a model tells of the rows of a test.
///
/// @param preprocessing fitted on its rows of training
/// @param controls by name: what the same learner makes of the same test with something taken away
record Tested(FittedPreprocessing preprocessing, Told told, Map<String, Control> controls) {

    /// What a control tells of the test.
    record Control(Told told, double seconds) {}

    Tested {
        controls = Map.copyOf(controls);
    }
}
