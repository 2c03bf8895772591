package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All derivatives of an expectation by one backward sweep over ψ and λ = H|ψ⟩ (Jones & Gacon, arXiv 2009.02823), in
/// the passes of a schedule: both states' tiles are in cache together, so a pass reads and writes each once.
///
/// The derivative by the angle of exp(−iθG/2) is Im⟨λ|G|ψ⟩, taken when the step is undone: what was undone before or
/// after it within a pass, on other qubits, commutes with G. Both states leave out the same cosines of rotations, so a
/// sum lacks the square of their product.
///
/// Where the plan keeps states, ψ is read as it was after each phase and undone through that phase alone:
/// rotations are undone on λ only. Their sums are taken where both states are at the same place, before the
/// phase or after it: what is rotated in between changes them on no qubit.
final class BackwardPasses {

    /// What is done on each tile. The first `laneSlots` of its `slots` sums are of rotations.
    static final class Pass {
        private final TileShape shape;
        private final boolean readsKet;
        private final boolean writesKet;
        private final List<BackwardPart> parts = new ArrayList<>();
        private final List<Derivative> derivatives = new ArrayList<>();
        private int laneSlots;
        private int slots;

        /// @param readsKet whether ψ is read from its state, and not where it is kept
        /// @param writesKet whether it is undone, and goes back
        Pass(TileShape shape, boolean readsKet, boolean writesKet) {
            this.shape = shape;
            this.readsKet = readsKet;
            this.writesKet = writesKet;
        }

        /// With no parts yet.
        void begin() {
            parts.clear();
            derivatives.clear();
        }

        void end(int laneSlots, int slots) {
            this.laneSlots = laneSlots;
            this.slots = slots;
        }

        TileShape shape() {
            return shape;
        }

        boolean readsKet() {
            return readsKet;
        }

        boolean writesKet() {
            return writesKet;
        }

        List<BackwardPart> parts() {
            return parts;
        }

        List<Derivative> derivatives() {
            return derivatives;
        }

        int laneSlots() {
            return laneSlots;
        }

        int mobile() {
            return shape.mobile();
        }

        private boolean isSummed() {
            for (int k = 0; k < parts.size(); k++) {
                if (parts.get(k).isSummed()) {
                    return true;
                }
            }
            return false;
        }

        /// Whether amplitudes move from one copy of a tile to another.
        boolean movesWithin() {
            for (int k = 0; k < parts.size(); k++) {
                if (parts.get(k) instanceof BackwardPart.Relocation relocation && relocation.isWithin()) {
                    return true;
                }
            }
            return false;
        }

        /// Drops what comes after the last sum.
        private void trim() {
            while (!parts.getLast().isSummed()) {
                parts.removeLast();
            }
            switch (parts.getLast()) {
                case BackwardPart.Phase phase -> phase.drop();
                case BackwardPart.Sweeps sweeps -> sweeps.dropLastRotation();
                case BackwardPart.PairSum _ -> {}
                case BackwardPart other -> throw new IllegalStateException(other + " has no sums");
            }
        }
    }

    private final int qubits;

    /// The steps of the circuit that are undone, and what undoes each.
    private final List<Step.Bound> undone;

    private final List<Step.Bound> inverses = new ArrayList<>();
    private final BackwardPlan plan;
    private final List<PassBinding> undoing;

    /// Where states are kept, if ever.
    private final List<PassBinding> keeping;

    private boolean keeps;

    /// Whether [#passes] are those of numbers before.
    private boolean isArranged;

    private int firstKept;

    /// Up to the last that has sums.
    private final List<Pass> passes = new ArrayList<>();

    private final Work work = new Work();

    /// Of the last call.
    private double[] gradient = {};

    /// Without numbers: [#bind] takes those that `forward`, all steps of the circuit, have then.
    BackwardPasses(BackwardPlan plan, List<Step.Bound> forward) {
        this.plan = plan;
        this.qubits = plan.schedule().numberOfQubits();
        this.undone = plan.undone(forward);
        for (Step.Bound step : undone) {
            inverses.add(step.adjoint());
        }
        this.undoing = bindings(false);
        this.keeping = plan.checkpoints() > 0 ? bindings(true) : List.of();
    }

