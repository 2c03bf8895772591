package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.model.learning.LearningReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Runs of one partition that take much memory while they compute: they wait for it in turn, each computes on a thread
/// of its own, and one that is given up is run again from the beginning, answered by the journal.
///
/// A part of [RunLoop], fed by the same thread, with the same journal.
abstract class LargeRuns<R extends LargeRun<?, ?, ?>> implements AutoCloseable {

    /// So long a run that waits for others keeps its place when there is no memory for more.
    private static final Duration UNDISTURBED = Duration.ofMinutes(1);

    final Journal journal;
    final Format format;
    final Consumer<Effect> effects;
    final ObjIntConsumer<RunId> announcer;
    final InstantSource clock;
    final LoopSettings settings;
    final AlgorithmBudget budget;
    private final Map<RunId, R> runs = new LinkedHashMap<>();
    private final Deque<R> queue = new ArrayDeque<>();

    LargeRuns(
            Journal journal,
            Format format,
            Consumer<Effect> effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        this.journal = journal;
        this.format = format;
        this.effects = effects;
        this.announcer = announcer;
        this.clock = clock;
        this.settings = settings;
        this.budget = budget;
    }

    /// What memory is taken for, as "to …".
    abstract String purpose();

    /// What to do instead of more memory, as "; …" or nothing.
    abstract String advice();

    /// Begins with memory taken: what the algorithm works on is to be fetched.
    abstract void start(R run);

    /// Looks for the algorithm's steps.
    abstract void look(R run);

    /// Time has passed; the run is not paused and has no outcome yet.
    abstract void wait(R run, Instant now);

    /// Others are to know whether it is paused.
    abstract void tellState(R run);

    /// It goes on after a pause.
    abstract void resumed(R run);

    /// FAILED where there is a failure, else CANCELLED.
    abstract RunEnded interrupted(R run, @Nullable Failure failure);

    /// It is over: nothing is expected any more.
    abstract void forget(R run);

    final boolean isOpen(RunId run) {
        return runs.containsKey(run);
    }

    final int open() {
        return runs.size();
    }

    final int paused() {
        return (int) runs.values().stream().filter(run -> run.paused).count();
    }

    final @Nullable R run(RunId id) {
        return runs.get(id);
    }

    final Collection<R> all() {
        return List.copyOf(runs.values());
    }

    @Override
    public void close() {
        runs.values().forEach(this::drop);
        runs.clear();
        queue.forEach(run -> budget.noLongerWaits());
        queue.clear();
    }

    // Inputs

    /// Begins the run, or goes on with it after a restart.
    final void open(R run) {
        runs.put(run.id, run);
        List<Journal.Decision> decisions = applyDecisions(run);
        if (run.cancelled) {
            propose(run, interrupted(run, null));
            return;
        }
        if (!decisions.isEmpty()) {
            tellState(run); // who was here before may not have come to it
        }
        enqueue(run);
        startQueued();
    }

    /// After the journal has kept a decision about the run.
    ///
    /// @param again whether it had been kept before
    /// @return whether it says something about the run
    final boolean decided(RunId id, boolean again) {
        R run = runs.get(id);
        if (run == null || run.outcome != null) {
            return false;
        }
        boolean wasPaused = run.paused;
        applyDecisions(run);
        if (run.cancelled) {
            propose(run, interrupted(run, null));
            return false;
        }
        boolean changed = wasPaused != run.paused;
        if (changed || again) {
            tellState(run);
        }
        if (changed && run.paused) {
            drop(run);
        } else if (changed) {
            resumed(run);
            enqueue(run);
            startQueued();
        }
        return changed || again;
    }

    /// What the run's algorithm works on never will be there.
    final void lost(RunId id, Failure failure) {
        R run = runs.get(id);
        if (run != null && run.fetching) {
            fail(run, failure.code(), failure.message());
        }
    }

    /// Once an outcome of the run has been read back.
    final void ended(RunId id) {
        R run = runs.remove(id);
        if (run != null) {
            drop(run);
        }
    }

    /// A step may be ready.
    final void advance(RunId id) {
        R run = runs.get(id);
        if (run != null) {
            look(run);
        }
    }

