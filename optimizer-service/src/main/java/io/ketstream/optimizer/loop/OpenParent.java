package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A run that consists of others.
///
/// @param <R> what its algorithm comes to
abstract class OpenParent<R> extends LargeRun<List<ChildRun>, List<ChildEnded>, R> {

    /// What it waits for.
    List<ChildRun> children = List.of();

    /// Sequences of those that have not ended.
    final Set<Integer> missing = new TreeSet<>();

    Instant askedAt = Instant.MAX;
    Instant sentAt = Instant.MAX;

    /// When it asked, or a child ended, last.
    Instant lifeAt = Instant.MAX;

    /// When those still missing were last given up.
    Instant givenUpAt = Instant.MIN;

    OpenParent(RunId id, long bytes) {
        super(id, bytes);
    }
}
