package io.ketstream.simulator;

/// Σₓ wₓ, Σₓ wₓ zᵢ and Σₓ wₓ zᵢ zⱼ for all or some of n spins at once, zᵢ = 1 − 2·bitᵢ of x.
///
/// From the highest spin down: what the lower half of w has more than the upper is the sum for that spin, and both
/// halves added are w for the spins below. The halves' difference, treated likewise, gives the products with that spin.
/// So all
/// products of two take four additions an amplitude, where one transform of w takes n.
final class SpinSums {

    private final int spins;

    /// Bit i: a product of spin i with a lower one is wanted.
    private final int paired;

    SpinSums(int spins, int paired) {
        this.spins = spins;
        this.paired = paired;
    }

    /// How many sums there are.
    int count() {
        return 1 + spins + (paired == 0 ? 0 : spins * (spins - 1) / 2);
    }

    /// Where the sum for the product of the spins in `mask`, at most two, is among all.
    int position(int mask) {
        if (mask == 0) {
            return 0;
        }
        int high = 31 - Integer.numberOfLeadingZeros(mask);
        int low = Integer.numberOfTrailingZeros(mask);
        return high == low ? 1 + low : 1 + spins + high * (high - 1) / 2 + low;
    }

    /// Sum number s to `target[from + s·stride]`, from the 2^n values from `at`, which are used up, as are
    /// [OverlapKernels#WORK] numbers of `work`.
    void sum(double[] values, int at, double[] target, int from, int stride, double[] work) {
        OverlapKernels kernels = OverlapKernels.chosen();
        for (int spin = spins - 1; spin >= 0; spin--) {
            int half = 1 << spin;
            int place = from + position(half) * stride;
            if (((paired >>> spin) & 1) == 0) {
                target[place] = kernels.fold(values, at, half, work);
            } else {
                subtract(values, at, half);
                for (int other = spin - 1; other >= 0; other--) {
                    target[from + position(half | (1 << other)) * stride] =
                            kernels.fold(values, at + half, 1 << other, work);
                }
                target[place] = values[at + half];
            }
        }
        target[from] = values[at];
    }

    /// The sum of the `count` values from `at`, which are used up; a power of two.
    static double total(double[] values, int at, int count) {
        for (int half = count >> 1; half > 0; half >>= 1) {
            for (int k = at; k < at + half; k++) {
                values[k] += values[k + half];
            }
        }
        return values[at];
    }

    /// Both halves to their sum and their difference.
    private static void subtract(double[] values, int at, int half) {
        for (int k = at; k < at + half; k++) {
            double low = values[k];
            double high = values[k + half];
            values[k] = low + high;
            values[k + half] = low - high;
        }
    }
}
