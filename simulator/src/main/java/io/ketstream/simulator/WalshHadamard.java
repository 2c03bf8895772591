package io.ketstream.simulator;

/// The Walsh–Hadamard transform f(x) = Σₘ aₘ (−1)^{|x∧m|}, which turns the coefficients of Z strings (m: the
/// qubits with a Z) into their values on all basis states, in n·2^n additions.
final class WalshHadamard {

    private WalshHadamard() {}

    /// Transforms `values`, whose length is a power of two, in place.
    static void transform(double[] values) {
        transform(values, values.length);
    }

    /// The same on the first `length` of them.
    static void transform(double[] values, int length) {
        for (int stride = 1; stride < length; stride <<= 1) {
            butterflies(values, stride, 0, length >> 1);
        }
    }

    private static void butterflies(double[] values, int stride, int from, int to) {
        for (int pair = from; pair < to; ) {
            int i = ((pair & -stride) << 1) | (pair & (stride - 1));
            int count = Math.min(to - pair, stride - (pair & (stride - 1)));
            for (int k = 0; k < count; k++) {
                double a = values[i + k];
                double b = values[i + stride + k];
                values[i + k] = a + b;
                values[i + stride + k] = a - b;
            }
            pair += count;
        }
    }
}
