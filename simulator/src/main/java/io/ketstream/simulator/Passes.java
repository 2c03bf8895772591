package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schedule with numbers: what each pass does to a tile.
///
/// Rotations about X and Y by an angle whose half has a moderate tangent go without their cosine, at half the
/// arithmetic; the cosines are multiplied up and put into the nearest phase, or into a scaling where there is
/// none.
final class Passes {

    /// One part of a pass.
    sealed interface Part {

        /// exp(−iθₖG/2)/cos(θₖ/2) with G about one axis on several qubits of a tile, which ascend.
        final class Rotations implements Part {
            private final Axis axis;
            private final int[] qubits;
            private final double[] tangents;

            Rotations(Axis axis, int[] qubits, double[] tangents) {
                this.axis = axis;
                this.qubits = qubits;
                this.tangents = tangents;
            }

            /// The same in two parts: qubits whose bit is below `block`, and the others; each where there are any.
            void split(int block, List<Part> near, List<Part> far) {
                int count = 0;
                while (count < qubits.length && 1 << qubits[count] < block) {
                    count++;
                }
                if (count > 0) {
                    near.add(part(0, count));
                }
                if (count < qubits.length) {
                    far.add(part(count, qubits.length));
                }
            }

            private Part part(int from, int to) {
                return new Rotations(
                        axis, Arrays.copyOfRange(qubits, from, to), Arrays.copyOfRange(tangents, from, to));
            }
        }

        /// Amplitudes change places within a tile, by `map` (null: they keep their order), on the way from the
        /// state or a copy of the tile to the state or another copy.
        record Relocation(BlockMove move, @Nullable IndexMap map, boolean fromState, boolean toState) implements Part {}

        /// Parts that each block of a tile goes through before the next block: rotations of qubits inside a block,
        /// with a relocation before or after.
        record Blocked(List<Part> parts) implements Part {}

        /// A matrix on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
        record Matrix(PairKernel kernel, Pairs pairs, int controls, int values) implements Part {}

        /// A matrix on two qubits of the tile.
        record TwoQubits(TwoQubitGate gate) implements Part {}

        /// A phase times a real number.
        final class Phase implements Part {
            private final QuadraticPhase phase;
            private /* wide */ double factor = 1;

            Phase(QuadraticPhase phase) {
                this.phase = phase;
            }
        }

        /// A real number.
        record Scale(double factor) implements Part {}
    }

    private record BoundPass(int mobile, List<Part> parts) {

        boolean beginsByMoving() {
            return !parts.isEmpty()
                    && (parts.getFirst() instanceof Part.Relocation
                            || (parts.getFirst() instanceof Part.Blocked blocked
                                    && blocked.parts().getFirst() instanceof Part.Relocation));
        }
    }

    private final int qubits;
    private final List<BoundPass> passes = new ArrayList<>();
    private final LeftOut leftOut = new LeftOut();

    private Passes(int qubits) {
        this.qubits = qubits;
    }

