package io.ketstream.simulator;

import java.util.Arrays;

/// As [Numbers], for single precision.
final class SingleNumbers {

    static final Precision PRECISION = Precision.SINGLE;

    static final double SMALLEST_SCALE = 0x1p-50;

    private SingleNumbers() {}

    static float rounded(double value) {
        return (float) value;
    }

    /// Not `cos`: left-out cosines multiply up, and errors of equal angles all have one sign.
    static double cosine(double cos, float tangent) {
        return Math.copySign(1 / Math.sqrt(1 + (double) tangent * tangent), cos);
    }

    static SinglePairKernel rounded(PairKernel kernel) {
        return switch (kernel) {
            case PairKernel.Exchange() -> new SinglePairKernel.Exchange();
            case PairKernel.Real(double a, double b, double c, double d) ->
                new SinglePairKernel.Real((float) a, (float) b, (float) c, (float) d);
            case PairKernel.RotationY rotation ->
                new SinglePairKernel.RotationY((float) rotation.cos(), (float) rotation.sin());
            case PairKernel.RotationX rotation ->
                new SinglePairKernel.RotationX((float) rotation.cos(), (float) rotation.sin());
            case PairKernel.Complex(
                    double aRe,
                    double aIm,
                    double bRe,
                    double bIm,
                    double cRe,
                    double cIm,
                    double dRe,
                    double dIm) ->
                new SinglePairKernel.Complex(
                        (float) aRe,
                        (float) aIm,
                        (float) bRe,
                        (float) bIm,
                        (float) cRe,
                        (float) cIm,
                        (float) dRe,
                        (float) dIm);
        };
    }

    static SingleQuadraticPhase rounded(QuadraticPhase phase) {
        return new SingleQuadraticPhase(phase);
    }

    static void update(SinglePairKernel rounded, PairKernel kernel) {
        if (rounded instanceof SinglePairKernel.Rotation narrow && kernel instanceof PairKernel.Rotation rotation) {
            narrow.set((float) rotation.cos(), (float) rotation.sin());
        }
    }

    static void update(SingleQuadraticPhase rounded, QuadraticPhase phase) {
        rounded.copy(phase);
    }

    static SinglePhases rounded(Phases table, int length, SinglePhases memory) {
        memory.ensure(length);
        for (int k = 0; k < length; k++) {
            memory.re[k] = (float) table.re[k];
            memory.im[k] = (float) table.im[k];
        }
        return memory;
    }

    static double overlap(
            float[] braRe, float[] braIm, int bra, float[] ketRe, float[] ketIm, int ket, int length, double[] sums) {
        Arrays.fill(sums, 0, Kernels.SUM_LANES, 0);
        for (int k = 0; k < length; k++) {
            int lane = k & (Kernels.SUM_LANES - 1);
            sums[lane] += (double) braRe[bra + k] * ketRe[ket + k] + (double) braIm[bra + k] * ketIm[ket + k];
        }
        return Kernels.pairwise(sums);
    }
}
