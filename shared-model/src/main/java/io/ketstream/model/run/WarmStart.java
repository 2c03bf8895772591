package io.ketstream.model.run;

import io.ketstream.model.RealVector;
import java.util.List;

/// What a portfolio's run may begin with, from one like it that has ended.
///
/// @param selection the symbols that it selected
/// @param clusters that it was taken apart into; none where one circuit had all assets
public record WarmStart(List<String> selection, List<Cluster> clusters) {

    /// @param parameters that its circuit ended with; none where it had none, or where they were too many to tell
    public record Cluster(List<String> symbols, RealVector parameters) {
        public Cluster {
            symbols = List.copyOf(symbols);
        }
    }

    public WarmStart {
        selection = List.copyOf(selection);
        clusters = List.copyOf(clusters);
    }

    /// All of it, then what takes less of a message: without parameters, without clusters.
    public List<WarmStart> lessAndLess() {
        List<Cluster> withoutParameters = clusters.stream()
                .map(cluster -> new Cluster(cluster.symbols(), RealVector.zeros(0)))
                .toList();
        return List.of(this, new WarmStart(selection, withoutParameters), new WarmStart(selection, List.of()));
    }
}
