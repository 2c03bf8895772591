package io.ketstream.simulator;

import java.util.Arrays;

/// The pairs of positions in a [SubspaceBasis] whose states are …01… and …10… on two qubits: the first has the
/// one on the lower qubit.
///
/// For fixed bits from the lower qubit upwards, the states that differ below are neighbours in the basis, and so
/// are their partners; pairs are kept as runs of such neighbours, or one by one where runs are short.
final class SubspacePairs {

    /// Runs below this qubit are at most C(4, 2) long: a loop over single pairs is faster.
    private static final int SHORT_BELOW = 5;

    final int[] first;
    final int[] second;

    /// Empty when every run is one pair.
    final int[] lengths;

    private SubspacePairs(int[] first, int[] second, int[] lengths) {
        this.first = first;
        this.second = second;
        this.lengths = lengths;
    }

    static SubspacePairs of(SubspaceBasis basis, int low, int high) {
        boolean single = low < SHORT_BELOW;
        int entries = Math.toIntExact(entries(basis.numberOfQubits(), basis.ones(), low));
        var first = new int[entries];
        var second = new int[entries];
        var lengths = new int[single ? 0 : entries];
        long flip = (1L << low) | (1L << high);
        int entry = 0;
        for (int k = 0; k < basis.size(); ) {
            long state = basis.state(k);
            int run = basis.run(state, low);
            if ((state & flip) == 1L << low) {
                int partner = basis.position(state ^ flip);
                if (single) {
                    for (int r = 0; r < run; r++) {
                        first[entry] = k + r;
                        second[entry] = partner + r;
                        entry++;
                    }
                } else {
                    first[entry] = k;
                    second[entry] = partner;
                    lengths[entry] = run;
                    entry++;
                }
            }
            k += run;
        }
        return new SubspacePairs(Arrays.copyOf(first, entry), Arrays.copyOf(second, entry), lengths);
    }

    /// The bytes of the pairs of two qubits of which `low` is the lower one.
    static long bytes(int qubits, int ones, int low) {
        return (low < SHORT_BELOW ? 8 : 12) * entries(qubits, ones, low);
    }

    /// Every run has one pattern of the bits above `low` but `high`, with w ≤ K − 1 ones, and C(low, K − 1 − w) pairs.
    private static long entries(int qubits, int ones, int low) {
        if (low < SHORT_BELOW) {
            return SubspaceBasis.binomial(qubits - 2, ones - 1);
        }
        long entries = 0;
        for (int above = Math.max(0, ones - 1 - low); above <= ones - 1; above++) {
            entries += SubspaceBasis.binomial(qubits - 2 - low, above);
        }
        return entries;
    }

    int units() {
        return first.length;
    }

    boolean areSingle() {
        return lengths.length == 0;
    }

    /// The first unit whose pairs begin at `position` or after it; units are in the order of their first positions.
    int unitFrom(int position) {
        int found = Arrays.binarySearch(first, position);
        return found < 0 ? -found - 1 : found;
    }

    /// (a, b) ← [[cos, −i sin], [−i sin, cos]] (a, b) on the units `from` to `to`.
    void rotate(double[] re, double[] im, double cos, double sin, int from, int to) {
        if (areSingle()) {
            for (int unit = from; unit < to; unit++) {
                int i = first[unit];
                int j = second[unit];
                double real0 = re[i];
                double real1 = re[j];
                double imaginary0 = im[i];
                double imaginary1 = im[j];
                re[i] = Math.fma(sin, imaginary1, cos * real0);
                im[i] = Math.fma(-sin, real1, cos * imaginary0);
                re[j] = Math.fma(sin, imaginary0, cos * real1);
                im[j] = Math.fma(-sin, real0, cos * imaginary1);
            }
        } else {
            SubspaceKernels kernels = SubspaceKernels.chosen();
            for (int unit = from; unit < to; unit++) {
                kernels.exchange(re, im, first[unit], second[unit], lengths[unit], cos, sin);
            }
        }
    }

