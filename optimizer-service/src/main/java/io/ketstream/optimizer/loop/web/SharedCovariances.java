package io.ketstream.optimizer.loop.web;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.optimizer.loop.Input;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Covariances that are in use or on their way, so that the runs of one market share one.
final class SharedCovariances {

    private record Waiting(RunId run, Consumer<Input> answer) {}

    private final Map<Digest, WeakReference<RealMatrix>> used = new HashMap<>();
    private final Map<Digest, List<Waiting>> underWay = new HashMap<>();

    /// Answers at once, or when what is under way has come.
    ///
    /// @return whether the caller is to fetch it
    synchronized boolean await(Digest digest, RunId run, Consumer<Input> answer) {
        WeakReference<RealMatrix> known = used.get(digest);
        RealMatrix matrix = known == null ? null : known.get();
        if (matrix != null) {
            answer.accept(new Input.CovarianceFetched(run, matrix));
            return false;
        }
        List<Waiting> others = underWay.computeIfAbsent(digest, first -> new ArrayList<>());
        boolean isFirst = others.isEmpty();
        others.add(new Waiting(run, answer));
        return isFirst;
    }

    /// What came, for all who wait for it.
    synchronized void come(Digest digest, Input input) {
        List<Waiting> others = underWay.remove(digest);
        if (input instanceof Input.CovarianceFetched fetched) {
            used.values().removeIf(kept -> kept.refersTo(null));
            used.put(digest, new WeakReference<>(fetched.covariance()));
        }
        for (Waiting waiting : others == null ? List.<Waiting>of() : others) {
            waiting.answer()
                    .accept(
                            switch (input) {
                                case Input.CovarianceFetched fetched ->
                                    new Input.CovarianceFetched(waiting.run(), fetched.covariance());
                                case Input.ClaimLost lost -> new Input.ClaimLost(waiting.run(), lost.failure());
                                default ->
                                    throw new IllegalArgumentException(
                                            "a covariance is not answered by " + input.getClass());
                            });
        }
    }
}
