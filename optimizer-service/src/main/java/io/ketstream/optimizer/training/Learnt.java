package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.run.StopReason;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came of one training.
///
/// @param training what the model tells of the rows it was trained on
/// @param test what it tells of those of the test; absent without any
/// @param kernel the fitted model of a kernel; of a fold it is not kept
/// @param diagnostics of its matrix
/// @param weights of a network, or of a kernel that was trained
/// @param seconds that the training took here
/// @param controls by name: what the same learner makes of the same test with something taken away
record Learnt(
        FittedPreprocessing preprocessing,
        StopReason reason,
        Told training,
        @Nullable Told test,
        @Nullable KernelModel kernel,
        @Nullable KernelDiagnostics diagnostics,
        @Nullable RealVector weights,
        double seconds,
        Map<String, Tested.Control> controls) {

    Learnt {
        controls = Map.copyOf(controls);
    }

    /// What it tells of its test.
    Tested tested() {
        return new Tested(preprocessing, Objects.requireNonNull(test), controls);
    }
}
