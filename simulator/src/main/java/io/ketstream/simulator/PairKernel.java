package io.ketstream.simulator;

/// A 2×2 matrix on pairs of amplitudes (a, b) ← M (a, b), where a runs over `count` neighbours from index `i`
/// and b over as many from index `j`. The order of the fused multiply-adds is that of [VectorKernels].
sealed interface PairKernel {

    void apply(double[] re, double[] im, int i, int j, int count);

    /// On the pairs numbered `from` to `to` of the amplitudes from index `offset`.
    default void apply(Pairs pairs, double[] re, double[] im, int offset, int from, int to) {
        int run = pairs.run();
        for (int pair = from; pair < to; ) {
            int base = offset + pairs.base(pair);
            int count = Math.min(to - pair, run - (pair & (run - 1)));
            apply(re, im, base + pairs.first(), base + pairs.second(), count);
            pair += count;
        }
    }

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

    /// [[a, b], [c, d]] with real entries: H with a control.
    record Real(double a, double b, double c, double d) implements PairKernel {
        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            apply(re, im, i, j, count, a, b, c, d);
        }

        private static void apply(
                double[] re, double[] im, int i, int j, int count, double a, double b, double c, double d) {
            for (int k = 0; k < count; k++) {
                double real0 = re[i + k];
                double real1 = re[j + k];
                double imaginary0 = im[i + k];
                double imaginary1 = im[j + k];
                re[i + k] = Math.fma(a, real0, b * real1);
                im[i + k] = Math.fma(a, imaginary0, b * imaginary1);
                re[j + k] = Math.fma(d, real1, c * real0);
                im[j + k] = Math.fma(d, imaginary1, c * imaginary0);
            }
        }

        @Override
        public PairKernel adjoint() {
            return new Real(a, c, b, d);
        }
    }

    /// A rotation, whose angle may change.
    abstract sealed class Rotation implements PairKernel permits RotationX, RotationY {
        private double cos = 1;
        private double sin;

        /// The cosine of half the angle.
        double cos() {
            return cos;
        }

        double sin() {
            return sin;
        }

        void set(double cos, double sin) {
            this.cos = cos;
            this.sin = sin;
            // region only in double precision
            angle = Double.NaN;
            // endregion
        }

        // region only in double precision
        /// That it was turned by last; not a number where it was set otherwise.
        private double angle = Double.NaN;

        void turn(double angle) {
            if (Double.doubleToRawLongBits(angle) == Double.doubleToRawLongBits(this.angle)) {
                return;
            }
            set(SineCosine.cos(angle / 2), SineCosine.sin(angle / 2));
            this.angle = angle;
        }
        // endregion
    }

    /// [[cos, −sin], [sin, cos]]: RY.
    final class RotationY extends Rotation {
        RotationY() {}

        RotationY(double cos, double sin) {
            set(cos, sin);
        }

        // region only in double precision
        static RotationY of(double angle) {
            var rotation = new RotationY();
            rotation.turn(angle);
            return rotation;
        }
        // endregion

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            Real.apply(re, im, i, j, count, cos(), -sin(), sin(), cos());
        }

        @Override
        public PairKernel adjoint() {
            return new RotationY(cos(), -sin());
        }
    }

    /// [[cos, −i sin], [−i sin, cos]]: RX.
    final class RotationX extends Rotation {
        RotationX() {}

        RotationX(double cos, double sin) {
            set(cos, sin);
        }

        // region only in double precision
        static RotationX of(double angle) {
            var rotation = new RotationX();
            rotation.turn(angle);
            return rotation;
        }
        // endregion

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            Complex.apply(re, im, i, j, count, cos(), 0, 0, -sin(), 0, -sin(), cos(), 0);
        }

        @Override
        public PairKernel adjoint() {
            return new RotationX(cos(), -sin());
        }
    }

    /// [[a, b], [c, d]] with complex entries, written (real, imaginary).
    record Complex(double aRe, double aIm, double bRe, double bIm, double cRe, double cIm, double dRe, double dIm)
            implements PairKernel {

        // region only in double precision
        /// U(θ, φ, λ) of [io.ketstream.model.circuit.Gate#U].
        static Complex u(double theta, double phi, double lambda) {
            double cos = SineCosine.cos(theta / 2);
            double sin = SineCosine.sin(theta / 2);
            return new Complex(
                    cos,
                    0,
                    -sin * SineCosine.cos(lambda),
                    -sin * SineCosine.sin(lambda),
                    sin * SineCosine.cos(phi),
                    sin * SineCosine.sin(phi),
                    cos * SineCosine.cos(phi + lambda),
                    cos * SineCosine.sin(phi + lambda));
        }
        // endregion

        @Override
        public void apply(double[] re, double[] im, int i, int j, int count) {
            apply(re, im, i, j, count, aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm);
        }

        private static void apply(
                double[] re,
                double[] im,
                int i,
                int j,
                int count,
                double aRe,
                double aIm,
                double bRe,
                double bIm,
                double cRe,
                double cIm,
                double dRe,
                double dIm) {
            for (int k = 0; k < count; k++) {
                double real0 = re[i + k];
                double real1 = re[j + k];
                double imaginary0 = im[i + k];
                double imaginary1 = im[j + k];
                re[i + k] = part(aRe, aIm, bRe, bIm, real0, -imaginary0, real1, -imaginary1);
                im[i + k] = part(aRe, aIm, bRe, bIm, imaginary0, real0, imaginary1, real1);
                re[j + k] = part(dRe, dIm, cRe, cIm, real1, -imaginary1, real0, -imaginary0);
                im[j + k] = part(dRe, dIm, cRe, cIm, imaginary1, real1, imaginary0, real0);
            }
        }

        /// One part of m·v + m′·v′, where `v1` and `w1` are what the imaginary parts of m and m′ multiply.
        private static double part(
                double mRe, double mIm, double nRe, double nIm, double v0, double v1, double w0, double w1) {
            return Math.fma(mRe, v0, Math.fma(mIm, v1, Math.fma(nRe, w0, nIm * w1)));
        }

        @Override
        public PairKernel adjoint() {
            return new Complex(aRe, -aIm, cRe, -cIm, bRe, -bIm, dRe, -dIm);
        }
    }
}
