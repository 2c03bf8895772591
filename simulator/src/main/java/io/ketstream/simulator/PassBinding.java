package io.ketstream.simulator;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes one pass of [BackwardPasses] of its steps with numbers.
///
/// Rotations about one axis wait for others on other qubits, to be done several in one loop; any step on a qubit of
/// theirs ends that, others go before them. So do exchanges, to be one move.
final class PassBinding {

    /// The smallest product of left-out cosines: its square, of two states, is far from underflow.
    private static final double SMALLEST_SCALE = 0x1p-100;

    /// Blocks of 2^11 amplitudes have 64 KiB, of which loops on one part of one state need a quarter at a time.
    private static final int MOST_NEAR = 11;

    private final int qubits;
    private final int mobile;
    private final TileShape shape;

    /// The mask of the qubits of a tile that are rotated block by block.
    private final int near;

    private final boolean entersRotated;
    private final BlockMoves moves;
    private final List<BackwardPart> parts = new ArrayList<>();
    private final List<Derivative> derivatives = new ArrayList<>();
    private final AboutX aboutX = new AboutX();
    private final AboutY aboutY = new AboutY();
    private final Moving moving;
    private final List<Waiting> waiting;
    private final List<PhaseSums> phaseSums = new ArrayList<>();
    private int phases;
    private int laneSlots;
    private double scale;

    /// A phase whose sums come after those of all rotations.
    private record PhaseSums(int part, SpinSums sums, double factor, List<DiagonalStep.Factor> factors) {}

    /// @param scale the product of the cosines left out before
    /// @param entersRotated whether tiles may be rotated on the way from the states
    PassBinding(int qubits, int mobile, BlockMoves moves, double scale, boolean entersRotated) {
        this.qubits = qubits;
        this.moves = moves;
        this.mobile = mobile;
        this.shape = TileShape.of(mobile, qubits, false);
        this.near = (1 << Math.min(shape.blockQubits(), MOST_NEAR)) - 1;
        this.entersRotated = entersRotated;
        this.scale = scale;
        this.moving = new Moving();
        this.waiting = List.of(aboutX, aboutY, moving);
    }

    double scale() {
        return scale;
    }

    /// Adds those of `steps` that have the indices `indices`.
    ///
    /// The loop is here and not where this object is made: there the optimising compiler would look for a way to do
    /// without the object, seconds long, with all other code waiting for its turn.
    void add(List<Integer> indices, List<Step.Bound> steps) {
        for (int index : indices) {
            add(steps.get(index));
        }
    }

