package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.run.Formulation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Formulations that are behind links: the most recently used ones are kept by digest, others are fetched.
final class Formulations {

    private static final int KEPT = 32;

    private final Consumer<Effect> effects;
    private final Set<RunId> underWay = new HashSet<>();
    private final Map<Digest, Formulation> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Formulation> eldest) {
            return size() > KEPT;
        }
    };

    Formulations(Consumer<Effect> effects) {
        this.effects = effects;
    }

    /// The circuit's formulation, or null where it has to be fetched first; that begins here.
    @Nullable
    Formulation of(RunCircuitReady circuit) {
        Formulation formulation = circuit.formulation();
        if (formulation != null) {
            return formulation;
        }
        Link link = Objects.requireNonNull(circuit.formulationLink());
        Formulation known = kept.get(link.sha256());
        if (known == null && underWay.add(circuit.runId())) {
            effects.accept(new Effect.FetchFormulation(circuit.runId(), link));
        }
        return known;
    }

    void fetched(RunCircuitReady circuit, Formulation formulation) {
        underWay.remove(circuit.runId());
        Link link = circuit.formulationLink();
        if (link != null) {
            kept.put(link.sha256(), formulation);
        }
    }

    void lost(RunId run) {
        underWay.remove(run);
    }
}
