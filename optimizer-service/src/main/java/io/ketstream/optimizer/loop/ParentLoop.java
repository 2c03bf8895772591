package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs of one partition that consist of others: asks for their children and hands on what comes of them.
///
/// Of each child the first record in the topic of children is a row, also where the parent itself has written that it
/// no longer waits. So all loops that read the same topics come to the same, and an algorithm that is run again from
/// the beginning is answered by rows. Which children were asked for is a row, too: a cancel, a pause and an end reach
/// them whatever is in memory.
abstract class ParentLoop<P extends OpenParent<R>, R> extends LargeRuns<P> {

    private static final Logger LOG = LoggerFactory.getLogger(ParentLoop.class);

    /// Who has not looked for so long was asleep, and learns first what has happened.
    private static final Duration ASLEEP = Duration.ofSeconds(30);

    private Instant looked;

    ParentLoop(
            Journal journal,
            Format format,
            Consumer<Effect> effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        super(journal, format, effects, announcer, clock, settings, budget);
        this.looked = clock.instant();
    }

    /// Tells what has come of a run.
    abstract void concludes(P parent, R conclusion);

    /// Tells how many of its children have ended, of which there is one at least.
    void tellProgress(P parent) {
        // whose children say enough
    }

    /// How long it waits without a sign of any child.
    abstract Duration patience(P parent);

    /// Since when it may be made to give up its memory to others.
    abstract Instant disturbable(P parent);

    // Inputs

    /// After the journal has kept it.
    void childEnded(ChildEnded child) {
        P parent = run(child.runId());
        if (parent == null) {
            return;
        }
        parent.lifeAt = clock.instant();
        if (parent.missing.remove(child.sequence())) {
            tellProgress(parent);
            if (parent.missing.isEmpty()) {
                answer(parent);
            }
        }
    }

    @Override
    void resumed(P parent) {
        parent.lifeAt = clock.instant();
    }

    /// The children of a run that has ended need not go on.
    final void cancelChildren(RunId run) {
        command(run, "cancel", RunCommand.Cancel::new);
    }

    @Override
    void tick() {
        Instant now = clock.instant();
        if (looked.plus(ASLEEP).isBefore(now)) {
            all().forEach(parent -> parent.lifeAt = now);
        }
        looked = now;
        super.tick();
    }

    // The algorithm

    /// Starts the algorithm, which has what it works on.
    final void launch(P parent, String doing, Function<Children, R> algorithm) {
        parent.live = LiveThread.start(
                parent.id,
                doing,
                asking -> algorithm.apply(new AskedChildren(asking)),
                List.of(),
                sequence -> announcer.accept(parent.id, sequence),
                () -> budget.largeEnded(parent.bytes));
        parent.fetching = false;
        look(parent);
    }

    /// The algorithm's way to its children.
    private record AskedChildren(LiveThread.Asking<List<ChildRun>, List<ChildEnded>> asking) implements Children {

        @Override
        public List<ChildEnded> run(List<ChildRun> children) {
            return asking.next(() -> children);
        }

        @Override
        public void requireWanted() {
            asking.requireOpen();
        }
    }

    @Override
    void look(P parent) {
        LiveThread.Step<List<ChildRun>, R> step =
                parent.live == null || parent.outcome != null ? null : parent.live.await(0);
        switch (step) {
            case null -> {
                // computes, or waits for its children
            }
            case LiveThread.Step.Asks<List<ChildRun>, R>(List<ChildRun> children) -> asks(parent, children);
            case LiveThread.Step.Concludes<List<ChildRun>, R>(R conclusion) -> concludes(parent, conclusion);
            case LiveThread.Step.Fails<List<ChildRun>, R>(Failure failure) ->
                fail(parent, failure.code(), failure.message());
        }
    }

    private void asks(P parent, List<ChildRun> children) {
        if (!fit(parent, children)) {
            return;
        }
        parent.children = children;
        parent.missing.clear();
        for (ChildRun child : children) {
            if (journal.child(parent.id, child.sequence()) == null) {
                parent.missing.add(child.sequence());
            }
        }
        if (parent.missing.size() < children.size()) {
            tellProgress(parent);
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

    /// Whether all children can be told of what they are to do; else fails the run.
    private boolean fit(P parent, List<ChildRun> children) {
        for (ChildRun child : children) {
            int bytes = format.size(child.submission(clock.instant()));
            if (bytes > Topics.MAX_MESSAGE_BYTES) {
                fail(
                        parent,
                        Failure.OPTIMIZER_FAILED,
                        "run " + child.sequence() + " of those that it consists of takes " + bytes
                                + " bytes of a message of " + Topics.MAX_MESSAGE_BYTES);
                return false;
            }
        }
        return true;
    }

    private void send(P parent, Instant now) {
        parent.sentAt = now;
        for (ChildRun child : parent.children) {
            if (parent.missing.contains(child.sequence())) {
                publish(child.submission(now));
            }
        }
    }

    private void answer(P parent) {
        var live = parent.live;
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
        // The list answers one question.
        live.feed(List.of(answers));
        look(parent);
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

    @Override
    void wait(P parent, Instant now) {
        if (parent.missing.isEmpty()) {
            if (parent.live == null && !parent.fetching) {
                enqueue(parent);
            }
            return;
        }
        makeRoom(parent, disturbable(parent), now); // it is run again when its children have ended
        if (!now.isBefore(parent.lifeAt.plus(patience(parent)))) {
            if (!now.isBefore(parent.givenUpAt.plus(settings.readBackAfter()))) {
                giveUp(parent, now);
            }
        } else if (!now.isBefore(parent.sentAt.plus(settings.resendAtMost()))) {
            send(parent, now);
        }
    }

    /// Whichever is read first counts: what a child came to, or that it is no longer waited for.
    private void giveUp(P parent, Instant now) {
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

    @Override
    void tellState(P parent) {
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

    // Ends

    /// What its children so far have evaluated.
    final Effort effort(P parent) {
        long evaluations = 0;
        long shots = 0;
        for (byte[] bytes : journal.children(parent.id)) {
            ChildEnded ended = read(bytes);
            if (ended != null) {
                evaluations += ended.evaluations();
                shots += ended.shots();
            }
        }
        return new Effort(Math.clamp(evaluations, 0, Integer.MAX_VALUE), shots);
    }

    /// How many of its children have ended.
    final int ended(P parent) {
        return journal.children(parent.id).size();
    }

    /// Of all children together.
    record Effort(int evaluations, long shots) {}

    @Override
    void forget(P parent) {
        parent.missing.clear();
    }
}
