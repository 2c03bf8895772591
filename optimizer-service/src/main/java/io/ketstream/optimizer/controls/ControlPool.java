package io.ketstream.optimizer.controls;

import io.ketstream.model.RunId;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.RunSettings;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.streams.LoopServices;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Computes controls on a few threads; who hands them in limits how many wait.
public final class ControlPool implements LoopServices.ControlDesk, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPool.class);

    private final ExecutorService threads;
    private final ControlComputation computation;

    public ControlPool(int threads, ControlBudgets budgets) {
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "controls");
            thread.setDaemon(true);
            return thread;
        });
        this.computation = new ControlComputation(budgets);
    }

    @Override
    public void compute(RunId run, Formulation formulation, RunSettings settings, Consumer<Input> answer) {
        try {
            threads.execute(() -> answer.accept(new Input.ControlsFinished(run, controls(run, formulation, settings))));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue("runId", run).log("Controls are left to the next start");
        }
    }

    private @Nullable Controls controls(RunId run, Formulation formulation, RunSettings settings) {
        try {
            return computation.compute(formulation, settings);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("runId", run).log("Controls could not be computed");
            return null;
        }
    }

    /// Does not wait: what is under way is computed again after a restart.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