    /// (a, b) ← M (a, b), where M is rows and columns 1 and 2 of `matrix`.
    void apply(double[] re, double[] im, ComplexMatrix matrix, int from, int to) {
        double aRe = matrix.real(1, 1);
        double aIm = matrix.imaginary(1, 1);
        double bRe = matrix.real(1, 2);
        double bIm = matrix.imaginary(1, 2);
        double cRe = matrix.real(2, 1);
        double cIm = matrix.imaginary(2, 1);
        double dRe = matrix.real(2, 2);
        double dIm = matrix.imaginary(2, 2);
        for (int unit = from; unit < to; unit++) {
            int length = areSingle() ? 1 : lengths[unit];
            for (int k = 0; k < length; k++) {
                int i = first[unit] + k;
                int j = second[unit] + k;
                double real0 = re[i];
                double real1 = re[j];
                double imaginary0 = im[i];
                double imaginary1 = im[j];
                re[i] = aRe * real0 - aIm * imaginary0 + (bRe * real1 - bIm * imaginary1);
                im[i] = aRe * imaginary0 + aIm * real0 + (bRe * imaginary1 + bIm * real1);
                re[j] = cRe * real0 - cIm * imaginary0 + (dRe * real1 - dIm * imaginary1);
                im[j] = cRe * imaginary0 + cIm * real0 + (dRe * imaginary1 + dIm * real1);
            }
        }
    }

    /// Re⟨λ|M|ψ⟩ over the pairs of the units `from` to `to`, where M is rows and columns 1 and 2 of `matrix`.
    double overlap(ComplexMatrix matrix, SubspaceState bra, SubspaceState ket, int from, int to) {
        double aRe = matrix.real(1, 1);
        double aIm = matrix.imaginary(1, 1);
        double bRe = matrix.real(1, 2);
        double bIm = matrix.imaginary(1, 2);
        double cRe = matrix.real(2, 1);
        double cIm = matrix.imaginary(2, 1);
        double dRe = matrix.real(2, 2);
        double dIm = matrix.imaginary(2, 2);
        double[] re = ket.re;
        double[] im = ket.im;
        double sum = 0;
        for (int unit = from; unit < to; unit++) {
            int length = areSingle() ? 1 : lengths[unit];
            for (int k = 0; k < length; k++) {
                int i = first[unit] + k;
                int j = second[unit] + k;
                double real0 = aRe * re[i] - aIm * im[i] + (bRe * re[j] - bIm * im[j]);
                double imaginary0 = aRe * im[i] + aIm * re[i] + (bRe * im[j] + bIm * re[j]);
                double real1 = cRe * re[i] - cIm * im[i] + (dRe * re[j] - dIm * im[j]);
                double imaginary1 = cRe * im[i] + cIm * re[i] + (dRe * im[j] + dIm * re[j]);
                sum += bra.re[i] * real0 + bra.im[i] * imaginary0 + (bra.re[j] * real1 + bra.im[j] * imaginary1);
            }
        }
        return sum;
    }

    /// Im⟨λ|X|ψ⟩ over the pairs of the units `from` to `to`, where X exchanges the two of each.
    ///
    /// @param sums [SubspaceKernels#SUM_LANES] numbers, used up
    double overlapOfExchange(SubspaceState bra, SubspaceState ket, int from, int to, double[] sums) {
        Arrays.fill(sums, 0, SubspaceKernels.SUM_LANES, 0);
        if (areSingle()) {
            for (int unit = from; unit < to; unit++) {
                ScalarSubspaceKernels.exchangeOverlap(bra, ket, first[unit], second[unit], 0, 1, sums);
            }
        } else {
            SubspaceKernels kernels = SubspaceKernels.chosen();
            for (int unit = from; unit < to; unit++) {
                kernels.exchangeOverlap(bra, ket, first[unit], second[unit], lengths[unit], sums);
            }
        }
        return Kernels.pairwise(sums);
    }
}
