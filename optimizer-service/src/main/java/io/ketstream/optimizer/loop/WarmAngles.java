package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.WarmStart;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where circuits of clusters begin when a run like theirs has ended before: where the cluster's own circuit of then
/// ended. A cluster that has less than half of its assets in common with any of then has the median of all; so has one
/// whose circuit ended far from the others', in a minimum of its own: it would stay there run after run.
public final class WarmAngles {

    /// Times the usual distance from the median.
    private static final double FAR = 3;

    /// With so many, β of every mixer is in units of its ramp.
    private static final int QUBITS = 2;

    private final Ansatz.Qaoa ansatz;
    private final List<Known> known;
    private final List<AngleTransfer.Solved> all;
    private final double usual;

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
                        .filter(cluster -> cluster.parameters().size() == 2 * ansatz.layers()
                                && !cluster.symbols().isEmpty())
                        .map(cluster -> new Known(
                                Set.copyOf(cluster.symbols()),
                                new AngleTransfer.Solved(cluster.symbols().size(), cluster.parameters())))
                        .toList();
        this.all = known.stream().map(Known::solved).toList();
        double[] distances = known.stream().mapToDouble(this::distance).sorted().toArray();
        this.usual = distances.length == 0 ? 0 : distances[distances.length / 2];
    }

    /// From the median.
    private double distance(Known one) {
        RealVector own = AngleTransfer.median(ansatz, List.of(one.solved()), QUBITS);
        RealVector median = AngleTransfer.median(ansatz, all, QUBITS);
        double squares = 0;
        for (int k = 0; k < own.size(); k++) {
            double difference = own.get(k) - median.get(k);
            squares += difference * difference;
        }
        return Math.sqrt(squares);
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
        boolean fits = 2 * nearest.common(symbols) >= symbols.size() && distance(nearest) <= FAR * usual;
        return AngleTransfer.median(ansatz, fits ? List.of(nearest.solved()) : all, symbols.size());
    }
}
