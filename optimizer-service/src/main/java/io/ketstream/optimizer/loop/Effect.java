package io.ketstream.optimizer.loop;

import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.RunSettings;

/// What a loop wants done. Doing it twice must be harmless: events have derived ids.
public sealed interface Effect {

    /// Publish an event on the topic of its kind.
    record Publish(Event event) implements Effect {}

    /// Fetch a formulation however long its owner is down; answered by [Input.FormulationFetched] or
    /// [Input.ClaimLost].
    record FetchFormulation(RunId run, Link link) implements Effect {}

    /// Fetch the covariance of a market; answered by [Input.CovarianceFetched] or [Input.ClaimLost].
    record FetchCovariance(RunId run, Link link) implements Effect {}

    /// Fetch a table; answered by [Input.TableFetched] or [Input.ClaimLost].
    record FetchTable(RunId run, Link link) implements Effect {}

    /// Compute a run's controls; answered by [Input.ControlsFinished].
    record ComputeControls(RunId run, Formulation formulation, RunSettings settings) implements Effect {}
}