    private void add(Step.Bound step) {
        switch (step) {
            case DiagonalStep.BoundDiagonal diagonal -> {
                end(diagonal.step().touched());
                add(diagonal);
            }
            case PairStep.BoundPairs pairs -> add(pairs);
            case TwoQubitStep.BoundTwoQubits pair -> {
                end(pair.step().touched());
                parts.add(new BackwardPart.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(mobile))));
            }
        }
    }

    BackwardPasses.Pass end() {
        end(-1);
        int slots = laneSlots;
        for (PhaseSums each : phaseSums) {
            parts.set(each.part(), ((BackwardPart.Phase) parts.get(each.part())).summed(each.sums(), slots));
            derivatives.add(new Derivative.OfPhase(slots, each.factor(), each.factors(), each.sums(), mobile, qubits));
            slots += each.sums().count();
        }
        locate();
        return new BackwardPasses.Pass(shape, List.copyOf(parts), laneSlots, slots, List.copyOf(derivatives));
    }

    /// Brings a tile from the states into copies at first and back at last, with what can be done on the way: the moves
    /// that come there anyway, or rotations.
    private void locate() {
        if (!parts.isEmpty() && parts.getFirst() instanceof BackwardPart.Relocation first) {
            parts.set(0, relocation(first.map(), true, false));
        } else if (parts.isEmpty() || !(parts.getFirst() instanceof BackwardPart.Across)) {
            parts.addFirst(relocation(new IndexMap(qubits), true, false));
        }
        if (parts.size() > 1 && parts.getLast() instanceof BackwardPart.Relocation last) {
            parts.set(parts.size() - 1, relocation(last.map(), false, true));
        } else if (!leavesRotated()) {
            parts.add(relocation(new IndexMap(qubits), false, true));
        }
    }

    /// Puts the last rotation on the way back to the states if it can be.
    private boolean leavesRotated() {
        if (parts.getLast() instanceof BackwardPart.Sweeps sweeps
                && !sweeps.far().isEmpty()
                && sweeps.far().getLast() instanceof Sweep.RotationY last
                && shape.hasOctants()
                && last.positions() == shape.highest()) {
            parts.set(parts.size() - 1, sweeps.withoutLastRotation());
            parts.add(new BackwardPart.Across(last, true));
            return true;
        }
        return false;
    }

    private BackwardPart.Relocation relocation(IndexMap map, boolean fromStates, boolean toStates) {
        BlockMove move = moves.of(qubits, map, TileShape.of(mobile, qubits, true), fromStates, toStates);
        return new BackwardPart.Relocation(move, map, fromStates, toStates);
    }

    private void add(DiagonalStep.BoundDiagonal diagonal) {
        List<DiagonalStep.Factor> parameterised = diagonal.step().parameterised();
        if (!parameterised.isEmpty()) {
            int paired = 0;
            for (DiagonalStep.Factor factor : parameterised) {
                int inside = Integer.compress(factor.mask(), mobile);
                paired |= Integer.bitCount(inside) == 2 ? Integer.highestOneBit(inside) : 0;
            }
            var sums = new SpinSums(Integer.bitCount(mobile), paired);
            phaseSums.add(new PhaseSums(parts.size(), sums, scale * scale, parameterised));
        }
        parts.add(new BackwardPart.Phase(diagonal.phase(), scale, phases++, Optional.empty(), 0, true));
        scale = 1;
    }

    /// A rotation by an angle whose half has cosine `cos` and sine `sin`, undone already.
    private record Rotation(Axis axis, double cos, double sin, ParameterExpression angle) {

        static Optional<Rotation> of(PairStep.BoundPairs bound) {
            return switch (bound.step().operation()) {
                case PairStep.Operation.Fixed _ -> Optional.empty();
                case PairStep.Operation.RotationX(ParameterExpression angle) -> {
                    var kernel = (PairKernel.RotationX) bound.kernel();
                    yield Optional.of(new Rotation(Axis.X, kernel.cos(), kernel.sin(), angle));
                }
                case PairStep.Operation.RotationY(ParameterExpression angle) -> {
                    var kernel = (PairKernel.RotationY) bound.kernel();
                    yield Optional.of(new Rotation(Axis.Y, kernel.cos(), kernel.sin(), angle));
                }
            };
        }
    }

    private void add(PairStep.BoundPairs bound) {
        Pairs pairs = bound.step().pairs();
        if (bound.kernel() instanceof PairKernel.Exchange && IndexMap.isLinear(pairs)) {
            exchange(pairs);
            return;
        }
        Optional<Rotation> rotation = Rotation.of(bound);
        if (rotation.isPresent()
                && pairs.isOneQubit()
                && LeftOut.isAllowed(rotation.get().cos(), rotation.get().sin())) {
            await(pairs.involved(), rotation.get());
            return;
        }
        end(pairs.involved());
        BackwardPart.Matrix matrix = matrix(bound.kernel(), pairs);
        if (rotation.isPresent() && !rotation.get().angle().isConstant()) {
            derivatives.add(new Derivative.OfRotation(
                    laneSlots, scale * scale, rotation.get().angle()));
            parts.add(new BackwardPart.PairSum(
                    rotation.get().axis(), matrix.pairs(), matrix.controls(), matrix.values(), laneSlots++));
        }
        parts.add(matrix);
    }

    private void await(int bit, Rotation rotation) {
        end(bit);
        int position = Integer.numberOfTrailingZeros(Integer.compress(bit, mobile));
        switch (rotation.axis()) {
            case X -> aboutX.add(position, bit, rotation);
            case Y -> aboutY.add(position, bit, rotation);
        }
    }

    private void exchange(Pairs pairs) {
        for (Waiting each : waiting) {
            if (each != moving) {
                each.end(pairs.involved());
            }
        }
        moving.exchanges.add(pairs);
    }

    private BackwardPart.Matrix matrix(PairKernel kernel, Pairs pairs) {
        int controls = pairs.involved() & ~mobile;
        return new BackwardPart.Matrix(kernel, pairs.within(mobile), controls, pairs.first() & controls);
    }

    /// Does what waits on a qubit of `touched`.
    private void end(int touched) {
        for (Waiting each : waiting) {
            each.end(touched);
        }
    }

    /// What is put off until a step on a qubit of its comes.
    private interface Waiting {

        /// Does it if it is on a qubit of `touched`.
        void end(int touched);
    }

    private final class Moving implements Waiting {
        private Exchanges exchanges = new Exchanges(qubits);

        @Override
        public void end(int touched) {
            if ((exchanges.touched() & touched) == 0) {
                return;
            }
            if (exchanges.areFew()) {
                for (Pairs pairs : exchanges.pairs()) {
                    parts.add(matrix(new PairKernel.Exchange(), pairs));
                }
            } else {
                parts.add(relocation(exchanges.map(), false, false));
            }
            exchanges = new Exchanges(qubits);
        }
    }

    /// Rotations about one axis on different qubits.
    private abstract class Rotations implements Waiting {
        static final int INNER = (1 << OverlapKernels.INNER_QUBITS) - 1;

        private final Rotation[] rotations = new Rotation[Statevector.LARGEST];
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
            var nearSweeps = new ArrayList<Sweep>();
            var farSweeps = new ArrayList<Sweep>();
            addSweeps(positions & near, nearSweeps);
            addSweeps(positions & ~near, farSweeps);
            parts.add(new BackwardPart.Sweeps(Integer.bitCount(near), nearSweeps, farSweeps));
            mask = 0;
            positions = 0;
            if (Math.abs(scale) < SMALLEST_SCALE) {
                parts.add(new BackwardPart.Scale(scale));
                scale = 1;
            }
        }

        /// Does what can be done of the rotations at the positions `some` on the way from the states.
        void enter(int some) {}

        /// Of the rotations at the positions `some`, if any.
        abstract void addSweeps(int some, List<Sweep> sweeps);

        /// How many of the lowest qubits have sums where one of these is rotated.
        int innerCount() {
            return Math.min(Integer.bitCount(mobile), OverlapKernels.INNER_QUBITS);
        }

        void derive(int slot, int position) {
            Rotation rotation = rotations[position];
            if (!rotation.angle().isConstant()) {
                derivatives.add(new Derivative.OfRotation(slot, scale * scale, rotation.angle()));
            }
        }

        /// Leaves out the cosines.
        double[] tangents(int[] on) {
            var tangents = new double[on.length];
            for (int k = 0; k < on.length; k++) {
                Rotation rotation = rotations[on[k]];
                tangents[k] = rotation.sin() / rotation.cos();
                scale *= rotation.cos();
            }
            return tangents;
        }
    }

    private final class AboutX extends Rotations {

        @Override
        void addSweeps(int some, List<Sweep> sweeps) {
            int[] inner = Bits.positions(some & INNER);
            if (inner.length > 0) {
                for (int position : inner) {
                    derive(laneSlots + position, position);
                }
                sweeps.add(new Sweep.InnerX(inner, tangents(inner), innerCount(), laneSlots));
                laneSlots += innerCount();
            }
            // Two at a time: of three, both states do not fit the registers of most processors.
            int[] outer = Bits.positions(some & ~INNER);
            for (int from = 0; from < outer.length; from += 2) {
                int[] group = Arrays.copyOfRange(outer, from, Math.min(from + 2, outer.length));
                for (int k = 0; k < group.length; k++) {
                    derive(laneSlots + k, group[k]);
                }
                sweeps.add(new Sweep.OuterX(group, tangents(group), laneSlots));
                laneSlots += group.length;
            }
        }
    }

    private final class AboutY extends Rotations {

        /// Positions that are rotated already, but lack their sums.
        private int rotated;

        @Override
        void enter(int some) {
            rotated = entersRotated && parts.isEmpty() ? entering(some) : 0;
            if (rotated != 0) {
                parts.add(new BackwardPart.Across(rotation(rotated), false));
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
        void addSweeps(int some, List<Sweep> sweeps) {
            if (some == 0) {
                return;
            }
            int inner = (some & INNER) == 0 ? 0 : innerCount();
            int[] on = Bits.positions(some);
            int next = laneSlots + inner;
            for (int position : on) {
                derive(position < OverlapKernels.INNER_QUBITS ? laneSlots + position : next++, position);
            }
            sweeps.add(new Sweep.SumsY(on, inner, laneSlots));
            laneSlots = next;
            // Those on the highest qubits apart, as they may be done on the way back to the states.
            int highest = shape.hasOctants() ? shape.highest() : 0;
            addRotation(some & ~rotated & ~highest, sweeps);
            addRotation(some & ~rotated & highest, sweeps);
        }

        private void addRotation(int some, List<Sweep> sweeps) {
            if (some != 0) {
                sweeps.add(rotation(some));
            }
        }

        private Sweep.RotationY rotation(int some) {
            int[] on = Bits.positions(some);
            return new Sweep.RotationY(on, tangents(on));
        }
    }
}
