package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.Formulation;
import org.jspecify.annotations.Nullable;

/// What a loop is told. The first five are records of topics, in each topic's order, any of them more than once.
public sealed interface Input {

    /// A run's circuit is ready, or cannot be made; `bytes` is the record as it came, to be kept.
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record CircuitArrived(RunEvent event, byte[] bytes) implements Input {}

    record ResultArrived(ExecutionResult result) implements Input {}

    record CommandArrived(RunCommand command, long offset) implements Input {}

    /// A child of a run has ended; `bytes` is the record as it came, to be kept.
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record ChildArrived(ChildEnded child, byte[] bytes) implements Input {}

    record OutcomeArrived(RunEnded outcome) implements Input {}

    /// A formulation behind a link has been fetched.
    record FormulationFetched(RunId run, Formulation formulation) implements Input {}

    /// A covariance behind a link has been fetched.
    record CovarianceFetched(RunId run, RealMatrix covariance) implements Input {}

    /// The table behind a link, of this digest, has been fetched.
    record TableFetched(RunId run, Digest digest, DataTable table) implements Input {}

    /// What is behind a link never will be fetched.
    record ClaimLost(RunId run, Failure failure) implements Input {}

    /// @param controls null where they could not be computed
    record ControlsFinished(RunId run, @Nullable Controls controls) implements Input {}

    /// Time has passed.
    record ClockTicked() implements Input {}
}
