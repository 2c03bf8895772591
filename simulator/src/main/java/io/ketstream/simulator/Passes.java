package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A schedule with numbers: what each pass does to a tile.
///
/// Rotations about X by an angle whose half has a moderate tangent go without their cosine, at half the arithmetic; the
/// cosines are multiplied up and put into the nearest phase, or into a scaling where there is none.
final class Passes {

    /// Beyond, a rotation goes with sine and cosine, so that products of left-out cosines stay far from underflow.
    private static final double LARGEST_TANGENT = 64;

    /// One part of a pass.
    sealed interface Part {

        /// exp(−iθX/2)/cos(θ/2) on several qubits.
        final class Rotations implements Part {
            private final int[] qubits;
            private final double[] tangents;

            Rotations(int[] qubits, double[] tangents) {
                this.qubits = qubits;
                this.tangents = tangents;
            }
        }

        /// A matrix on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
        record Matrix(PairKernel kernel, Pairs pairs, int controls, int values) implements Part {}

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

    private record BoundPass(int mobile, List<Part> parts) {}

    private final int qubits;
    private final List<BoundPass> passes = new ArrayList<>();
    private /* wide */ double scale = 1;

    private Passes(int qubits) {
        this.qubits = qubits;
    }

    static Passes bind(Schedule schedule, List<Step.Bound> steps) {
        var bound = new Passes(schedule.numberOfQubits());
        Part.Phase last = null;
        for (Schedule.Pass pass : schedule.passes()) {
            var parts = new ArrayList<Part>();
            Rotating rotating = new Rotating(parts);
            for (int index : pass.steps()) {
                switch (steps.get(index)) {
                    case DiagonalStep.BoundDiagonal diagonal -> {
                        rotating.end();
                        last = new Part.Phase(Numbers.rounded(diagonal.phase()));
                        last.factor = bound.scale;
                        bound.scale = 1;
                        parts.add(last);
                    }
                    case PairStep.BoundPairs pair -> bound.add(pair, pass.mobile(), rotating);
                }
            }
            rotating.end();
            if (last != null && bound.scale != 1 && Math.abs(last.factor * bound.scale) > Numbers.SMALLEST_SCALE) {
                last.factor *= bound.scale;
                bound.scale = 1;
            }
            bound.flushScale(parts);
            bound.passes.add(new BoundPass(pass.mobile(), parts));
        }
        return bound;
    }

    private void add(PairStep.BoundPairs step, int mobile, Rotating rotating) {
        Pairs pairs = step.step().pairs();
        if (step.kernel() instanceof /* wide */ PairKernel.RotationX(/* wide */ double cos, /* wide */ double sin)
                && pairs.isOneQubit()
                && Math.abs(sin) <= LARGEST_TANGENT * Math.abs(cos)) {
            double tangent = Numbers.rounded(sin / cos);
            rotating.add(Integer.numberOfTrailingZeros(pairs.within(mobile).involved()), tangent);
            scale *= Numbers.cosine(cos, tangent);
            if (Math.abs(scale) < Numbers.SMALLEST_SCALE) {
                rotating.end();
                flushScale(rotating.parts);
            }
            return;
        }
        rotating.end();
        int controls = pairs.involved() & ~mobile;
        PairKernel kernel = Numbers.rounded(step.kernel());
        rotating.parts.add(new Part.Matrix(kernel, pairs.within(mobile), controls, pairs.first() & controls));
    }

    private void flushScale(List<Part> parts) {
        if (scale != 1) {
            parts.add(new Part.Scale(Numbers.rounded(scale)));
            scale = 1;
        }
    }

    /// Collects rotations that follow each other on different qubits, in ascending order of qubits.
    private static final class Rotating {
        private final List<Part> parts;
        private final double[] tangents = new double[Statevector.LARGEST];
        private int mask;

        private Rotating(List<Part> parts) {
            this.parts = parts;
        }

        private void add(int qubit, double tangent) {
            if (((mask >>> qubit) & 1) == 1) {
                end();
            }
            mask |= 1 << qubit;
            tangents[qubit] = tangent;
        }