    private List<PassBinding> bindings(boolean keeps) {
        BlockMoves moves = BlockMoves.of(plan.schedule());
        var bindings = new ArrayList<PassBinding>();
        for (Schedule.Pass pass : plan.schedule().passes()) {
            bindings.add(new PassBinding(qubits, pass, inverses, moves, bindings.isEmpty(), keeps));
        }
        return bindings;
    }

    /// Takes the numbers that the circuit's steps have now, and `forward` with them. The passes are arranged anew only
    /// where these choose other parts than those before.
    void bind(Passes forward) {
        for (int k = 0; k < undone.size(); k++) {
            inverses.get(k).invert(undone.get(k));
        }
        boolean kept = keeps;
        keeps = !keeping.isEmpty() && goWithoutCosines();
        firstKept = forward.numberOfPhases() - plan.checkpoints();
        List<PassBinding> bindings = keeps ? keeping : undoing;
        if (!isArranged || keeps != kept || !takeNumbers(bindings, forward)) {
            arrange(bindings, forward);
            isArranged = true;
        }
    }

    /// Takes the numbers alone, and answers whether these need no other parts.
    private static boolean takeNumbers(List<PassBinding> bindings, Passes forward) {
        double scale = 1;
        for (int p = 0; p < bindings.size(); p++) {
            PassBinding binding = bindings.get(p);
            if (!binding.takeNumbers(scale, forward)) {
                return false;
            }
            scale = binding.scale();
        }
        return true;
    }

    private void arrange(List<PassBinding> bindings, Passes forward) {
        passes.clear();
        double scale = 1;
        int phase = forward.numberOfPhases();
        for (int p = 0; p < bindings.size(); p++) {
            PassBinding binding = bindings.get(p);
            binding.begin(scale, phase, forward);
            binding.addSteps();
            passes.add(binding.end());
            scale = binding.scale();
            phase = binding.phase();
        }
        while (!passes.isEmpty() && !passes.getLast().isSummed()) {
            passes.removeLast();
        }
        if (!passes.isEmpty()) {
            passes.getLast().trim();
        }
    }

    /// Whether all rotations go without their cosines, whose products between phases are no smaller than they may be.
    private boolean goWithoutCosines() {
        double scale = 1;
        for (int k = 0; k < inverses.size(); k++) {
            if (inverses.get(k) instanceof PairStep.BoundPairs pairs
                    && pairs.kernel() instanceof PairKernel.Rotation rotation) {
                scale *= rotation.cos();
                if (!LeftOut.isAllowed(rotation.cos(), rotation.sin()) || Math.abs(scale) < BraKetScale.SMALLEST) {
                    return false;
                }
            } else if (inverses.get(k) instanceof DiagonalStep.BoundDiagonal) {
                scale = 1;
            }
        }
        return true;
    }

    /// Whether the states after the phases from number [#firstKept] on have to be kept on the way forward.
    boolean keeps() {
        return keeps;
    }

    int firstKept() {
        return firstKept;
    }

    /// ⟨H⟩ and its derivatives by `parameters` parameters, where `state` is ψ and `costate` becomes H|ψ⟩; both are used
    /// up. Those before the first that the plan is for are not wanted.
    Gradient gradient(
            int parameters,
            Statevector state,
            Statevector costate,
            Checkpoints kept,
            CompiledObservable observable,
            Workers workers) {
        Optional<double[]> energies =
                observable.energies().filter(DiagonalEnergies::hasTable).map(DiagonalEnergies::table);
        double expectation = energies.isPresent() || passes.isEmpty()
                ? Expectations.expectation(observable, state, workers)
                : Expectations.apply(observable, state, costate, workers);
        double[] derivatives = derivatives(parameters, state, costate, kept, energies, workers);
        return new Gradient(expectation, RealVector.of(derivatives));
    }

