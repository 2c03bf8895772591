package io.ketstream.simulator;

/// The hot loops on the amplitudes of states of one number of ones. As in [Kernels], every implementation
/// gives the same bits, and sums have eight partial sums, added to those given.
interface SubspaceKernels {

    int SUM_LANES = Kernels.SUM_LANES;

    /// Of the same kind as [Kernels#chosen].
    static SubspaceKernels chosen() {
        return Chosen.KERNELS;
    }

    /// Initialised when first asked for.
    final class Chosen {
        private static final SubspaceKernels KERNELS =
                Kernels.areVectors() ? new VectorSubspaceKernels() : new ScalarSubspaceKernels();

        private Chosen() {}
    }

    /// (a, b) ← [[cos, −i sin], [−i sin, cos]] (a, b) on the amplitudes a = i + k and b = j + k, k < `length`, none of
    /// which is both.
    void exchange(double[] re, double[] im, int i, int j, int length, double cos, double sin);

    /// Im⟨bra|X|ket⟩, where X exchanges the amplitudes i + k and j + k, k < `length`; k goes to partial sum k mod 8.
    void exchangeOverlap(SubspaceState bra, SubspaceState ket, int i, int j, int length, double[] sums);

    /// Σ w Im(conj(bra) ket) over the elements `from` to `to`, from + k in partial sum k mod 8.
    void weightedOverlap(double[] weights, SubspaceState bra, SubspaceState ket, int from, int to, double[] sums);

    /// Multiplies the `count` amplitudes from `from` on by e^{−iφ}, φ from the start of `phases`, none beyond
    /// [UnitPhase#LARGEST].
    void multiply(double[] re, double[] im, int from, int count, double[] phases);
}
