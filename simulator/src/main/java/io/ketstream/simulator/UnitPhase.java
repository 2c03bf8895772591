package io.ketstream.simulator;

/// Multiplies amplitudes by e^{−iφ}.
///
/// Sine and cosine of φ/4, reduced to [−π/4, π/4], by fdlibm's polynomials, then doubled twice: no branches, so
/// that the JIT compiler vectorises the loop; within 2e-15 of the exact value for |φ| ≤ [#LARGEST].
final class UnitPhase {

    /// Above, the product of whole turns and the high part of 2π is no longer exact.
    static final double LARGEST = 1 << 20;

    private static final double TO_TURNS = 1 / (2 * Math.PI);

    /// Adding and subtracting it rounds to an integer.
    private static final double ROUNDER = 0x1.8p52;

    /// 2π in two parts; the first has 33 bits.
    private static final double TURN_HIGH = 4 * 1.57079632673412561417e+00;

    private static final double TURN_LOW = 4 * 6.07710050650619224932e-11;

    private UnitPhase() {}

    /// On the `count` amplitudes from `from`, by the angles from the start of `phases`.
    static void multiply(double[] re, double[] im, int from, int count, double[] phases, boolean small) {
        if (small) {
            multiplySmall(re, im, from, count, phases);
        } else {
            for (int k = 0; k < count; k++) {
                double cos = StrictMath.cos(phases[k]);
                double sin = StrictMath.sin(phases[k]);
                double real = re[from + k];
                re[from + k] = real * cos + im[from + k] * sin;
                im[from + k] = im[from + k] * cos - real * sin;
            }
        }
    }

    private static void multiplySmall(double[] re, double[] im, int from, int count, double[] phases) {
        for (int k = 0; k < count; k++) {
            double phase = phases[k];
            double turns = (phase * TO_TURNS + ROUNDER) - ROUNDER;
            double quarter = 0.25 * ((phase - turns * TURN_HIGH) - turns * TURN_LOW);
            double z = quarter * quarter;
            double sin1 = quarter
                    + quarter
                            * z
                            * (-1.66666666666666324348e-01
                                    + z
                                            * (8.33333333332248946124e-03
                                                    + z
                                                            * (-1.98412698298579493134e-04
                                                                    + z
                                                                            * (2.75573137070700676789e-06
                                                                                    + z
                                                                                            * (-2.50507602534068634195e-08
                                                                                                    + z
                                                                                                            * 1.58969099521155010221e-10)))));
            double cos1 = 1
                    - 0.5 * z
                    + z
                            * z
                            * (4.16666666666666019037e-02
                                    + z
                                            * (-1.38888888888741095749e-03
                                                    + z
                                                            * (2.48015872894767294178e-05
                                                                    + z
                                                                            * (-2.75573143513906633035e-07
                                                                                    + z
                                                                                            * (2.08757232129817482790e-09
                                                                                                    + z
                                                                                                            * -1.13596475577881948265e-11)))));
            double sin2 = 2 * sin1 * cos1;
            double cos2 = (cos1 - sin1) * (cos1 + sin1);
            double sin = 2 * sin2 * cos2;
            double cos = (cos2 - sin2) * (cos2 + sin2);
            double real = re[from + k];
            double imaginary = im[from + k];
            re[from + k] = real * cos + imaginary * sin;
            im[from + k] = imaginary * cos - real * sin;
        }
    }
}
