package io.ketstream.simulator;

/// A 2×2 matrix on pairs of amplitudes (a, b) ← M (a, b), where a runs over `count` neighbours from index `i`
/// and b over as many from index `j`. The loops are plain, so that the JIT compiler vectorises them.
sealed interface PairKernel {

    void apply(double[] re, double[] im, int i, int j, int count);

    /// The kernel of the conjugate transpose.
    PairKernel adjoint();

    /// [[0, 1], [1, 0]]: moves, so exact.
    record Exchange() implements PairKernel {
        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            for (int k = 0; k < count; k++) {
                double real = re[i + k];
                double imaginary = im[i + k];
                re[i + k] = re[j + k];
                im[i + k] = im[j + k];
                re[j + k] = real;
                im[j + k] = imaginary;
            }
        }

        @Override
        public PairKernel adjoint() {
            return this;
        }
    }

    /// [[a, b], [c, d]] with real entries: H, RY.
    record Real(double a, double b, double c, double d) implements PairKernel {
        static Real rotationY(double angle) {
            double cos = StrictMath.cos(angle / 2);
            double sin = StrictMath.sin(angle / 2);
            return new Real(cos, -sin, sin, cos);
        }

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            for (int k = 0; k < count; k++) {
                double real0 = re[i + k];
                double real1 = re[j + k];
                double imaginary0 = im[i + k];
                double imaginary1 = im[j + k];
                re[i + k] = a * real0 + b * real1;
                im[i + k] = a * imaginary0 + b * imaginary1;
                re[j + k] = c * real0 + d * real1;
                im[j + k] = c * imaginary0 + d * imaginary1;
            }
        }

        @Override
        public PairKernel adjoint() {
            return new Real(a, c, b, d);
        }
    }

    /// [[cos, −i sin], [−i sin, cos]]: RX.
    record RotationX(double cos, double sin) implements PairKernel {
        static RotationX of(double angle) {
            return new RotationX(StrictMath.cos(angle / 2), StrictMath.sin(angle / 2));
        }

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            for (int k = 0; k < count; k++) {
                double real0 = re[i + k];
                double real1 = re[j + k];
                double imaginary0 = im[i + k];
                double imaginary1 = im[j + k];
                re[i + k] = cos * real0 + sin * imaginary1;
                im[i + k] = cos * imaginary0 - sin * real1;
                re[j + k] = cos * real1 + sin * imaginary0;
                im[j + k] = cos * imaginary1 - sin * real0;
            }
        }

        @Override
        public PairKernel adjoint() {
            return new RotationX(cos, -sin);
        }
    }

    /// [[a, b], [c, d]] with complex entries, written (real, imaginary).
    record Complex(double aRe, double aIm, double bRe, double bIm, double cRe, double cIm, double dRe, double dIm)
            implements PairKernel {

        /// U(θ, φ, λ) of [io.ketstream.model.circuit.Gate#U].
        static Complex u(double theta, double phi, double lambda) {
            double cos = StrictMath.cos(theta / 2);
            double sin = StrictMath.sin(theta / 2);
            return new Complex(
                    cos,
                    0,
                    -sin * StrictMath.cos(lambda),
                    -sin * StrictMath.sin(lambda),
                    sin * StrictMath.cos(phi),
                    sin * StrictMath.sin(phi),
                    cos * StrictMath.cos(phi + lambda),
                    cos * StrictMath.sin(phi + lambda));
        }

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            for (int k = 0; k < count; k++) {
                double real0 = re[i + k];
                double real1 = re[j + k];
                double imaginary0 = im[i + k];
                double imaginary1 = im[j + k];
                re[i + k] = aRe * real0 - aIm * imaginary0 + (bRe * real1 - bIm * imaginary1);
                im[i + k] = aRe * imaginary0 + aIm * real0 + (bRe * imaginary1 + bIm * real1);
                re[j + k] = cRe * real0 - cIm * imaginary0 + (dRe * real1 - dIm * imaginary1);
                im[j + k] = cRe * imaginary0 + cIm * real0 + (dRe * imaginary1 + dIm * real1);
            }
        }

        @Override
        public PairKernel adjoint() {
            return new Complex(aRe, -aIm, cRe, -cIm, bRe, -bIm, dRe, -dIm);
        }
    }
}
