package io.ketstream.simulator;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes one pass of [BackwardPasses] of its steps with numbers.
///
/// Rotations about one axis wait for others on other qubits, to be done several in one loop; any step on a qubit of
/// theirs ends that, others go before them. So do exchanges, to be one move.
final class PassBinding {

    /// Blocks of 2^11 amplitudes have 64 KiB, of which loops on one part of one state need a quarter at a time.
    private static final int MOST_NEAR = 11;

    private final int qubits;
    private final int mobile;
    private final TileShape shape;
    private final TileShape movedShape;

    /// The mask of the qubits of a tile that are rotated block by block.
    private final int near;

    /// Whether it is the first pass of all, where tiles of both states are at the same place.
    private final boolean isFirst;

    /// Whether ψ is read where it was kept, before each phase, and not undone.
    private final boolean keeps;

    private final BlockMoves moves;
    private final IndexMap unmoved;
    private final List<Placed> steps = new ArrayList<>();
    private final BackwardMemory memory;
    private final BackwardPasses.Pass pass;
    private final List<BackwardPart> parts;
    private final List<Derivative> derivatives;
    private final AboutX aboutX = new AboutX();
    private final AboutY aboutY = new AboutY();
    private final Moving moving;
    private final List<Waiting> waiting;

    /// Whose sums come after those of all rotations.
    private final List<PhaseSums> phaseSums = new ArrayList<>();

    private int laneSlots;

    /// What takes numbers, in order.
    private final List<BraKetScale.Scaled> scaled = new ArrayList<>();

    /// Those that may go without their cosines.
    private final List<Rotation> turns = new ArrayList<>();

    private final BraKetScale scale;

    /// Whether ψ is kept, and now at the same place as λ.
    private boolean isKetHere;

    /// The phase that was undone last, by its number on the way forward.
    private int phase;

    /// The part that undid it in this pass.
    private BackwardPart.@Nullable Phase undone;

    /// Whether what waits ends for a phase.
    private boolean isPhaseNext;

    /// A step of the pass with what of it is the same for all numbers: the part that does it alone, and of what has
    /// parameters the sums.
    private sealed interface Placed {

        record Diagonal(DiagonalStep step, BackwardPart.Phase part, Optional<PhaseSums> sums) implements Placed {}

        record OnPairs(PairStep.BoundPairs bound, BackwardPart.Matrix part, Optional<Rotation> rotation)
                implements Placed {}

        record OnTwoQubits(TwoQubitStep step, BackwardPart.TwoQubits part) implements Placed {}
    }

    private record PhaseSums(BackwardPart.Phase part, Derivative.OfPhase derivative) {}

    /// A rotation, undone already, and the part that has its sum where it is not done with others.
    private static final class Rotation {
        private final Axis axis;
        private final PairKernel.Rotation kernel;
        private final ParameterExpression angle;
        private final BackwardPart.PairSum sum;
        private boolean goesWithoutCosine;

        private Rotation(Axis axis, PairKernel.Rotation kernel, ParameterExpression angle, BackwardPart.PairSum sum) {
            this.axis = axis;
            this.kernel = kernel;
            this.angle = angle;
            this.sum = sum;
        }

        private void choose() {
            goesWithoutCosine = LeftOut.isAllowed(kernel.cos(), kernel.sin());
        }

        private boolean choosesAsBefore() {
            return goesWithoutCosine == LeftOut.isAllowed(kernel.cos(), kernel.sin());
        }
    }

    /// @param steps all those of the schedule, undone
    PassBinding(
            int qubits, Schedule.Pass pass, List<Step.Bound> steps, BlockMoves moves, boolean isFirst, boolean keeps) {
        this.qubits = qubits;
        this.mobile = pass.mobile();
        this.moves = moves;
        this.unmoved = new IndexMap(qubits);
        this.shape = TileShape.of(mobile, qubits, false);
        this.movedShape = TileShape.of(mobile, qubits, true);
        this.near = (1 << Math.min(shape.blockQubits(), MOST_NEAR)) - 1;
        this.isFirst = isFirst;
        this.keeps = keeps;
        this.scale = new BraKetScale(keeps);
        this.memory = new BackwardMemory(qubits);
        this.pass = new BackwardPasses.Pass(shape, isFirst || !keeps, !keeps);
        this.parts = this.pass.parts();
        this.derivatives = this.pass.derivatives();
        this.moving = new Moving();
        this.waiting = List.of(aboutX, aboutY, moving);
        int phases = 0;
        for (int index : pass.steps()) {
            Placed placed = place(steps.get(index), phases);
            phases += placed instanceof Placed.Diagonal ? 1 : 0;
            if (placed instanceof Placed.OnPairs pairs
                    && pairs.bound().step().pairs().isOneQubit()) {
                pairs.rotation().ifPresent(turns::add);
            }
            this.steps.add(placed);
        }
    }

