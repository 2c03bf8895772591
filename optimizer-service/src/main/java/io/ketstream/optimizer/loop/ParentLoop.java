package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.portfolio.MarketSelection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs of one partition that were taken apart: asks for their children and puts together what comes of them.
///
/// A part of [RunLoop], fed by the same thread, with the same journal: of each child the first record in the topic of
/// children is a row, also where the parent itself has written that it no longer waits. So all loops that read the same
/// topics come to the same, and an algorithm that is run again from the beginning is answered by rows.
final class ParentLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ParentLoop.class);

    /// So long a run that waits for its children keeps its place among those that are under way.
    private static final Duration UNDISTURBED = Duration.ofMinutes(1);

    private final Journal journal;
    private final Format format;
    private final Consumer<Effect> effects;
    private final ObjIntConsumer<RunId> announcer;
    private final InstantSource clock;
    private final LoopSettings settings;
    private final AlgorithmBudget budget;
    private final Map<RunId, OpenParent> parents = new LinkedHashMap<>();

    ParentLoop(
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

    boolean isOpen(RunId run) {
        return parents.containsKey(run);
    }

    int open() {
        return parents.size();
    }

    int paused() {
        return (int) parents.values().stream().filter(parent -> parent.paused).count();
    }

    @Override
    public void close() {
        parents.values().forEach(this::drop);
        parents.clear();
    }

    // Inputs

    /// Begins the run, or goes on with it after a restart.
    void begin(RunDecomposed decomposed) {
        if (parents.containsKey(decomposed.runId())) {
            return;
        }
        var parent = new OpenParent(decomposed, journal.version(decomposed.runId()) != null);
        parents.put(parent.id, parent);
        applyDecisions(parent);
        start(parent);
    }

    void childEnded(ChildEnded child, byte[] bytes) {
        journal.keepChild(child.runId(), child.sequence(), bytes);
        OpenParent parent = parents.get(child.runId());
        if (parent == null) {
            if (!journal.hasBegun(child.runId())) {
                journal.keepStray(child.runId());
            }
            return;
        }
        if (parent.missing.remove(child.sequence()) && parent.missing.isEmpty()) {
            answer(parent);
        }
    }

    /// After the journal has kept a decision about the run.
    void decided(RunId run) {
        OpenParent parent = parents.get(run);
        if (parent == null || parent.outcome != null) {
            return;
        }
        boolean wasPaused = parent.paused;
        applyDecisions(parent);
        if (parent.cancelled) {
            if (!parent.missing.isEmpty() || (parent.live == null && !parent.resumed)) {
                cancel(parent);
            }
            return; // else ends with its next step
        }
        if (wasPaused != parent.paused) {
            String word = parent.paused ? "pause" : "resume";
            forMissing(parent, word, parent.paused ? RunCommand.Pause::new : RunCommand.Resume::new);
            if (!parent.paused) {
                parent.askedAt = clock.instant();
                if (!parent.asked) {
                    ask(parent);
                }
            }
        }
    }

    void covarianceFetched(RunId run, RealMatrix covariance) {
        OpenParent parent = parents.get(run);
        if (parent != null && parent.fetching) {
            parent.fetching = false;
            launch(parent, covariance);
        }
    }

    void covarianceLost(RunId run, Failure failure) {
        OpenParent parent = parents.get(run);
        if (parent != null && parent.fetching) {
            fail(parent, failure.code(), failure.message());
        }
    }

    void ended(RunId run) {
        OpenParent parent = parents.remove(run);
        if (parent != null) {
            drop(parent);
        }
    }

    /// A step may be ready.
    void advance(RunId run) {
        OpenParent parent = parents.get(run);
        if (parent != null) {
            take(parent);
        }
    }

    void tick() {
        Instant now = clock.instant();
        for (OpenParent parent : List.copyOf(parents.values())) {
            take(parent);
            if (parent.outcome != null) {
                if (!now.isBefore(parent.proposedAt.plus(settings.readBackAfter()))) {
                    propose(parent, parent.outcome);
                }
            } else if (!parent.missing.isEmpty()) {
                wait(parent, now);
            } else if (parent.live == null && !parent.fetching) {
                start(parent);
            }
        }
    }

    // The algorithm

    private void start(OpenParent parent) {
        if (parent.cancelled && !parent.resumed) {
            propose(parent, outcome(parent, RunStatus.CANCELLED, null));
            return;
        }
        long missing = parent.bytes - budget.covarianceBytes();
        if (missing > 0) {
            fail(
                    parent,
                    Failure.OPTIMIZER_FAILED,
                    "to put the portfolio together takes " + mebibytes(parent.bytes)
                            + " MiB; optimizer-service's heap must be larger by at least " + mebibytes(missing));
            return;
        }
        if (!budget.tryParent(parent.bytes) && !takeFromAnother(parent.bytes)) {
            return; // a tick tries again
        }
        parent.fetching = true;
        String version = journal.keepVersion(parent.id, ParentAlgorithm.VERSION);
        if (!version.equals(ParentAlgorithm.VERSION)) {
            fail(
                    parent,
                    Failure.REPLAY_DIVERGED,
                    "the run was begun with " + version + ", which this release does not have; submit it again");
            return;
        }
        effects.accept(
                new Effect.FetchCovariance(parent.id, parent.decomposed.market().covariance()));
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    private void launch(OpenParent parent, RealMatrix covariance) {
        RunDecomposed decomposed = parent.decomposed;
        parent.taken = false;
        parent.live = LiveParent.start(
                parent.id,
                () -> new ParentAlgorithm(
                        decomposed,
                        new MarketSelection(decomposed.problem(), decomposed.market(), covariance),
                        format::digest),
                () -> announcer.accept(parent.id, 0));
    }

    /// One that has waited for its children for a while gives its place up, and is run again when they have ended.
    private boolean takeFromAnother(long bytes) {
        Instant now = clock.instant();
        for (OpenParent other : parents.values()) {
            boolean waits = other.asked && !other.missing.isEmpty();
            if (other.live != null && waits && now.isAfter(other.askedAt.plus(UNDISTURBED))) {
                drop(other);
                return budget.tryParent(bytes);
            }
        }
        return false;
    }

    private void drop(OpenParent parent) {
        if (parent.live != null) {
            parent.live.close();
            parent.live = null;
            budget.parentEnded(parent.bytes);
        } else if (parent.fetching) {
            parent.fetching = false;
            budget.parentEnded(parent.bytes);
        }
    }

    private void take(OpenParent parent) {
        ParentStep step = parent.live == null || parent.outcome != null ? null : parent.live.step();
        switch (step) {
            case null -> {
                // computes, or waits for its children
            }
            case ParentStep.Asks(List<ChildRun> children) -> {
                if (!parent.taken) {
                    asks(parent, children);
                }
            }
            case ParentStep.Concludes(ParentConclusion conclusion) -> {
                if (parent.cancelled) {
                    cancel(parent);
                } else {
                    conclude(parent, conclusion);
                }
            }
            case ParentStep.Fails(Failure failure) -> fail(parent, failure.code(), failure.message());
        }
    }

    private void asks(OpenParent parent, List<ChildRun> children) {
        parent.children = children;
        parent.taken = true;
        parent.asked = false;
        parent.missing.clear();
        for (ChildRun child : children) {
            if (journal.child(parent.id, child.sequence()) == null) {
                parent.missing.add(child.sequence());
            }
        }
        if (parent.missing.isEmpty()) {
            answer(parent);
        } else if (parent.cancelled) {
            cancel(parent);
        } else if (!parent.paused) {
            ask(parent);
        }
    }

    private void ask(OpenParent parent) {
        Instant now = clock.instant();
        if (!parent.missing.isEmpty()) {
            parent.asked = true;
            parent.askedAt = now;
            send(parent, now);
        }
    }

    private void send(OpenParent parent, Instant now) {
        parent.sentAt = now;
        for (ChildRun child : parent.children) {
            if (parent.missing.contains(child.sequence())) {
                publish(child.submission(now));
            }
        }
    }

    private void answer(OpenParent parent) {
        LiveParent live = parent.live;
        if (live == null) {
            return; // a tick starts it, and it is answered when it asks again
        }
        List<ChildEnded> answers = new ArrayList<>();
        for (ChildRun child : parent.children) {
            ChildEnded ended = read(journal.child(parent.id, child.sequence()));
            if (ended == null) {
                fail(parent, Failure.OPTIMIZER_FAILED, "what came of child " + child.sequence() + " cannot be read");
                return;
            }
            if (!ended.childRunId().equals(child.id())) {
                fail(
                        parent,
                        Failure.REPLAY_DIVERGED,
                        "child " + child.sequence() + " of the run is " + child.id() + ", its journal has what came of "
                                + ended.childRunId());
                return;
            }
            answers.add(ended);
        }
        parent.taken = false;
        live.feed(answers);
    }

    private @Nullable ChildEnded read(byte @Nullable [] row) {
        try {
            return row != null && format.read(row) instanceof ChildEnded ended ? ended : null;
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A row of a child cannot be read");
            return null;
        }
    }

    // Waiting

    private void wait(OpenParent parent, Instant now) {
        if (!parent.asked) {
            return;
        }
        if (!parent.paused && !now.isBefore(parent.askedAt.plus(settings.childPatience()))) {
            if (!now.isBefore(parent.givenUpAt.plus(settings.readBackAfter()))) {
                giveUp(parent, now);
            }
        } else if (!now.isBefore(parent.sentAt.plus(settings.resendAtMost()))) {
            send(parent, now);
        }
    }

    /// Whichever is read first counts: what a child came to, or that it is no longer waited for.
    private void giveUp(OpenParent parent, Instant now) {
        parent.givenUpAt = now;
        LOG.atInfo()
                .addKeyValue("runId", parent.id)
                .addKeyValue("children", parent.missing.size())
                .log("Children are no longer waited for");
        for (ChildRun child : parent.children) {
            if (parent.missing.contains(child.sequence())) {
                publish(new ChildEnded(
                        EventMetadata.of(child.id() + "/given-up", now, null),
                        parent.id,
                        child.sequence(),
                        child.id(),
                        RunStatus.CANCELLED,
                        new Failure(
                                Failure.EXECUTION_TIMED_OUT,
                                "the run had not ended within " + settings.childPatience()),
                        null,
                        0,
                        0));
            }
        }
        forMissing(parent, "cancel", RunCommand.Cancel::new);
    }

    @FunctionalInterface
    private interface CommandMaker {
        RunCommand make(EventMetadata metadata, RunId run);
    }

    private void forMissing(OpenParent parent, String word, CommandMaker maker) {
        Instant now = clock.instant();
        for (ChildRun child : parent.children) {
            if (parent.missing.contains(child.sequence())) {
                var metadata = EventMetadata.of(child.id() + "/by-parent/" + word + "/" + now, now, null);
                publish(maker.make(metadata, child.id()));
            }
        }
    }

    private void applyDecisions(OpenParent parent) {
        for (Journal.Decision decision : journal.decisions(parent.id)) {
            switch (decision.kind()) {
                case CANCEL -> parent.cancelled = true;
                case PAUSE -> parent.paused = true;
                case RESUME -> parent.paused = false;
            }
        }
    }

    // Ends

    private void cancel(OpenParent parent) {
        propose(parent, outcome(parent, RunStatus.CANCELLED, null));
    }

    private void conclude(OpenParent parent, ParentConclusion conclusion) {
        Instant now = clock.instant();
        publish(new ControlsComputed(
                EventMetadata.of(parent.id + "/controls", now, null), parent.id, conclusion.controls()));
        propose(parent, Outcomes.together(parent.id, conclusion, now));
    }

    private RunEnded outcome(OpenParent parent, RunStatus status, @Nullable Failure failure) {
        int evaluations = 0;
        long shots = 0;
        for (byte[] bytes : journal.children(parent.id)) {
            ChildEnded ended = read(bytes);
            if (ended != null) {
                evaluations += ended.evaluations();
                shots += ended.shots();
            }
        }
        return Outcomes.apart(parent.id, status, failure, evaluations, shots, clock.instant());
    }

    private void fail(OpenParent parent, String code, String message) {
        propose(parent, outcome(parent, RunStatus.FAILED, new Failure(code, message)));
    }

    private void propose(OpenParent parent, RunEnded outcome) {
        drop(parent);
        forMissing(parent, "cancel", RunCommand.Cancel::new);
        parent.missing.clear();
        parent.outcome = outcome;
        parent.proposedAt = clock.instant();
        publish(outcome);
    }

    private void publish(RunEvent event) {
        effects.accept(new Effect.Publish(event));
    }
}
