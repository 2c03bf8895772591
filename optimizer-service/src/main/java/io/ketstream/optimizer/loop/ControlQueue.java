package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.Formulation;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands out the computation of controls a few runs at a time, so that a flood of runs waits as ids and not as
/// problems.
final class ControlQueue {

    private final Journal journal;
    private final Formulations formulations;
    private final Function<RunId, @Nullable RunCircuitReady> circuits;
    private final Consumer<Effect> effects;
    private final InstantSource clock;
    private final int concurrent;
    private final Deque<RunId> waiting = new ArrayDeque<>();
    private final Set<RunId> computing = new HashSet<>();
    private final Set<RunId> fetching = new HashSet<>();

    ControlQueue(
            Journal journal,
            Formulations formulations,
            Function<RunId, @Nullable RunCircuitReady> circuits,
            Consumer<Effect> effects,
            InstantSource clock,
            int concurrent) {
        this.journal = journal;
        this.formulations = formulations;
        this.circuits = circuits;
        this.effects = effects;
        this.clock = clock;
        this.concurrent = concurrent;
    }

    void add(RunId run) {
        if (!computing.contains(run) && !fetching.contains(run)) {
            waiting.add(run);
        }
    }

    void fetched(RunId run) {
        if (fetching.remove(run)) {
            waiting.addFirst(run);
        }
    }

    void lost(RunId run) {
        fetching.remove(run);
    }

    void finished(RunId run, @Nullable Controls controls) {
        computing.remove(run);
        if (controls != null) {
            journal.keepControlled(run);
            var metadata = EventMetadata.of(run + "/controls", clock.instant(), null);
            effects.accept(new Effect.Publish(new ControlsComputed(metadata, run, controls)));
        }
    }

    /// Hands out what there is room for.
    void handOut() {
        while (computing.size() < concurrent && !waiting.isEmpty()) {
            RunId run = waiting.remove();
            RunCircuitReady circuit = journal.isControlled(run) ? null : circuits.apply(run);
            if (circuit == null || computing.contains(run)) {
                continue;
            }
            Formulation formulation = formulations.of(circuit);
            if (formulation == null) {
                fetching.add(run);
            } else {
                computing.add(run);
                effects.accept(new Effect.ComputeControls(run, formulation, circuit.settings()));
            }
        }
    }
}
