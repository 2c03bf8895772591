package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.RunSettings;
import io.ketstream.optimizer.loop.AlgorithmBudget;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.LoopSettings;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.trace.RunTraces;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/// What every task of the loop uses.
///
/// @param fetcher fetches what is behind a link, off the caller's thread
/// @param controls computes controls, off the caller's thread
/// @param announcer publishes that a detached step is ready; called from any thread, never blocks for long
public record LoopServices(
        EventCodec codec,
        LoopSettings settings,
        AlgorithmBudget budget,
        Fetcher fetcher,
        ControlDesk controls,
        ObjIntConsumer<RunId> announcer,
        LoopMetrics metrics,
        RunTraces traces) {

    /// Answers each request once.
    public interface Fetcher {

        /// With [Input.FormulationFetched] or [Input.ClaimLost].
        void fetchFormulation(RunId run, Link link, Consumer<Input> answer);

        /// With [Input.CovarianceFetched] or [Input.ClaimLost].
        void fetchCovariance(RunId run, Link link, Consumer<Input> answer);

        /// With [Input.TableFetched] or [Input.ClaimLost].
        void fetchTable(RunId run, Link link, Consumer<Input> answer);
    }

    /// Answers with [Input.ControlsFinished], once.
    @FunctionalInterface
    public interface ControlDesk {
        void compute(RunId run, Formulation formulation, RunSettings settings, Consumer<Input> answer);
    }
}
