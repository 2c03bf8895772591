package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a loop remembers of a run between inputs; everything here is rebuilt from the journal.
final class OpenRun {

    /// No answer's effects have been published by this loop.
    static final int NOTHING = Integer.MAX_VALUE;

    /// Not known: the journal has to be looked into.
    static final int UNKNOWN = Integer.MAX_VALUE;

    final RunId id;
    final @Nullable Instant timeLimit;

    /// The journal has no answer of a later sequence than this.
    int lastAnswer = UNKNOWN;

    Phase phase = new Phase.Dormant();
    boolean paused;
    boolean cancelled;

    /// Effects of all answers from this sequence on have been published since the loop began.
    int emittedFrom = NOTHING;

    /// Once in the life of a loop, redelivered input makes it publish a stretch of effects again.
    boolean reemitted;

    /// From where to publish when the run is started next.
    int emitNext = NOTHING;

    /// Holds a permit to replay.
    boolean replaying;

    /// Waits for a permit to replay.
    boolean waiting;

    /// Has ended; is replayed only to publish effects of redelivered answers again.
    boolean ended;

    /// The question that is out, when it was first and last sent and how often.
    int askedSequence;

    Instant askedAt = Instant.MIN;
    Instant sentAt = Instant.MIN;
    int sends;

    /// The question that is journaled as asked.
    int notedSequence;

    /// The question at which the deadline was last announced.
    int deadlineSequence;

    Instant deadlineSentAt = Instant.MIN;

    /// When to look after it next.
    @Nullable
    Instant due;

    OpenRun(RunId id, @Nullable Instant timeLimit) {
        this.id = id;
        this.timeLimit = timeLimit;
    }
}
