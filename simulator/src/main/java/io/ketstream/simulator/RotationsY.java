package io.ketstream.simulator;

/// Rotations about Y. Real and imaginary parts go the same way, one array after the other. Every implementation
/// gives the same bits, as with [Kernels].
interface RotationsY {

    static RotationsY chosen() {
        return Chosen.ROTATIONS;
    }

    /// Initialised when first asked for.
    final class Chosen {
        private static final RotationsY ROTATIONS =
                Kernels.areVectors() ? new VectorRotationsY() : new ScalarRotationsY();

        private Chosen() {}
    }

    /// exp(−iθₖY/2)/cos(θₖ/2) on qubit `qubits[k]` for k < `count`, in this order, where `tangents[k]` =
    /// tan(θₖ/2): v₀ −= t·v₁, v₁ += t·v₀ where the qubit's bit is 0 and 1. `qubits` ascend.
    default void rotate(double[] re, double[] im, int offset, int length, int[] qubits, double[] tangents, int count) {
        rotate(re, offset, length, qubits, tangents, count);
        rotate(im, offset, length, qubits, tangents, count);
    }

    /// The same on one of both arrays.
    void rotate(double[] values, int offset, int length, int[] qubits, double[] tangents, int count);

    /// The same on three qubits of amplitudes that go from one place to another: what was in `from` becomes what is in
    /// `to`. Both have as many runs of the same length.
    default void rotate(Octants from, Octants to, double[] tangents) {
        rotate(from.re, from, to.re, to, tangents);
        rotate(from.im, from, to.im, to, tangents);
    }

    /// The same on one of both arrays.
    void rotate(double[] source, Octants from, double[] target, Octants to, double[] tangents);

    /// Where the amplitudes of three qubits are: `a`, `b` and `c` lie between those that differ in one
    /// of these. Runs of `run` neighbours begin at `begin` plus each number whose ones are in
    /// `between`, ascending.
    final class Octants {
        private static final double[] NOWHERE = {};

        double[] re = NOWHERE;
        double[] im = NOWHERE;
        int begin;
        int run;
        int between;
        int a;
        int b;
        int c;

        /// Nowhere, to be placed.
        Octants() {}

        Octants(double[] re, double[] im, int begin, int run, int between, int a, int b, int c) {
            this.re = re;
            this.im = im;
            this.begin = begin;
            this.run = run;
            this.between = between;
            this.a = a;
            this.b = b;
            this.c = c;
        }

        /// Those of three qubits of a tile that begins at `base` in a state; `positions` is the mask of their positions
        /// in the tile.
        Octants inState(TileShape tile, int positions, double[] re, double[] im, int base) {
            int run = run(tile, positions);
            int three = Integer.expand(positions, tile.mobile());
            return place(re, im, base, run, tile.mobile() & ~three & -run, three);
        }

        /// Those of such a tile in a copy.
        Octants inCopy(TileShape tile, int positions, double[] re, double[] im) {
            int run = run(tile, positions);
            return place(re, im, 0, run, (tile.length() - 1) & ~positions & -run, positions);
        }

        /// Lets go of the arrays.
        void leave() {
            re = NOWHERE;
            im = NOWHERE;
        }

        private static int run(TileShape tile, int positions) {
            return Math.min(tile.run(), Integer.lowestOneBit(positions));
        }

        private Octants place(double[] re, double[] im, int begin, int run, int between, int three) {
            this.re = re;
            this.im = im;
            this.begin = begin;
            this.run = run;
            this.between = between;
            this.a = Integer.lowestOneBit(three);
            this.c = Integer.highestOneBit(three);
            this.b = three & ~a & ~c;
            return this;
        }

        /// From the first octant to the one with the bits `octant`.
        int distance(int octant) {
            return (octant & 1) * a + ((octant >>> 1) & 1) * b + (octant >>> 2) * c;
        }

        /// What comes after `number` in [#between]; 0 after the last.
        int next(int number) {
            return (number - between) & between;
        }
    }
}
