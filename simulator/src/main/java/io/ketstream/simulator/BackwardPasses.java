package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All derivatives of an expectation by one backward sweep over ψ and λ = H|ψ⟩ (Jones & Gacon, arXiv 2009.02823), in
/// the passes of a schedule: both states' tiles are in cache together, so a pass reads and writes each once.
///
/// The derivative by the angle of exp(−iθG/2) is Im⟨λ|G|ψ⟩, taken when the step is undone: what was undone before or
/// after it within a pass, on other qubits, commutes with G. Both states leave out the same cosines of rotations, so a
/// sum lacks the square of their product.
final class BackwardPasses {

    /// What is done on each tile. The first `laneSlots` of its `slots` sums are of rotations.
    record Pass(TileShape shape, List<BackwardPart> parts, int laneSlots, int slots, List<Derivative> derivatives) {

        int mobile() {
            return shape.mobile();
        }

        private boolean isSummed() {
            return parts.stream().anyMatch(BackwardPart::isSummed);
        }

        /// Whether amplitudes move from one copy of a tile to another.
        boolean movesWithin() {
            return parts.stream()
                    .anyMatch(part -> part instanceof BackwardPart.Relocation relocation && relocation.isWithin());
        }
    }

    private final int qubits;
    private final List<Pass> passes;

    private BackwardPasses(int qubits, List<Pass> passes) {
        this.qubits = qubits;
        this.passes = List.copyOf(passes);
    }

    /// `forward` are all steps of the circuit, as they are done forward.
    static BackwardPasses bind(BackwardPlan plan, List<Step.Bound> forward) {
        List<Step.Bound> inverses = plan.inverses(forward);
        int qubits = plan.schedule().numberOfQubits();
        BlockMoves moves = BlockMoves.of(plan.schedule());
        var passes = new ArrayList<Pass>();
        double scale = 1;
        for (Schedule.Pass each : plan.schedule().passes()) {
            // The first one's bra may have to be made of its ket first.
            boolean entersRotated = !passes.isEmpty();
            var binding = new PassBinding(qubits, each.mobile(), moves, scale, entersRotated);
            binding.add(each.steps(), inverses);
            passes.add(binding.end());
            scale = binding.scale();
        }
        return new BackwardPasses(qubits, trimmed(passes));
    }

    /// Without what comes after the last sum.
    private static List<Pass> trimmed(List<Pass> passes) {
        var trimmed = new ArrayList<>(passes);
        while (!trimmed.isEmpty() && !trimmed.getLast().isSummed()) {
            trimmed.removeLast();
        }
        if (trimmed.isEmpty()) {
            return trimmed;
        }
        Pass last = trimmed.removeLast();
        var parts = new ArrayList<>(last.parts());
        while (!parts.getLast().isSummed()) {
            parts.removeLast();
        }
        parts.add(
                switch (parts.removeLast()) {
                    case BackwardPart.Phase phase -> phase.unneeded();
                    case BackwardPart.Sweeps sweeps -> sweeps.withoutLastRotation();
                    case BackwardPart other -> other;
                });
        trimmed.add(new Pass(last.shape(), parts, last.laneSlots(), last.slots(), last.derivatives()));
        return trimmed;
    }

    /// ⟨H⟩ and its derivatives by `parameters` parameters, where `state` is ψ and `costate` becomes H|ψ⟩; both are used
    /// up.
    Gradient gradient(
            int parameters, Statevector state, Statevector costate, CompiledObservable observable, Workers workers) {
        var gradient = new double[parameters];
        Optional<double[]> energies =
                observable.energies().filter(DiagonalEnergies::hasTable).map(DiagonalEnergies::table);
        double expectation = energies.isPresent() || passes.isEmpty()
                ? Expectations.expectation(observable, state, workers)
                : Expectations.apply(observable, state, costate, workers);
        BraKet states = BraKet.of(state, costate);
        for (int p = 0; p < passes.size(); p++) {
            run(passes.get(p), states, p == 0 ? energies : Optional.empty(), gradient, workers);
        }
        return new Gradient(expectation, RealVector.of(gradient));
    }

    private void run(Pass pass, BraKet states, Optional<double[]> energies, double[] gradient, Workers workers) {
        int tiles = 1 << (qubits - Integer.bitCount(pass.mobile()));
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        double[] sums = shared.numbers(0, pass.slots() * tiles);
        var tables = new Tables(pass, shared, tiles > 1);
        workers.split(states.ketRe.length, tiles, (from, to) -> {
            Scratch own = workers.borrow(Scratch.class, Scratch::new);
            var range = new BackwardTile(pass, states, energies, own, sums, tables);
            for (int tile = from; tile < to; tile++) {
                range.run(tile);
            }
            workers.giveBack(own);
        });
        for (Derivative derivative : pass.derivatives()) {
            derivative.add(sums, tiles, gradient);
        }
        workers.giveBack(shared);
    }

    /// The tables of the phases of a pass: made before the tiles are, or, where there is one tile, each when it is
    /// asked for, in the place of the one before.
    static final class Tables {
        private final int mobile;
        private final Scratch shared;
        private final List<QuadraticPhase.OnTiles> made = new ArrayList<>();

        private Tables(Pass pass, Scratch shared, boolean before) {
            this.mobile = pass.mobile();
            this.shared = shared;
            if (before) {
                for (BackwardPart part : pass.parts()) {
                    if (part instanceof BackwardPart.Phase phase) {
                        made.add(make(phase, phase.index()));
                    }
                }
            }
        }

        private QuadraticPhase.OnTiles make(BackwardPart.Phase phase, int place) {
            return phase.phase().onTiles(mobile, Integer.bitCount(mobile), phase.factor(), shared.memory(place));
        }

        QuadraticPhase.OnTiles of(BackwardPart.Phase phase) {
            return made.isEmpty() ? make(phase, 0) : made.get(phase.index());
        }
    }
}