        private void end() {
            if (mask == 0) {
                return;
            }
            int count = Integer.bitCount(mask);
            var qubits = new int[count];
            var values = new double[count];
            for (int k = 0; k < count; k++, mask &= mask - 1) {
                qubits[k] = Integer.numberOfTrailingZeros(mask);
                values[k] = tangents[qubits[k]];
            }
            parts.add(new Part.Rotations(qubits, values));
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

    /// The tiles of a state on one thread. Tiles whose amplitudes are neighbours are worked on where they are; others
    /// in a copy, because strides of powers of two fall into the same few lines of a cache.
    private static final class Tiles {
        private final int mobile;
        private final Statevector state;
        private final Scratch scratch;
        private final int tileQubits;
        private final boolean inPlace;

        private Tiles(int mobile, Statevector state, Scratch scratch) {
            this.mobile = mobile;
            this.state = state;
            this.scratch = scratch;
            this.tileQubits = Integer.bitCount(mobile);
            this.inPlace = (mobile & (mobile + 1)) == 0;
        }

        /// The one tile that is the whole state: each phase's tables take the place of the last one's.
        private void applyWhole(BoundPass pass, double start) {
            if (!Double.isNaN(start)) {
                fill(state.re, state.im, 0, start);
            }
            for (Part part : pass.parts()) {
                if (part instanceof Part.Phase phase) {
                    phase.phase
                            .onTiles(mobile, phase.factor, scratch.memory(0))
                            .apply(state.re, state.im, 0, 0, scratch);
                } else {
                    apply(part, state.re, state.im, 0, 0);
                }
            }
        }

        private void apply(int tile, BoundPass pass, List<QuadraticPhase.OnTiles> phases, double start) {
            int base = Integer.expand(tile, ~mobile);
            double[] re = state.re;
            double[] im = state.im;
            int offset = base;
            if (!inPlace) {
                scratch.amplitudes().ensure(1 << tileQubits);
                re = scratch.amplitudes().re;
                im = scratch.amplitudes().im;
                offset = 0;
            }
            if (!Double.isNaN(start)) {
                fill(re, im, offset, start);
            } else if (!inPlace) {
                gather(base, re, im);
            }
            int phase = 0;
            for (Part part : pass.parts()) {
                if (part instanceof Part.Phase) {
                    phases.get(phase++).apply(re, im, offset, tile, scratch);
                } else {
                    apply(part, re, im, offset, base);
                }
            }
            if (!inPlace) {
                scatter(base, re, im);
            }
        }

        private void apply(Part part, double[] re, double[] im, int offset, int base) {
            Kernels kernels = Kernels.chosen();
            int length = 1 << tileQubits;
            switch (part) {
                case Part.Rotations rotations ->
                    kernels.rotateX(
                            re, im, offset, length, rotations.qubits, rotations.tangents, rotations.qubits.length);
                case Part.Matrix(PairKernel kernel, Pairs pairs, int controls, int values) -> {
                    if ((base & controls) == values) {
                        kernels.applyPair(kernel, re, im, offset, length, pairs);
                    }
                }
                case Part.Scale(double factor) -> kernels.scale(re, im, offset, length, factor);
                case Part.Phase _ -> throw new IllegalStateException("a phase has tables");
            }
        }

        private void fill(double[] re, double[] im, int offset, double amplitude) {
            Arrays.fill(re, offset, offset + (1 << tileQubits), amplitude);
            Arrays.fill(im, offset, offset + (1 << tileQubits), 0);
        }

        private void gather(int base, double[] re, double[] im) {
            Kernels kernels = Kernels.chosen();
            int runQubits = Integer.numberOfTrailingZeros(~mobile);
            int rest = mobile >>> runQubits;
            for (int run = 0; run < 1 << (tileQubits - runQubits); run++) {
                int from = base + (Integer.expand(run, rest) << runQubits);
                kernels.copy(state.re, from, re, run << runQubits, 1 << runQubits);
                kernels.copy(state.im, from, im, run << runQubits, 1 << runQubits);
            }
        }

        private void scatter(int base, double[] re, double[] im) {
            Kernels kernels = Kernels.chosen();
            int runQubits = Integer.numberOfTrailingZeros(~mobile);
            int rest = mobile >>> runQubits;
            for (int run = 0; run < 1 << (tileQubits - runQubits); run++) {
                int to = base + (Integer.expand(run, rest) << runQubits);
                kernels.copy(re, run << runQubits, state.re, to, 1 << runQubits);
                kernels.copy(im, run << runQubits, state.im, to, 1 << runQubits);
            }
        }
    }
}
