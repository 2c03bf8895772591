package io.ketstream.optimizer.loop;

import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.StopReason;
import org.jspecify.annotations.Nullable;

/// The ordinary end of a run.
///
/// @param mean mean energy at the best parameters
/// @param samples of the circuit there, for a diagonal cost
/// @param portfolio where a feasible selection was found
record Conclusion(
        StopReason reason,
        double mean,
        double standardError,
        @Nullable SampleSummary samples,
        String optimizerVersion,
        @Nullable Portfolio portfolio) {

    /// Of a run that selects nothing.
    Conclusion(
            StopReason reason,
            double mean,
            double standardError,
            @Nullable SampleSummary samples,
            String optimizerVersion) {
        this(reason, mean, standardError, samples, optimizerVersion, null);
    }
}
