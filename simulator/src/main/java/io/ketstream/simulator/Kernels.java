package io.ketstream.simulator;

/// The hot loops on arrays of amplitudes, real and imaginary parts apart.
///
/// Every implementation gives the same bits: an amplitude goes through the same fused multiply-adds in the same order,
/// and sums have [#SUM_LANES] partial sums whatever the width of a machine's registers. Ranges begin at a multiple of
/// their length, which is a power of two.
interface Kernels {

    /// The partial sums of [#weightedProbability]: as many doubles as the widest registers hold.
    int SUM_LANES = 8;

    /// What this machine and JVM serve best, chosen once.
    static Kernels chosen() {
        return Chosen.KERNELS;
    }

    /// Whether [#chosen] are vectors, and so should be other loops of this precision.
    static boolean areVectors() {
        return !(chosen() instanceof ScalarKernels);
    }

    /// Initialised when first asked for.
    final class Chosen {
        // A reference to the constructor would load the class of vectors also where there are none.
        private static final Kernels KERNELS = KernelChoice.choose(
                Numbers.PRECISION, () -> new VectorKernels(), ScalarKernels::new, Kernels::description);

        private Chosen() {}
    }

    /// What is used, in words.
    String description();

    /// exp(−iθₖX/2)/cos(θₖ/2) on qubit `qubits[k]` for k < `count`, in this order, where `tangents[k]` = tan(θₖ/2):
    /// re += t·im′, im −= t·re′ with the flipped amplitude's parts. `qubits` ascend.
    void rotateX(double[] re, double[] im, int offset, int length, int[] qubits, double[] tangents, int count);

    /// A 2×2 matrix on the pairs of the range, whose bits count from its begin.
    void applyPair(PairKernel kernel, double[] re, double[] im, int offset, int length, Pairs pairs);

    /// Multiplies the amplitude at `offset` + x by factor number `begin` + x, for x < `length`; both are multiples of
    /// the columns, if any.
    default void multiply(double[] re, double[] im, int offset, int begin, int length, PhaseFactors factors) {
        switch (factors) {
            case Table table -> multiply(re, im, offset, begin, length, table);
            case Factors products -> multiply(re, im, offset, begin, length, products);
            case Outer products -> multiply(re, im, offset, begin, length, products);
        }
    }

    void multiply(double[] re, double[] im, int offset, int begin, int length, Table factors);

    void multiply(double[] re, double[] im, int offset, int begin, int length, Factors factors);

    void multiply(double[] re, double[] im, int offset, int begin, int length, Outer factors);

    /// Multiplies by a real number.
    void scale(double[] re, double[] im, int offset, int length, double factor);

    /// target(x) += f·source(x ⊕ `flipped`), for x < `length` from `to` and `from` on. Two arrays.
    void addFlipped(double factor, double[] source, int from, int flipped, double[] target, int to, int length);

    /// Doubles a table of phases by one spin z: entry x becomes t(x)·f for z = 1 and, at `length` + x, t(x)·f̄ for z =
    /// −1.
    void spread(double[] re, double[] im, int length, double factorRe, double factorIm);

    /// The same with a factor f(x) for each entry.
    void spread(double[] re, double[] im, int length, double[] factorRe, double[] factorIm);

    /// Σ wₓ|ψₓ|² over the range, element x in partial sum x mod 8, and these pairwise.
    ///
    /// @param sums [#SUM_LANES] numbers, used up
    /* wide */ double weightedProbability(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums);

    /// Copies `count` elements.
    void copy(double[] source, int from, double[] target, int to, int count);

    /// A complex number for each amplitude of a range.
    sealed interface PhaseFactors {}

    /// One by one.
    record Table(Phases table) implements PhaseFactors {}

    /// A table times an outer product: number x is table(x)·column(x mod c)·row(x div c), c = `columns`. What these are
    /// may change.
    final class Factors implements PhaseFactors {
        private Phases table;
        private Phases column;
        private int columns;
        private Phases row;

        Factors(Phases table, Phases column, int columns, Phases row) {
            this.table = table;
            this.column = column;
            this.columns = columns;
            this.row = row;
        }

        Factors set(Phases table, Phases column, int columns, Phases row) {
            this.table = table;
            this.column = column;
            this.columns = columns;
            this.row = row;
            return this;
        }

        Phases table() {
            return table;
        }

        Phases column() {
            return column;
        }

        int columns() {
            return columns;
        }

        Phases row() {
            return row;
        }
    }

    /// An outer product times one factor: number x is column(x mod c)·(row(x div c)·f), c = `columns`. What these are
    /// may change.
    final class Outer implements PhaseFactors {
        private Phases column;
        private int columns;
        private Phases row;
        private double factorRe;
        private double factorIm;

        Outer(Phases column, int columns, Phases row, double factorRe, double factorIm) {
            this.column = column;
            this.columns = columns;
            this.row = row;
            this.factorRe = factorRe;
            this.factorIm = factorIm;
        }

        Outer set(Phases column, int columns, Phases row, double factorRe, double factorIm) {
            this.column = column;
            this.columns = columns;
            this.row = row;
            this.factorRe = factorRe;
            this.factorIm = factorIm;
            return this;
        }

        Phases column() {
            return column;
        }

        int columns() {
            return columns;
        }

        double rowRe(int index) {
            return Math.fma(-row.im[index], factorIm, row.re[index] * factorRe);
        }

        double rowIm(int index) {
            return Math.fma(row.im[index], factorRe, row.re[index] * factorIm);
        }
    }

    /// Adds partial sums in the one order that all implementations share.
    static /* wide */ double pairwise(/* wide */ double[] sums) {
        return pairwise(sums, 0);
    }

    /// The same of those from `at` on.
    static /* wide */ double pairwise(/* wide */ double[] sums, int at) {
        return sums[at]
                + sums[at + 4]
                + (sums[at + 2] + sums[at + 6])
                + (sums[at + 1] + sums[at + 5] + (sums[at + 3] + sums[at + 7]));
    }
}
