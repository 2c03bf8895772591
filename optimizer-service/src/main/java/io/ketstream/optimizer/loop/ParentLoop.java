package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.WarmStart;
import io.ketstream.optimizer.portfolio.MarketSelection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs of one partition that were taken apart: asks for their children and puts together what comes of them.
///
/// A part of [RunLoop], fed by the same thread, with the same journal: of each child the first record in the topic of
/// children is a row, also where the parent itself has written that it no longer waits. So all loops that read the same
/// topics come to the same, and an algorithm that is run again from the beginning is answered by rows. Which children
/// were asked for is a row, too: a cancel, a pause and an end reach them whatever is in memory.
final class ParentLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ParentLoop.class);

    /// So long a run that waits for its children keeps its place when there is no memory for others.
    private static final Duration UNDISTURBED = Duration.ofMinutes(1);

    /// Who has not looked for so long was asleep, and learns first what has happened.
    private static final Duration ASLEEP = Duration.ofSeconds(30);

    /// What is around a strategy's outcome in the message that tells it.
    private static final int HANDED_ON = 16 * 1024;

    private final Journal journal;
    private final Format format;
    private final Consumer<Effect> effects;
    private final ObjIntConsumer<RunId> announcer;
    private final InstantSource clock;
    private final LoopSettings settings;
    private final AlgorithmBudget budget;
    private final Map<RunId, OpenParent> parents = new LinkedHashMap<>();
    private final Deque<OpenParent> queue = new ArrayDeque<>();
    private Instant looked;

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
        this.looked = clock.instant();
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
        queue.forEach(parent -> budget.parentNoLongerWaits());
        queue.clear();
    }

    // Inputs

    /// Begins the run, or goes on with it after a restart.
    void begin(RunDecomposed decomposed) {
        if (parents.containsKey(decomposed.runId())) {
            return;
        }
        var parent = new OpenParent(decomposed);
        parents.put(parent.id, parent);
        List<Journal.Decision> decisions = applyDecisions(parent);
        if (parent.cancelled) {
            propose(parent, outcome(parent, RunStatus.CANCELLED, null));
            return;
        }
        if (!decisions.isEmpty()) {
            tellState(parent); // who was here before may not have come to it
        }
        enqueue(parent);
        startQueued();
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
        parent.lifeAt = clock.instant();
        if (parent.missing.remove(child.sequence()) && parent.missing.isEmpty()) {
            answer(parent);
        }
    }

    /// After the journal has kept a decision about the run.
    ///
    /// @param again whether it had been kept before
    /// @return whether it says something about the run
    boolean decided(RunId run, boolean again) {
        OpenParent parent = parents.get(run);
        if (parent == null || parent.outcome != null) {
            return false;
        }
        boolean wasPaused = parent.paused;
        applyDecisions(parent);
        if (parent.cancelled) {
            propose(parent, outcome(parent, RunStatus.CANCELLED, null));
            return false;
        }
        boolean changed = wasPaused != parent.paused;
        if (changed || again) {
            tellState(parent);
        }
        if (changed && parent.paused) {
            drop(parent);
        } else if (changed) {
            parent.lifeAt = clock.instant();
            enqueue(parent);
            startQueued();
        }
        return changed || again;
    }

    void covarianceFetched(RunId run, RealMatrix covariance) {
        OpenParent parent = parents.get(run);
        if (parent != null && parent.fetching) {
            launch(parent, covariance);
            parent.fetching = false;
        }
    }

    void covarianceLost(RunId run, Failure failure) {
        OpenParent parent = parents.get(run);
        if (parent != null && parent.fetching) {
            fail(parent, failure.code(), failure.message());
        }
    }

    /// Once an outcome of the run has been read back: its children need not go on.
    void ended(RunId run) {
        OpenParent parent = parents.remove(run);
        if (parent != null) {
            drop(parent);
        }
        command(run, "cancel", RunCommand.Cancel::new);
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
        boolean asleep = looked.plus(ASLEEP).isBefore(now);
        looked = now;
        for (OpenParent parent : List.copyOf(parents.values())) {
            if (asleep) {
                parent.lifeAt = now;
            }
            look(parent, now);
        }
        startQueued();
    }

    private void look(OpenParent parent, Instant now) {
        take(parent);
        if (parent.outcome != null) {
            if (!now.isBefore(parent.proposedAt.plus(settings.readBackAfter()))) {
                propose(parent, parent.outcome);
            }
        } else if (!parent.paused) {
            if (!parent.missing.isEmpty()) {
                wait(parent, now);
            } else if (parent.live == null && !parent.fetching) {
                enqueue(parent);
            }
        }
    }

    // The algorithm

    private void enqueue(OpenParent parent) {
        if (!parent.queued) {
            parent.queued = true;
            queue.add(parent);
            budget.parentWaits();
        }
    }

    /// In turn: who is first is not passed by smaller ones.
    private void startQueued() {
        while (!queue.isEmpty()) {
            OpenParent parent = queue.element();
            boolean wanted = parents.get(parent.id) == parent
                    && parent.outcome == null
                    && !parent.paused
                    && parent.live == null
                    && !parent.fetching;
            if (wanted && !isTooLarge(parent) && !budget.tryParent(parent.bytes)) {
                return; // a tick tries again
            }
            queue.remove();
            parent.queued = false;
            budget.parentNoLongerWaits();
            if (wanted && parent.outcome == null) {
                start(parent);
            }
        }
    }

    private boolean isTooLarge(OpenParent parent) {
        long missing = parent.bytes - budget.covarianceBytes();
        if (missing > 0) {
            fail(
                    parent,
                    Failure.OPTIMIZER_FAILED,
                    "to put the portfolio together takes " + mebibytes(parent.bytes)
                            + " MiB; optimizer-service's heap must be larger by at least " + mebibytes(missing));
        }
        return missing > 0;
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /// With memory taken for it.
    private void start(OpenParent parent) {
        parent.fetching = true;
        String recorded =
                journal.keepVersion(parent.id, DecompositionVersion.current().title());
        Optional<DecompositionVersion> version = DecompositionVersion.of(recorded);
        if (version.isEmpty()) {
            fail(
                    parent,
                    Failure.REPLAY_DIVERGED,
                    "the run was begun with " + recorded + ", which this release does not have; submit it again");
            return;
        }
        parent.version = version.get();
        effects.accept(
                new Effect.FetchCovariance(parent.id, parent.decomposed.market().covariance()));
    }

    private void launch(OpenParent parent, RealMatrix covariance) {
        RunDecomposed decomposed = parent.decomposed;
        DecompositionVersion version = parent.version;
        parent.taken = false;
        parent.live = LiveParent.start(
                parent.id,
                () -> new ParentAlgorithm(
                        decomposed,
                        new MarketSelection(decomposed.problem(), decomposed.market(), covariance),
                        format::digest,
                        version),
                () -> announcer.accept(parent.id, 0),
                () -> budget.parentEnded(parent.bytes));
    }

    /// Lets go of the algorithm; its thread gives the memory back when it ends.
    private void drop(OpenParent parent) {
        if (parent.live != null) {
            parent.live.close();
            parent.live = null;
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
            case ParentStep.Concludes(ParentConclusion conclusion) -> conclude(parent, conclusion);
            case ParentStep.Fails(Failure failure) -> fail(parent, failure.code(), failure.message());
        }
    }

    private void asks(OpenParent parent, List<ChildRun> children) {
        parent.children = children;
        parent.taken = true;
        parent.missing.clear();
        for (ChildRun child : children) {
            if (journal.child(parent.id, child.sequence()) == null) {
                parent.missing.add(child.sequence());
            }
        }
        if (parent.missing.isEmpty()) {
            answer(parent);
        } else {
            journal.keepAsked(
                    parent.id,
                    children.getFirst().sequence(),
                    children.stream().map(ChildRun::id).toList());
            Instant now = clock.instant();
            parent.askedAt = now;
            parent.lifeAt = now;
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
        if (parent.live != null && budget.doParentsWait() && now.isAfter(parent.askedAt.plus(UNDISTURBED))) {
            drop(parent); // it is run again when its children have ended
        }
        if (!now.isBefore(parent.lifeAt.plus(patience(parent)))) {
            if (!now.isBefore(parent.givenUpAt.plus(settings.readBackAfter()))) {
                giveUp(parent, now);
            }
        } else if (!now.isBefore(parent.sentAt.plus(settings.resendAtMost()))) {
            send(parent, now);
        }
    }

    /// Without a sign of any child; each may take the time that its user gives it.
    private Duration patience(OpenParent parent) {
        Duration timeout = parent.decomposed.settings().optimizer().timeout();
        return timeout == null
                ? settings.childPatience()
                : settings.childPatience().plus(timeout);
    }

    /// Whichever is read first counts: what a child came to, or that it is no longer waited for.
    private void giveUp(OpenParent parent, Instant now) {
        parent.givenUpAt = now;
        LOG.atInfo()
                .addKeyValue("runId", parent.id)
                .addKeyValue("children", parent.missing.size())
                .log("Children are no longer waited for");
        command(parent.id, "give-up", RunCommand.Cancel::new);
        for (ChildRun child : parent.children) {
            if (parent.missing.contains(child.sequence())) {
                publish(new ChildEnded(
                        EventMetadata.of(child.id() + "/given-up", now, null),
                        parent.id,
                        child.sequence(),
                        child.id(),
                        RunStatus.CANCELLED,
                        new Failure(Failure.EXECUTION_TIMED_OUT, "no child had ended for " + patience(parent)),
                        null,
                        0,
                        0));
            }
        }
    }

    private void tellState(OpenParent parent) {
        if (parent.paused) {
            command(parent.id, "pause", RunCommand.Pause::new);
        } else {
            command(parent.id, "resume", RunCommand.Resume::new);
        }
    }

    @FunctionalInterface
    private interface CommandMaker {
        RunCommand make(EventMetadata metadata, RunId run);
    }

    /// To all children that were asked for and have not ended.
    private void command(RunId parent, String word, CommandMaker maker) {
        Instant now = clock.instant();
        for (Journal.Asked asked : journal.asked(parent)) {
            if (journal.child(parent, asked.sequence()) == null) {
                var metadata = EventMetadata.of(asked.child() + "/by-parent/" + word + "/" + now, now, null);
                publish(maker.make(metadata, asked.child()));
            }
        }
    }

    private List<Journal.Decision> applyDecisions(OpenParent parent) {
        List<Journal.Decision> decisions = journal.decisions(parent.id);
        for (Journal.Decision decision : decisions) {
            switch (decision.kind()) {
                case CANCEL -> parent.cancelled = true;
                case PAUSE -> parent.paused = true;
                case RESUME -> parent.paused = false;
            }
        }
        return decisions;
    }

    // Ends

    private void conclude(OpenParent parent, ParentConclusion conclusion) {
        RunEnded outcome = together(parent.decomposed, conclusion, clock.instant());
        int bytes = format.size(outcome);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            fail(
                    parent,
                    Failure.OPTIMIZER_FAILED,
                    "what came of the run takes " + bytes + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES
                            + "; select fewer assets, or hold fewer");
        } else {
            propose(parent, outcome);
        }
    }

    /// With as much of what was learnt as leaves room for whoever hands it on.
    private RunEnded together(RunDecomposed run, ParentConclusion conclusion, Instant now) {
        WarmStart all = conclusion.learnt();
        for (WarmStart learnt : all == null ? List.<WarmStart>of() : all.lessAndLess()) {
            RunEnded outcome = Outcomes.together(run, conclusion, learnt, now);
            if (format.size(outcome) <= Topics.MAX_MESSAGE_BYTES - HANDED_ON) {
                return outcome;
            }
        }
        return Outcomes.together(run, conclusion, null, now);
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
        return Outcomes.apart(parent.decomposed, status, failure, evaluations, shots, clock.instant());
    }

    private void fail(OpenParent parent, String code, String message) {
        propose(parent, outcome(parent, RunStatus.FAILED, new Failure(code, message)));
    }

    private void propose(OpenParent parent, RunEnded outcome) {
        drop(parent);
        parent.missing.clear();
        parent.outcome = outcome;
        parent.proposedAt = clock.instant();
        publish(outcome);
    }

    private void publish(RunEvent event) {
        effects.accept(new Effect.Publish(event));
    }
}
