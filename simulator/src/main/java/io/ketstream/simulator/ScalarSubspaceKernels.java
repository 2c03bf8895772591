package io.ketstream.simulator;

/// Plain loops, for any JVM.
final class ScalarSubspaceKernels implements SubspaceKernels {

    @Override
    public void exchange(double[] re, double[] im, int i, int j, int length, double cos, double sin) {
        for (int k = 0; k < length; k++) {
            double real0 = re[i + k];
            double real1 = re[j + k];
            double imaginary0 = im[i + k];
            double imaginary1 = im[j + k];
            re[i + k] = Math.fma(sin, imaginary1, cos * real0);
            im[i + k] = Math.fma(-sin, real1, cos * imaginary0);
            re[j + k] = Math.fma(sin, imaginary0, cos * real1);
            im[j + k] = Math.fma(-sin, real0, cos * imaginary1);
        }
    }

    @Override
    public void exchangeOverlap(SubspaceState bra, SubspaceState ket, int i, int j, int length, double[] sums) {
        exchangeOverlap(bra, ket, i, j, 0, length, sums);
    }

    /// Of the pairs number `from` to `to` alone.
    static void exchangeOverlap(SubspaceState bra, SubspaceState ket, int i, int j, int from, int to, double[] sums) {
        for (int k = from; k < to; k++) {
            int lane = k & (SUM_LANES - 1);
            double sum = sums[lane];
            sum = Math.fma(-bra.im[i + k], ket.re[j + k], Math.fma(bra.re[i + k], ket.im[j + k], sum));
            sum = Math.fma(-bra.im[j + k], ket.re[i + k], Math.fma(bra.re[j + k], ket.im[i + k], sum));
            sums[lane] = sum;
        }
    }

    @Override
    public void weightedOverlap(
            double[] weights, SubspaceState bra, SubspaceState ket, int from, int to, double[] sums) {
        weightedOverlap(weights, bra, ket, from, 0, to - from, sums);
    }

    /// Of the elements number `begin` to `end` from `from` on alone.
    static void weightedOverlap(
            double[] weights, SubspaceState bra, SubspaceState ket, int from, int begin, int end, double[] sums) {
        for (int k = begin; k < end; k++) {
            int x = from + k;
            double density = Math.fma(bra.re[x], ket.im[x], -(bra.im[x] * ket.re[x]));
            int lane = k & (SUM_LANES - 1);
            sums[lane] = Math.fma(weights[x], density, sums[lane]);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int from, int count, double[] phases) {
        UnitPhase.multiplySmall(re, im, from, count, phases, 0);
    }
}