    private Placed place(Step.Bound step, int phases) {
        return switch (step) {
            case DiagonalStep.BoundDiagonal diagonal -> place(diagonal, phases);
            case PairStep.BoundPairs pairs -> {
                BackwardPart.Matrix matrix = matrix(pairs);
                yield new Placed.OnPairs(pairs, matrix, rotation(pairs, matrix));
            }
            case TwoQubitStep.BoundTwoQubits pair ->
                new Placed.OnTwoQubits(
                        pair.step(), new BackwardPart.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(mobile))));
        };
    }

    private Placed place(DiagonalStep.BoundDiagonal diagonal, int phases) {
        List<DiagonalStep.Factor> parameterised = diagonal.step().parameterised();
        if (parameterised.isEmpty()) {
            var part = new BackwardPart.Phase(diagonal.phase(), phases, Optional.empty());
            return new Placed.Diagonal(diagonal.step(), part, Optional.empty());
        }
        int paired = 0;
        for (DiagonalStep.Factor factor : parameterised) {
            int inside = Integer.compress(factor.mask(), mobile);
            paired |= Integer.bitCount(inside) == 2 ? Integer.highestOneBit(inside) : 0;
        }
        var sums = new SpinSums(Integer.bitCount(mobile), paired);
        var part = new BackwardPart.Phase(diagonal.phase(), phases, Optional.of(sums));
        var derivative = new Derivative.OfPhase(parameterised, sums, mobile, qubits);
        return new Placed.Diagonal(diagonal.step(), part, Optional.of(new PhaseSums(part, derivative)));
    }

    private BackwardPart.Matrix matrix(PairStep.BoundPairs bound) {
        Pairs pairs = bound.step().pairs();
        int controls = pairs.involved() & ~mobile;
        return new BackwardPart.Matrix(bound.kernel(), pairs.within(mobile), controls, pairs.first() & controls);
    }

    private static Optional<Rotation> rotation(PairStep.BoundPairs bound, BackwardPart.Matrix matrix) {
        return switch (bound.step().operation()) {
            case PairStep.Operation.Fixed _ -> Optional.empty();
            case PairStep.Operation.RotationX(ParameterExpression angle) -> rotation(Axis.X, bound, angle, matrix);
            case PairStep.Operation.RotationY(ParameterExpression angle) -> rotation(Axis.Y, bound, angle, matrix);
        };
    }

    private static Optional<Rotation> rotation(
            Axis axis, PairStep.BoundPairs bound, ParameterExpression angle, BackwardPart.Matrix matrix) {
        var sum = new BackwardPart.PairSum(axis, matrix);
        return Optional.of(new Rotation(axis, (PairKernel.Rotation) bound.kernel(), angle, sum));
    }

    /// Begins anew.
    ///
    /// @param leftOut the product of the cosines left out before
    /// @param phase the number of the phase undone last
    /// @param forward what went before
    void begin(double leftOut, int phase, Passes forward) {
        this.phase = phase;
        isKetHere = isFirst;
        undone = null;
        scaled.clear();
        for (int k = 0; k < turns.size(); k++) {
            turns.get(k).choose();
        }
        memory.takeBack();
        pass.begin();
        phaseSums.clear();
        moving.begin();
        aboutY.left = 0;
        laneSlots = 0;
        scale.begin(leftOut, forward);
    }

    /// Takes the numbers there are now, without other parts.
    ///
    /// @return whether these choose the parts that there are; if not, it has to begin anew
    boolean takeNumbers(double leftOut, Passes forward) {
        for (int k = 0; k < turns.size(); k++) {
            if (!turns.get(k).choosesAsBefore()) {
                return false;
            }
        }
        scale.begin(leftOut, forward);
        for (int k = 0; k < scaled.size(); k++) {
            scaled.get(k).take(scale);
        }
        return scale.choosesAsBefore();
    }

    /// Gives `part` its numbers, now and whenever there are others.
    private <P extends BraKetScale.Scaled> P scaled(P part) {
        part.take(scale);
        scaled.add(part);
        return part;
    }

    /// Whether the one tile is the whole state.
    private boolean isWhole() {
        return shape.qubits() == qubits;
    }

    double scale() {
        return scale.bra();
    }

    int phase() {
        return phase;
    }

    /// Adds the steps of the pass.
    ///
    /// The loop is here and not where this object is made: there the optimising compiler would look for a way to do
    /// without the object, seconds long, with all other code waiting for its turn.
    void addSteps() {
        for (int k = 0; k < steps.size(); k++) {
            switch (steps.get(k)) {
                case Placed.Diagonal diagonal -> add(diagonal);
                case Placed.OnPairs pairs -> add(pairs);
                case Placed.OnTwoQubits(TwoQubitStep step, BackwardPart.TwoQubits part) -> {
                    end(step.touched());
                    parts.add(part);
                }
            }
        }
    }

    BackwardPasses.Pass end() {
        end(-1);
        int slots = laneSlots;
        for (int k = 0; k < phaseSums.size(); k++) {
            PhaseSums each = phaseSums.get(k);
            each.part().at(slots);
            derivatives.add(each.derivative());
            slots += each.derivative().at(slots);
        }
        locate();
        pass.end(laneSlots, slots);
        return pass;
    }

    /// Brings a tile from the states into copies at first and back at last, with what can be done on the way: the moves
    /// that come there anyway, or rotations.
    private void locate() {
        if (parts.isEmpty()
                || !(parts.getFirst() instanceof BackwardPart.Relocation
                        || parts.getFirst() instanceof BackwardPart.Across)) {
            parts.addFirst(memory.relocation(unmoved));
        }
        if ((parts.size() == 1 || !(parts.getLast() instanceof BackwardPart.Relocation)) && !leavesRotated()) {
            parts.add(memory.relocation(unmoved));
        }
        for (int k = 0; k < parts.size(); k++) {
            if (parts.get(k) instanceof BackwardPart.Relocation relocation) {
                boolean fromStates = k == 0;
                boolean toStates = k == parts.size() - 1;
                relocation.locate(
                        moves.of(qubits, relocation.map(), movedShape, fromStates, toStates), fromStates, toStates);
            }
        }
    }

    /// Puts the last rotation on the way back to the states if it can be.
    private boolean leavesRotated() {
        if (parts.getLast() instanceof BackwardPart.Sweeps sweeps
                && !sweeps.far().isEmpty()
                && sweeps.far().getLast() instanceof Sweep.RotationY last
                && shape.hasOctants()
                && last.positions() == shape.highest()) {
            sweeps.dropLastRotation();
            parts.add(memory.across(last, true));
            return true;
        }
        return false;
    }

    private void add(Placed.Diagonal diagonal) {
        isPhaseNext = true;
        end(diagonal.step().touched());
        isPhaseNext = false;
        phase--;
        if (keeps) {
            parts.add(scaled(memory.load(moves.of(qubits, unmoved, movedShape, true, false), phase)));
            isKetHere = true;
            aboutY.addSumsLeft();
        }
        if (diagonal.sums().isPresent()) {
            PhaseSums sums = diagonal.sums().get();
            scaled(sums.derivative());
            phaseSums.add(sums);
        }
        undone = scaled(diagonal.part().begin(!keeps || !isWhole()));
        parts.add(undone);
    }

    private void add(Placed.OnPairs step) {
        Pairs pairs = step.bound().step().pairs();
        if (step.bound().kernel() instanceof PairKernel.Exchange && IndexMap.isLinear(pairs)) {
            exchange(pairs, step.part());
            return;
        }
        Optional<Rotation> rotation = step.rotation();
        if (rotation.isPresent() && rotation.get().goesWithoutCosine) {
            await(pairs.involved(), rotation.get());
            return;
        }
        end(pairs.involved());
        if (rotation.isPresent() && !rotation.get().angle.isConstant()) {
            derivatives.add(scaled(memory.derivative().set(laneSlots, rotation.get().angle)));
            parts.add(rotation.get().sum.at(laneSlots++));
        }
        parts.add(step.part());
    }

    private void await(int bit, Rotation rotation) {
        end(bit);
        int position = Integer.numberOfTrailingZeros(Integer.compress(bit, mobile));
        switch (rotation.axis) {
            case X -> aboutX.add(position, bit, rotation);
            case Y -> aboutY.add(position, bit, rotation);
        }
    }

    private void exchange(Pairs pairs, BackwardPart.Matrix part) {
        aboutX.end(pairs.involved());
        aboutY.end(pairs.involved());
        moving.exchanges.add(pairs, part);
    }

    /// Does what waits on a qubit of `touched`.
    private void end(int touched) {
        for (int k = 0; k < waiting.size(); k++) {
            waiting.get(k).end(touched);
        }
    }

    /// What is put off until a step on a qubit of its comes.
    private interface Waiting {

        /// Does it if it is on a qubit of `touched`.
        void end(int touched);
    }

    private final class Moving implements Waiting {
        private Exchanges<BackwardPart> exchanges = memory.exchanges();

        private void begin() {
            exchanges = memory.exchanges();
        }

        @Override
        public void end(int touched) {
            if ((exchanges.touched() & touched) == 0) {
                return;
            }
            if (exchanges.areFew()) {
                Reused.append(parts, exchanges.parts());
            } else {
                parts.add(memory.relocation(exchanges.map()));
            }
            exchanges = memory.exchanges();
        }
    }

    /// Rotations about one axis on different qubits.
    private abstract class Rotations implements Waiting {
        static final int INNER = (1 << OverlapKernels.INNER_QUBITS) - 1;

        private final @Nullable Rotation[] rotations = new Rotation[Statevector.LARGEST];
        private int mask;
        private int positions;

        void add(int position, int bit, Rotation rotation) {
            rotations[position] = rotation;
            mask |= bit;
            positions |= 1 << position;
        }

        @Override
        public void end(int touched) {
            if ((mask & touched) == 0) {
                return;
            }
            enter(positions);
            addParts(positions);
            mask = 0;
            positions = 0;
            BackwardPart.Scale flushed = scaled(memory.scale());
            if (flushed.isNeeded()) {
                parts.add(flushed);
            }
        }

        /// Does what can be done of the rotations at the positions `some` on the way from the states.
        void enter(int some) {}

        /// Of the rotations at the positions `some`.
        void addParts(int some) {
            BackwardPart.Sweeps sweeps = memory.sweeps(Integer.bitCount(near));
            addSweeps(some & near, sweeps.near());
            addSweeps(some & ~near, sweeps.far());
            parts.add(sweeps);
        }

        /// Of the rotations at the positions `some`, if any.
        abstract void addSweeps(int some, List<Sweep> sweeps);

        /// How many of the lowest qubits have sums where one of these is rotated.
        int innerCount() {
            return Math.min(Integer.bitCount(mobile), OverlapKernels.INNER_QUBITS);
        }

        void derive(int slot, int position) {
            ParameterExpression angle = rotation(position).angle;
            if (!angle.isConstant()) {
                derivatives.add(scaled(memory.derivative().set(slot, angle)));
            }
        }

        /// Adds those at `some`, leaving out their cosines.
        void addTo(Sweep.Rotations target, int some) {
            for (int rest = some; rest != 0; rest &= rest - 1) {
                int position = Integer.numberOfTrailingZeros(rest);
                target.add(position, rotation(position).kernel);
            }
            scaled(target);
        }

        private Rotation rotation(int position) {
            return Objects.requireNonNull(rotations[position], "a rotation that does not wait");
        }
    }

    private final class AboutX extends Rotations {

        @Override
        void addSweeps(int some, List<Sweep> sweeps) {
            int inner = some & INNER;
            if (inner != 0) {
                for (int rest = inner; rest != 0; rest &= rest - 1) {
                    int position = Integer.numberOfTrailingZeros(rest);
                    derive(laneSlots + position, position);
                }
                Sweep.InnerX sweep = memory.innerX(innerCount(), laneSlots);
                addTo(sweep.rotations(), inner);
                sweeps.add(sweep);
                laneSlots += innerCount();
            }
            // Two at a time: of three, both states do not fit the registers of most processors.
            for (int rest = some & ~INNER; rest != 0; ) {
                int first = Integer.lowestOneBit(rest);
                int two = first | Integer.lowestOneBit(rest & ~first);
                rest &= ~two;
                Sweep.OuterX sweep = memory.outerX(laneSlots);
                for (int each = two; each != 0; each &= each - 1) {
                    derive(laneSlots++, Integer.numberOfTrailingZeros(each));
                }
                addTo(sweep.rotations(), two);
                sweeps.add(sweep);
            }
        }
    }

    private final class AboutY extends Rotations {

        /// Positions that are rotated already, but lack their sums.
        private int rotated;

        /// Positions whose sums are to be taken before the next phase is undone, where ψ is read again.
        private int left;

        /// As the first pass may have to make λ of ψ, it does not begin by rotating.
        @Override
        void enter(int some) {
            rotated = !isFirst && parts.isEmpty() ? entering(some) : 0;
            if (rotated != 0) {
                parts.add(memory.across(rotated(rotated), false));
            }
        }

        /// The highest three of the positions `some`, if there are three that leave runs of neighbours.
        private static int entering(int some) {
            int highest = 0;
            for (int rest = some & -(1 << Schedule.SHORTEST_RUN); rest != 0; rest &= ~Integer.highestOneBit(rest)) {
                highest |= Integer.highestOneBit(rest);
                if (Integer.bitCount(highest) == TileShape.SWEEP_QUBITS) {
                    return highest;
                }
            }
            return 0;
        }

        @Override
        void addParts(int some) {
            if (!keeps) {
                super.addParts(some);
                return;
            }
            BackwardPart.Sweeps sweeps = memory.sweeps(Integer.bitCount(near));
            if (isKetHere && !areLeft()) {
                if (undone != null) {
                    undone.undoKet();
                }
                // Those that are not taken block by block come first: λ must not be rotated on any qubit yet.
                BackwardPart.Sweeps sums = memory.sweeps(Integer.bitCount(near));
                addSums(some & ~near, sums.far());
                parts.add(sums);
                addSums(some & near, sweeps.near());
                isKetHere = false;
            } else {
                left |= some;
            }
            addRotations(some & near, sweeps.near());
            addRotations(some & ~near, sweeps.far());
            parts.add(sweeps);
        }

        /// Whether ψ need not be undone for the sums: where the next phase comes right after the rotations, it is read
        /// there again, which spares more in a small state than a second loop over ψ and λ takes.
        private boolean areLeft() {
            return isPhaseNext && isWhole() && undone != null;
        }

        /// Takes the sums that are left.
        void addSumsLeft() {
            BackwardPart.Sweeps sums = memory.sweeps(Integer.bitCount(near));
            addSums(left & near, sums.near());
            addSums(left & ~near, sums.far());
            parts.add(sums);
            left = 0;
        }

        @Override
        void addSweeps(int some, List<Sweep> sweeps) {
            addSums(some, sweeps);
            addRotations(some, sweeps);
        }

        private void addSums(int some, List<Sweep> sweeps) {
            if (some == 0) {
                return;
            }
            int inner = (some & INNER) == 0 ? 0 : innerCount();
            Sweep.SumsY sums = memory.sumsY(inner, laneSlots);
            int next = laneSlots + inner;
            for (int rest = some; rest != 0; rest &= rest - 1) {
                int position = Integer.numberOfTrailingZeros(rest);
                derive(position < OverlapKernels.INNER_QUBITS ? laneSlots + position : next++, position);
                sums.add(position);
            }
            sweeps.add(sums);
            laneSlots = next;
        }

        private void addRotations(int some, List<Sweep> sweeps) {
            // Those on the highest qubits apart, as they may be done on the way back to the states.
            int highest = shape.hasOctants() ? shape.highest() : 0;
            addRotation(some & ~rotated & ~highest, sweeps);
            addRotation(some & ~rotated & highest, sweeps);
        }

        private void addRotation(int some, List<Sweep> sweeps) {
            if (some != 0) {
                sweeps.add(rotated(some));
            }
        }

        private Sweep.RotationY rotated(int some) {
            Sweep.RotationY sweep = memory.rotationY();
            addTo(sweep.rotations(), some);
            return sweep;
        }
    }
}
