package io.ketstream.simulator;

/// Where numbers become amplitudes: the double half of what the precisions do differently; [SingleNumbers] is the
/// other.
final class Numbers {

    static final Precision PRECISION = Precision.DOUBLE;

    /// The smallest product of left-out cosines of [Passes]; two of them and the amplitudes are still far from
    /// underflow.
    static final double SMALLEST_SCALE = 0x1p-300;

    private Numbers() {}

    /// To the precision of amplitudes.
    static double rounded(double value) {
        return value;
    }

    /// The cosine of an angle with the rounded `tangent`.
    static double cosine(double cos, double tangent) {
        return cos;
    }

    static PairKernel rounded(PairKernel kernel) {
        return kernel;
    }

    static QuadraticPhase rounded(QuadraticPhase phase) {
        return phase;
    }

    /// Brings what [#rounded] made of `kernel` up to its present numbers.
    static void update(PairKernel rounded, PairKernel kernel) {}

    /// The same of a phase.
    static void update(QuadraticPhase rounded, QuadraticPhase phase) {}

    /// The first `length` numbers of `table`; `memory` is for those of other precision.
    static Phases rounded(Phases table, int length, Phases memory) {
        return table;
    }

    /// Re⟨bra|ket⟩ over `length` amplitudes.
    ///
    /// @param sums [Kernels#SUM_LANES] numbers, used up
    static double overlap(
            double[] braRe,
            double[] braIm,
            int bra,
            double[] ketRe,
            double[] ketIm,
            int ket,
            int length,
            double[] sums) {
        return OverlapKernels.chosen().real(braRe, braIm, bra, ketRe, ketIm, ket, length, sums);
    }
}
