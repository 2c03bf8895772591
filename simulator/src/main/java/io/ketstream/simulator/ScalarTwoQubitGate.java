package io.ketstream.simulator;

/// A plain loop, for any JVM.
final class ScalarTwoQubitGate implements TwoQubitGate {

    private final int a;
    private final int b;

    /// Entry (x, x ⊕ d) at 4x + d.
    private final double[] matrixRe = new double[16];

    private final double[] matrixIm = new double[16];

    ScalarTwoQubitGate(ComplexMatrix matrix, int[] qubits) {
        this.a = 1 << qubits[0];
        this.b = 1 << qubits[1];
        for (int x = 0; x < 4; x++) {
            for (int d = 0; d < 4; d++) {
                matrixRe[4 * x + d] = Numbers.rounded(matrix.real(x, x ^ d));
                matrixIm[4 * x + d] = Numbers.rounded(matrix.imaginary(x, x ^ d));
            }
        }
    }

    @Override
    public void apply(double[] re, double[] im, int offset, int length) {
        var fromRe = new double[4];
        var fromIm = new double[4];
        for (int g = 0; g < length >> 2; g++) {
            int base = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            for (int x = 0; x < 4; x++) {
                fromRe[x] = re[place(base, x)];
                fromIm[x] = im[place(base, x)];
            }
            for (int x = 0; x < 4; x++) {
                double real = Math.fma(-fromIm[x], matrixIm[4 * x], fromRe[x] * matrixRe[4 * x]);
                double imaginary = Math.fma(fromRe[x], matrixIm[4 * x], fromIm[x] * matrixRe[4 * x]);
                for (int d = 1; d < 4; d++) {
                    double entryRe = matrixRe[4 * x + d];
                    double entryIm = matrixIm[4 * x + d];
                    real = Math.fma(-fromIm[x ^ d], entryIm, Math.fma(fromRe[x ^ d], entryRe, real));
                    imaginary = Math.fma(fromRe[x ^ d], entryIm, Math.fma(fromIm[x ^ d], entryRe, imaginary));
                }
                re[place(base, x)] = real;
                im[place(base, x)] = imaginary;
            }
        }
    }

    private int place(int base, int x) {
        return base + (x & 1) * a + (x >>> 1) * b;
    }
}
