package io.ketstream.results.follow;

import io.ketstream.model.RunId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Wakes those who follow a run when this instance has stored something new of it. A run that another instance
/// stores is noticed by looking again.
public final class RunChanges {

    private final ConcurrentHashMap<UUID, Set<Semaphore>> followers = new ConcurrentHashMap<>();

    /// A semaphore that gets a permit at every change of `run`, until it is taken off again.
    Semaphore register(RunId run) {
        var signal = new Semaphore(0);
        followers.compute(run.value(), (key, signals) -> {
            Set<Semaphore> all = signals == null ? ConcurrentHashMap.newKeySet() : signals;
            all.add(signal);
            return all;
        });
        return signal;
    }

    void remove(RunId run, Semaphore signal) {
        followers.computeIfPresent(run.value(), (key, signals) -> {
            signals.remove(signal);
            return signals.isEmpty() ? null : signals;
        });
    }

    public void changed(Collection<UUID> runs) {
        if (followers.isEmpty()) {
            return;
        }
        for (UUID run : runs) {
            followers.getOrDefault(run, Set.of()).forEach(Semaphore::release);
        }
    }
}
