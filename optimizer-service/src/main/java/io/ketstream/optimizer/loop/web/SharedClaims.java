package io.ketstream.optimizer.loop.web;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.optimizer.loop.Input;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Large values behind links that are in use or on their way, so that runs of one share it.
final class SharedClaims<V> {

    /// What a value is to a run.
    @FunctionalInterface
    interface Telling<V> {
        Input tell(RunId run, Digest digest, V value);
    }

    private record Waiting(RunId run, Consumer<Input> answer) {}

    private final Telling<V> telling;
    private final Map<Digest, WeakReference<V>> used = new HashMap<>();
    private final Map<Digest, List<Waiting>> underWay = new HashMap<>();

    SharedClaims(Telling<V> telling) {
        this.telling = telling;
    }

    /// Answers at once, or when what is under way has come.
    ///
    /// @return whether the caller is to fetch it
    synchronized boolean await(Digest digest, RunId run, Consumer<Input> answer) {
        WeakReference<V> known = used.get(digest);
        V value = known == null ? null : known.get();
        if (value != null) {
            answer.accept(telling.tell(run, digest, value));
            return false;
        }
        List<Waiting> others = underWay.computeIfAbsent(digest, first -> new ArrayList<>());
        boolean isFirst = others.isEmpty();
        others.add(new Waiting(run, answer));
        return isFirst;
    }

    /// What came, for all who wait for it.
    synchronized void come(Digest digest, V value) {
        used.values().removeIf(kept -> kept.refersTo(null));
        used.put(digest, new WeakReference<>(value));
        for (Waiting waiting : end(digest)) {
            waiting.answer().accept(telling.tell(waiting.run(), digest, value));
        }
    }

    /// It never will.
    synchronized void lost(Digest digest, Input.ClaimLost lost) {
        for (Waiting waiting : end(digest)) {
            waiting.answer().accept(new Input.ClaimLost(waiting.run(), lost.failure()));
        }
    }

    private List<Waiting> end(Digest digest) {
        List<Waiting> others = underWay.remove(digest);
        return others == null ? List.of() : others;
    }
}