    static Passes bind(Schedule schedule, List<Step.Bound> steps) {
        var bound = new Passes(schedule.numberOfQubits());
        Part.Phase last = null;
        for (Schedule.Pass pass : schedule.passes()) {
            var parts = new PassParts(bound.qubits, pass.mobile());
            for (int index : pass.steps()) {
                switch (steps.get(index)) {
                    case DiagonalStep.BoundDiagonal diagonal -> {
                        last = new Part.Phase(Numbers.rounded(diagonal.phase()));
                        last.factor = bound.leftOut.takeTimes(1);
                        bound.leftOut.grow(diagonal.phase().growth());
                        parts.add(last);
                    }
                    case PairStep.BoundPairs pair -> bound.add(pair, parts);
                    case TwoQubitStep.BoundTwoQubits pair ->
                        parts.add(new Part.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(pass.mobile()))));
                }
            }
            parts.flush();
            if (last != null
                    && !bound.leftOut.isOne()
                    && Math.abs(last.factor * bound.leftOut.value()) > Numbers.SMALLEST_SCALE) {
                last.factor = bound.leftOut.takeTimes(last.factor);
            }
            bound.flushScale(parts);
            bound.passes.add(new BoundPass(pass.mobile(), parts.located()));
        }
        return bound;
    }

    private void add(PairStep.BoundPairs step, PassParts parts) {
        Pairs pairs = step.step().pairs();
        if (pairs.isOneQubit()) {
            int qubit = Integer.numberOfTrailingZeros(pairs.involved());
            if (step.kernel() instanceof /* wide */ PairKernel.RotationX(/* wide */ double cos, /* wide */ double sin)
                    && LeftOut.isAllowed(cos, sin)) {
                double tangent = Numbers.rounded(sin / cos);
                parts.rotateX(qubit, tangent);
                leaveOut(Numbers.cosine(cos, tangent), tangent, parts);
                return;
            }
            if (step.kernel() instanceof /* wide */ PairKernel.RotationY(/* wide */ double cos, /* wide */ double sin)
                    && LeftOut.isAllowed(cos, sin)) {
                double tangent = Numbers.rounded(sin / cos);
                parts.rotateY(qubit, tangent);
                leaveOut(Numbers.cosine(cos, tangent), tangent, parts);
                return;
            }
        }
        if (step.kernel() instanceof /* wide */ PairKernel.Exchange && IndexMap.isLinear(pairs)) {
            parts.exchange(pairs);
        } else {
            parts.add(Numbers.rounded(step.kernel()), pairs);
        }
    }

    private void leaveOut(/* wide */ double cos, double tangent, PassParts parts) {
        leftOut.leaveOut(cos, tangent);
        if (Math.abs(leftOut.value()) < Numbers.SMALLEST_SCALE) {
            flushScale(parts);
        }
    }

    private void flushScale(PassParts parts) {
        if (!leftOut.isOne()) {
            parts.add(new Part.Scale(Numbers.rounded(leftOut.takeTimes(1))));
        }
    }

    /// Brings `state` from |+⟩ on the qubits of `uniform`, |0⟩ elsewhere, through all passes.
    void evolve(int uniform, Statevector state, Workers workers) {
        boolean everywhere = uniform == state.size() - 1;
        if (!everywhere || passes.isEmpty()) {
            state.prepareUniform(uniform);
        }
        double amplitude = everywhere ? state.uniformAmplitude(uniform) : Double.NaN;
        for (int p = 0; p < passes.size(); p++) {
            apply(passes.get(p), state, p == 0 ? amplitude : Double.NaN, workers);
        }
    }

    /// Applies one step to `state` as it is.
    static void apply(Step.Bound step, Statevector state, Workers workers) {
        bind(Schedule.of(state.numberOfQubits(), List.of(step.step())), List.of(step))
                .apply(state, workers);
    }

    /// Applies all passes to `state` as it is.
    void apply(Statevector state, Workers workers) {
        for (BoundPass pass : passes) {
            apply(pass, state, Double.NaN, workers);
        }
    }

    /// `start` is the amplitude that all have before; not a number when the state is to be read.
    private void apply(BoundPass pass, Statevector state, double start, Workers workers) {
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        int tiles = 1 << (qubits - Integer.bitCount(pass.mobile()));
        if (tiles == 1) {
            new Tiles(pass.mobile(), state, shared).applyWhole(pass, start);
        } else {
            var phases = new ArrayList<QuadraticPhase.OnTiles>();
            for (Part part : pass.parts()) {
                if (part instanceof Part.Phase phase) {
                    phases.add(phase.phase.onTiles(pass.mobile(), phase.factor, shared.memory(phases.size())));
                }
            }
            workers.split(state.size(), tiles, (from, to) -> {
                Scratch own = workers.borrow(Scratch.class, Scratch::new);
                var range = new Tiles(pass.mobile(), state, own);
                for (int tile = from; tile < to; tile++) {
                    range.apply(tile, pass, phases, start);
                }
                workers.giveBack(own);
            });
        }
        workers.giveBack(shared);
    }

    /// The tiles of a state on one thread.
    private static final class Tiles {
        private final int mobile;
        private final Statevector state;
        private final Scratch scratch;
        private final int length;
        private int copy;

        /// Where the tile is now.
        private double[] re;

        private double[] im;
        private int offset;

        /// What all amplitudes are before the first relocation; not a number when they are to be read.
        private double filling = Double.NaN;

        private Tiles(int mobile, Statevector state, Scratch scratch) {
            this.mobile = mobile;
            this.state = state;
            this.scratch = scratch;
            this.length = 1 << Integer.bitCount(mobile);
            this.re = state.re;
            this.im = state.im;
        }

        /// The one tile that is the whole state: each phase's tables take the place of the last one's.
        private void applyWhole(BoundPass pass, double start) {
            begin(0, pass, start);
            for (Part part : pass.parts()) {
                if (part instanceof Part.Phase phase) {
                    phase.phase.onTiles(mobile, phase.factor, scratch.memory(0)).apply(re, im, offset, 0, scratch);
                } else {
                    apply(part, 0);
                }
            }
        }

        private void apply(int tile, BoundPass pass, List<QuadraticPhase.OnTiles> phases, double start) {
            int base = Integer.expand(tile, ~mobile);
            begin(base, pass, start);
            int phase = 0;
            for (Part part : pass.parts()) {
                if (part instanceof Part.Phase) {
                    phases.get(phase++).apply(re, im, offset, tile, scratch);
                } else {
                    apply(part, base);
                }
            }
        }

        /// Each tile begins where it is in the state, or with equal amplitudes `start` where it would first be
        /// moved.
        private void begin(int base, BoundPass pass, double start) {
            re = state.re;
            im = state.im;
            offset = base;
            filling = Double.NaN;
            if (!Double.isNaN(start)) {
                if (pass.beginsByMoving()) {
                    filling = start;
                } else {
                    fill(base, length, start);
                }
            }
        }

        private void fill(int from, int count, double amplitude) {
            Arrays.fill(re, from, from + count, amplitude);
            Arrays.fill(im, from, from + count, 0);
        }

        private void apply(Part part, int base) {
            apply(part, offset, length, base);
        }

        private void apply(Part part, int offset, int length, int base) {
            Kernels kernels = Kernels.chosen();
            switch (part) {
                case Part.Rotations rotations -> rotate(rotations, offset, length);
                case Part.Relocation relocation -> goThrough(List.of(relocation), base);
                case Part.Blocked blocked -> goThrough(blocked.parts(), base);
                case Part.Matrix(PairKernel kernel, Pairs pairs, int controls, int values) -> {
                    if ((base & controls) == values) {
                        kernels.applyPair(kernel, re, im, offset, length, pairs);
                    }
                }
                case Part.TwoQubits(TwoQubitGate gate) -> gate.apply(re, im, offset, length);
                case Part.Scale(double factor) -> kernels.scale(re, im, offset, length, factor);
                case Part.Phase _ -> throw new IllegalStateException("a phase has tables");
            }
        }

        private void rotate(Part.Rotations rotations, int offset, int length) {
            int[] on = rotations.qubits;
            switch (rotations.axis) {
                case X -> Kernels.chosen().rotateX(re, im, offset, length, on, rotations.tangents, on.length);
                case Y -> RotationsY.chosen().rotate(re, im, offset, length, on, rotations.tangents, on.length);
            }
        }

        /// Block by block, from where the tile is to where the last relocation brings it.
        private void goThrough(List<Part> parts, int base) {
            double[] firstRe = re;
            double[] firstIm = im;
            int firstOffset = offset;
            int firstCopy = copy;
            double start = filling;
            int block = parts.getFirst() instanceof Part.Relocation first
                    ? first.move().length()
                    : ((Part.Relocation) parts.getLast()).move().length();
            for (int begin = 0; begin < length; begin += block) {
                re = firstRe;
                im = firstIm;
                offset = firstOffset;
                copy = firstCopy;
                filling = start;
                int from = offset + begin;
                for (Part part : parts) {
                    if (part instanceof Part.Relocation relocation) {
                        from = relocate(relocation, begin, base);
                    } else {
                        apply(part, from, block, base);
                    }
                }
            }
        }

        /// Moves the block that begins at `begin` in the tile, and answers where it begins now.
        private int relocate(Part.Relocation relocation, int begin, int base) {
            double[] fromRe = re;
            double[] fromIm = im;
            int image = relocation.map() == null ? base : relocation.map().image(base);
            int from = relocation.fromState() ? image : Integer.compress(image, mobile);
            if (relocation.toState()) {
                re = state.re;
                im = state.im;
                offset = base;
            } else {
                copy ^= 1;
                Phases target = scratch.amplitudes(copy);
                target.ensure(length);
                re = target.re;
                im = target.im;
                offset = 0;
            }
            int to = relocation.move().target(begin, offset);
            if (Double.isNaN(filling)) {
                relocation.move().apply(begin, fromRe, fromIm, from, re, im, offset);
            } else {
                fill(to, relocation.move().length(), filling);
                filling = Double.NaN;
            }
            return to;
        }
    }
}