    /// The derivatives alone, in an array that the next call uses again, where `costate` is H|ψ⟩ already, or `energies`
    /// has the values of H on basis states.
    double[] derivatives(
            int parameters,
            Statevector state,
            Statevector costate,
            Checkpoints kept,
            Optional<double[]> energies,
            Workers workers) {
        gradient = gradient.length == parameters ? gradient : new double[parameters];
        Arrays.fill(gradient, 0);
        work.begin(state, costate, kept, workers);
        for (int p = 0; p < passes.size(); p++) {
            run(passes.get(p), p == 0 ? energies : Optional.empty(), workers);
        }
        work.end();
        return gradient;
    }

    private void run(Pass pass, Optional<double[]> energies, Workers workers) {
        int tiles = 1 << (qubits - Integer.bitCount(pass.mobile()));
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        double[] sums = shared.numbers(0, pass.slots * tiles);
        work.begin(pass, energies, sums, shared, tiles > 1);
        workers.split(work.states.ketRe.length, tiles, work);
        for (int k = 0; k < pass.derivatives.size(); k++) {
            pass.derivatives.get(k).add(sums, tiles, gradient, shared);
        }
        workers.giveBack(shared);
    }

    /// One pass over two states, which threads share.
    static final class Work implements Workers.RangeTask {
        private final BraKet states = new BraKet();
        private final Tables tables = new Tables();
        private final Spares<BackwardTile> spares = new Spares<>();
        private Checkpoints kept = Checkpoints.NONE;
        private Pass pass = new Pass(new TileShape(0, 0), true, true);
        private Optional<double[]> energies = Optional.empty();
        private double[] sums = {};
        private @Nullable Workers workers;

        private void begin(Statevector ket, Statevector bra, Checkpoints kept, Workers workers) {
            this.states.set(ket, bra);
            this.kept = kept;
            this.workers = workers;
        }

        private void begin(
                Pass pass, Optional<double[]> energies, double[] sums, Scratch shared, boolean tablesBefore) {
            this.pass = pass;
            this.energies = energies;
            this.sums = sums;
            tables.begin(pass, shared, tablesBefore);
        }

        /// Lets go of the states.
        private void end() {
            states.clear();
            kept = Checkpoints.NONE;
        }

        @Override
        public void run(int from, int to) {
            Workers lender = Objects.requireNonNull(workers, "a pass that has not begun");
            Scratch scratch = lender.borrow(Scratch.class, Scratch::new);
            BackwardTile spare = spares.take();
            BackwardTile tiles = spare == null ? new BackwardTile(this, scratch) : spare;
            tiles.enter(scratch);
            for (int tile = from; tile < to; tile++) {
                tiles.run(tile);
            }
            tiles.leave();
            spares.giveBack(tiles);
            lender.giveBack(scratch);
        }

        Pass pass() {
            return pass;
        }

        BraKet states() {
            return states;
        }

        Checkpoints kept() {
            return kept;
        }

        Optional<double[]> energies() {
            return energies;
        }

        double[] sums() {
            return sums;
        }

        Tables tables() {
            return tables;
        }
    }

    /// The tables of the phases of a pass: made before the tiles are, or, where there is one tile, each when it is
    /// asked for, in the place of the one before.
    static final class Tables {
        private final List<QuadraticPhase.OnTiles> made = new ArrayList<>();
        private int mobile;
        private Scratch shared = new Scratch();

        private void begin(Pass pass, Scratch shared, boolean before) {
            this.mobile = pass.mobile();
            this.shared = shared;
            made.clear();
            for (int k = 0; before && k < pass.parts.size(); k++) {
                if (pass.parts.get(k) instanceof BackwardPart.Phase phase) {
                    made.add(make(phase, phase.index()));
                }
            }
        }

        private QuadraticPhase.OnTiles make(BackwardPart.Phase phase, int place) {
            return phase.onTiles(mobile, shared.tables(place));
        }

        QuadraticPhase.OnTiles of(BackwardPart.Phase phase) {
            return made.isEmpty() ? make(phase, 0) : made.get(phase.index());
        }
    }
}
