package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.WarmStart;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where circuits of clusters begin when a run like theirs has ended before: where the cluster's own circuit of then
/// ended. A cluster that has less than half of its assets in common with any of then has the median of all.
public final class WarmAngles {

    private final Ansatz.Qaoa ansatz;
    private final List<Known> known;

    private record Known(Set<String> symbols, AngleTransfer.Solved solved) {

        int common(Collection<String> others) {
            return (int) others.stream().filter(symbols::contains).count();
        }
    }

    /// Parameters that are not as many as the ansatz has do not count.
    public WarmAngles(Ansatz.Qaoa ansatz, @Nullable WarmStart warm) {
        this.ansatz = ansatz;
        this.known = warm == null
                ? List.of()
                : warm.clusters().stream()
                        .filter(cluster -> cluster.parameters().size() == 2 * ansatz.layers())
                        .map(cluster -> new Known(
                                Set.copyOf(cluster.symbols()),
                                new AngleTransfer.Solved(cluster.symbols().size(), cluster.parameters())))
                        .toList();
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /// For a circuit of these assets; there must be any angles.
    public RealVector start(List<String> symbols) {
        Known nearest = known.getFirst();
        for (Known each : known) {
            if (each.common(symbols) > nearest.common(symbols)) {
                nearest = each;
            }
        }
        List<AngleTransfer.Solved> solved = 2 * nearest.common(symbols) >= symbols.size()
                ? List.of(nearest.solved())
                : known.stream().map(Known::solved).toList();
        return AngleTransfer.median(ansatz, solved, symbols.size());
    }
}
