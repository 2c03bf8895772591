package io.ketstream.simulator;

import static io.ketstream.simulator.SineCosine.COS_10;
import static io.ketstream.simulator.SineCosine.COS_12;
import static io.ketstream.simulator.SineCosine.COS_14;
import static io.ketstream.simulator.SineCosine.COS_4;
import static io.ketstream.simulator.SineCosine.COS_6;
import static io.ketstream.simulator.SineCosine.COS_8;
import static io.ketstream.simulator.SineCosine.SIN_11;
import static io.ketstream.simulator.SineCosine.SIN_13;
import static io.ketstream.simulator.SineCosine.SIN_3;
import static io.ketstream.simulator.SineCosine.SIN_5;
import static io.ketstream.simulator.SineCosine.SIN_7;
import static io.ketstream.simulator.SineCosine.SIN_9;

/// Multiplies amplitudes by e^{−iφ}.
///
/// Sine and cosine of φ/4, reduced to [−π/4, π/4], by the polynomials of [SineCosine], then doubled twice: no
/// branches; within 2e-15 of the exact value for |φ| ≤ [#LARGEST].
final class UnitPhase {

    /// Above, the product of whole turns and the high part of 2π is no longer exact.
    static final double LARGEST = 1 << 20;

    static final double TO_TURNS = 1 / (2 * Math.PI);

    /// Adding and subtracting it rounds to an integer.
    static final double ROUNDER = 0x1.8p52;

    /// 2π in two parts; the first has 33 bits.
    static final double TURN_HIGH = 4 * 1.5707963267341256;

    static final double TURN_LOW = 4 * 6.077100506506192e-11;

    private UnitPhase() {}

    /// On the `count` amplitudes from `from`, by the angles from the start of `phases`.
    static void multiply(double[] re, double[] im, int from, int count, double[] phases, boolean small) {
        if (small) {
            SubspaceKernels.chosen().multiply(re, im, from, count, phases);
        } else {
            for (int k = 0; k < count; k++) {
                double cos = SineCosine.cos(phases[k]);
                double sin = SineCosine.sin(phases[k]);
                double real = re[from + k];
                re[from + k] = real * cos + im[from + k] * sin;
                im[from + k] = im[from + k] * cos - real * sin;
            }
        }
    }

    /// For |φ| ≤ [#LARGEST].
    static void multiplySmall(double[] re, double[] im, int from, int count, double[] phases, int at) {
        for (int k = 0; k < count; k++) {
            double phase = phases[at + k];
            double turns = Math.fma(phase, TO_TURNS, ROUNDER) - ROUNDER;
            double quarter = 0.25 * Math.fma(-turns, TURN_LOW, Math.fma(-turns, TURN_HIGH, phase));
            double z = quarter * quarter;
            double sinTail = Math.fma(z, Math.fma(z, SIN_13, SIN_11), SIN_9);
            double sinHead = Math.fma(z, Math.fma(z, Math.fma(z, sinTail, SIN_7), SIN_5), SIN_3);
            double sin1 = Math.fma(quarter * z, sinHead, quarter);
            double cosTail = Math.fma(z, Math.fma(z, COS_14, COS_12), COS_10);
            double cosHead = Math.fma(z, Math.fma(z, Math.fma(z, cosTail, COS_8), COS_6), COS_4);
            double cos1 = Math.fma(z * z, cosHead, Math.fma(z, -0.5, 1));
            double sin2 = 2 * sin1 * cos1;
            double cos2 = (cos1 - sin1) * (cos1 + sin1);
            double sin = 2 * sin2 * cos2;
            double cos = (cos2 - sin2) * (cos2 + sin2);
            double real = re[from + k];
            double imaginary = im[from + k];
            re[from + k] = Math.fma(imaginary, sin, real * cos);
            im[from + k] = Math.fma(-real, sin, imaginary * cos);
        }
    }
}
