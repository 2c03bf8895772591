package io.ketstream.results.deadletter;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Redrives in memory.
public final class MemoryRedriveLog implements RedriveLog {

    private final Map<DeadLetterId, Redriven> redriven = new HashMap<>();

    @Override
    public Redriven redrive(DeadLetterId letter, boolean again, Supplier<RecordPosition> send) {
        Redriven before = redriven.get(letter);
        if (before != null && !again) {
            throw new AlreadyRedrivenException(letter, before);
        }
        var now = new Redriven(before == null ? 1 : before.times() + 1, Instant.EPOCH, send.get());
        redriven.put(letter, now);
        return now;
    }

    @Override
    public Map<DeadLetterId, Redriven> find(Collection<DeadLetterId> letters) {
        var found = new HashMap<>(redriven);
        found.keySet().retainAll(letters);
        return found;
    }
}
