package io.ketstream.results.follow;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.TrainingStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Tells a reader everything of a run in its order: each iteration once, or each step of its learning, each change of
/// status, until the run has ended
/// and all its iterations have been told.
public final class RunFollower {

    private static final int CHUNK = 500;
    /// A run's end may be known before its last iterations: they come by another topic.
    private static final Duration LONGEST_WAIT_FOR_LAST_ITERATIONS = Duration.ofSeconds(5);

    private final Runs runs;
    private final RunChanges changes;
    private final Duration lookAgain;
    private final Duration silence;

    /// @param lookAgain how often a run is looked at although nothing was heard of it
    /// @param silence after how long without news the reader is asked whether it is still there
    public RunFollower(Runs runs, RunChanges changes, Duration lookAgain, Duration silence) {
        this.runs = runs;
        this.changes = changes;
        this.lookAgain = lookAgain;
        this.silence = silence;
    }

    /// Returns when everything has been told, or soon after `stopped` has become true: an interrupt alone may be lost
    /// in a
    /// driver or in the web server.
    ///
    /// @throws IOException when the reader has gone
    /// @throws InterruptedException when this service stops
    public void follow(RunId run, Bookmark from, RunReader reader, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        Semaphore signal = changes.register(run);
        try {
            tellUntilEnd(run, from, reader, signal, stopped);
        } finally {
            changes.remove(run, signal);
        }
    }

    private void tellUntilEnd(RunId run, Bookmark from, RunReader reader, Semaphore signal, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        Bookmark told = from;
        long lastNews = System.nanoTime();
        while (!stopped.getAsBoolean()) {
            // the status is read before the iterations, so that what is told under a status includes all before it
            RunFacts facts = runs.facts(run).orElse(RunFacts.NONE);
            RunStatus status = facts.status();
            Bookmark before = told;
            if (!status.isTerminal()) {
                told = tellStatus(told, status, reader);
            }
            told = facts.training() == null ? tellIterations(run, told, reader) : tellProgress(run, told, reader);
            RunEnded end = facts.outcome() == null ? null : facts.outcome().ended();
            boolean complete = end != null && told.iteration() >= end.iterations();
            boolean late = end != null && since(lastNews).compareTo(LONGEST_WAIT_FOR_LAST_ITERATIONS) > 0;
            if (complete || late) {
                tellStatus(told, status, reader);
                return;
            }
            if (!told.equals(before)) {
                lastNews = System.nanoTime();
            } else if (end == null && since(lastNews).compareTo(silence) > 0) {
                reader.silence();
                lastNews = System.nanoTime();
            }
            await(signal);
        }
    }

    private Bookmark tellStatus(Bookmark told, RunStatus status, RunReader reader) throws IOException {
        if (status == told.status()) {
            return told;
        }
        Bookmark next = told.with(status);
        reader.status(next, status);
        return next;
    }

    private Bookmark tellIterations(RunId run, Bookmark from, RunReader reader) throws IOException {
        Bookmark told = from;
        List<Iteration> chunk = runs.iterationsAfter(run, told.iteration(), CHUNK);
        while (!chunk.isEmpty()) {
            for (Iteration iteration : chunk) {
                told = told.at(iteration.iteration());
                reader.iteration(told, iteration);
            }
            chunk = runs.iterationsAfter(run, told.iteration(), CHUNK);
        }
        return told;
    }

    private Bookmark tellProgress(RunId run, Bookmark from, RunReader reader) throws IOException {
        Bookmark told = from;
        List<TrainingStep> chunk = runs.trainingStepsAfter(run, told.iteration(), CHUNK);
        while (!chunk.isEmpty()) {
            for (TrainingStep step : chunk) {
                told = told.at(step.step());
                reader.progress(told, step);
            }
            chunk = runs.trainingStepsAfter(run, told.iteration(), CHUNK);
        }
        return told;
    }

    private void await(Semaphore signal) throws InterruptedException {
        if (signal.tryAcquire(lookAgain.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