    void tick() {
        Instant now = clock.instant();
        for (R run : all()) {
            look(run);
            if (run.outcome != null) {
                if (!now.isBefore(run.proposedAt.plus(settings.readBackAfter()))) {
                    propose(run, run.outcome);
                }
            } else if (!run.paused) {
                wait(run, now);
            }
        }
        startQueued();
    }

    private List<Journal.Decision> applyDecisions(R run) {
        List<Journal.Decision> decisions = journal.decisions(run.id);
        for (Journal.Decision decision : decisions) {
            switch (decision.kind()) {
                case CANCEL -> run.cancelled = true;
                case PAUSE -> run.paused = true;
                case RESUME -> run.paused = false;
            }
        }
        return decisions;
    }

    // The algorithm

    /// It waits for memory, if it does not already.
    final void enqueue(R run) {
        if (!run.queued) {
            run.queued = true;
            queue.add(run);
            budget.waits();
        }
    }

    /// In turn: who is first is not passed by smaller ones.
    private void startQueued() {
        while (!queue.isEmpty()) {
            R run = queue.element();
            boolean wanted = run.equals(runs.get(run.id))
                    && run.outcome == null
                    && !run.paused
                    && run.live == null
                    && !run.fetching;
            if (wanted && !isTooLarge(run) && !budget.tryLarge(run.bytes)) {
                return; // a tick tries again
            }
            queue.remove();
            run.queued = false;
            budget.noLongerWaits();
            if (wanted && run.outcome == null) {
                run.fetching = true;
                start(run);
            }
        }
    }

    private boolean isTooLarge(R run) {
        long missing = run.bytes - budget.largeBytes();
        if (missing > 0) {
            fail(
                    run,
                    Failure.OPTIMIZER_FAILED,
                    purpose() + " takes " + mebibytes(run.bytes)
                            + " MiB; optimizer-service's heap must be larger by at least " + mebibytes(missing)
                            + advice());
        }
        return missing > 0;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /// Gives up its place for another, where one waits and this one has for long.
    ///
    /// @param since when it began to wait
    final void makeRoom(R run, Instant since, Instant now) {
        if (run.live != null && budget.doOthersWait() && now.isAfter(since.plus(UNDISTURBED))) {
            drop(run);
        }
    }

    /// Lets go of the algorithm; its thread gives the memory back when it ends.
    final void drop(R run) {
        LiveThread<?, ?, ?> live = run.live;
        if (live != null) {
            live.close();
            run.live = null;
        } else if (run.fetching) {
            run.fetching = false;
            budget.largeEnded(run.bytes);
        }
    }

    // Ends

    /// Ends the run with what came of it, if that can be told.
    ///
    /// @param otherwise what to do where it takes too much
    final void conclude(R run, RunEnded outcome, String otherwise) {
        int bytes = format.size(outcome);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            fail(
                    run,
                    Failure.OPTIMIZER_FAILED,
                    "what came of the run takes " + bytes + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES + "; "
                            + otherwise);
        } else {
            propose(run, outcome);
        }
    }

    /// Ends a run that has learnt, with as much of its report as a message has room for.
    ///
    /// @param outcome with a report
    /// @param otherwise what to do where even without its model it takes too much
    final void conclude(R run, LearningReport report, Function<LearningReport, RunEnded> outcome, String otherwise) {
        LearningReport told = report;
        RunEnded ended = outcome.apply(told);
        for (LearningReport less : report.lessAndLess()) {
            told = less;
            ended = outcome.apply(told);
            if (format.size(ended) <= Topics.MAX_MESSAGE_BYTES) {
                break;
            }
        }
        int bytes = format.size(ended);
        if (bytes > Topics.MAX_MESSAGE_BYTES && told.model() != null) {
            ended = outcome.apply(told.leavingModelOut("with the model the outcome takes " + bytes
                    + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES + "; " + otherwise));
        }
        conclude(run, ended, otherwise);
    }

    final void fail(R run, String code, String message) {
        propose(run, interrupted(run, new Failure(code, message)));
    }

    final void failUnknown(R run, String version) {
        fail(
                run,
                Failure.REPLAY_DIVERGED,
                "the run was begun with " + version + ", which this release does not have; submit it again");
    }

    private void propose(R run, RunEnded outcome) {
        drop(run);
        forget(run);
        run.outcome = outcome;
        run.proposedAt = clock.instant();
        publish(outcome);
    }

    final void publish(RunEvent event) {
        effects.accept(new Effect.Publish(event));
    }
}
