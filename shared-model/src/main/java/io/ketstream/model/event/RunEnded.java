package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.model.run.WarmStart;
import org.jspecify.annotations.Nullable;

/// A run's outcome; the first of a run in its topic is the one that counts.
///
/// @param status SUCCEEDED, FAILED or CANCELLED
/// @param stopReason when SUCCEEDED
/// @param best the best found so far, whatever the status, if anything was evaluated
/// @param expectation the mean objective at the best parameters, user's sense
/// @param samples of the circuit at the best parameters, when SUCCEEDED and the cost is diagonal;
///     internal energies
/// @param portfolio weights of the best selection, when SUCCEEDED and it is feasible
/// @param parent of a run that another has begun
/// @param decomposition of a run that was taken apart, when SUCCEEDED
/// @param learnt what the next run of its strategy may begin with
/// @param learning of a run that learns from a data set, when SUCCEEDED
@JsonClassDescription("A run's outcome. The first of a run is the one that counts.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunEnded(
        EventMetadata metadata,
        RunId runId,
        RunStatus status,
        @Nullable StopReason stopReason,
        @Nullable Failure failure,
        int iterations,
        int evaluations,
        long shots,
        @Nullable BestSolution best,
        @Nullable Expectation expectation,
        @Nullable SampleSummary samples,
        @Nullable Engine engine,
        @Nullable Digest circuitDigest,
        @Nullable String optimizerVersion,
        @Nullable Portfolio portfolio,
        @Nullable ParentRun parent,
        @Nullable DecompositionReport decomposition,
        @Nullable WarmStart learnt,
        @Nullable LearningReport learning)
        implements RunEvent {

    public record Expectation(double value, double standardError) {}

    public RunEnded {
        if (!status.isTerminal()) {
            throw new IllegalArgumentException("a run does not end in status " + status);
        }
    }
}
