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
/// branches, so that the JIT compiler vectorises the loop; within 2e-15 of the exact value for |φ| ≤
/// [#LARGEST].
final class UnitPhase {

    /// Above, the product of whole turns and the high part of 2π is no longer exact.
    static final double LARGEST = 1 << 20;

    private static final double TO_TURNS = 1 / (2 * Math.PI);

    /// Adding and subtracting it rounds to an integer.
    private static final double ROUNDER = 0x1.8p52;

    /// 2π in two parts; the first has 33 bits.
    private static final double TURN_HIGH = 4 * 1.5707963267341256;

    private static final double TURN_LOW = 4 * 6.077100506506192e-11;

    private UnitPhase() {}

    /// On the `count` amplitudes from `from`, by the angles from the start of `phases`.
    static void multiply(double[] re, double[] im, int from, int count, double[] phases, boolean small) {
        if (small) {
            multiplySmall(re, im, from, count, phases);
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

    private static void multiplySmall(double[] re, double[] im, int from, int count, double[] phases) {
        for (int k = 0; k < count; k++) {
            double phase = phases[k];
            double turns = (phase * TO_TURNS + ROUNDER) - ROUNDER;
            double quarter = 0.25 * ((phase - turns * TURN_HIGH) - turns * TURN_LOW);
            double z = quarter * quarter;
            double sinTail = SIN_9 + z * (SIN_11 + z * SIN_13);
            double sin1 = quarter + quarter * z * (SIN_3 + z * (SIN_5 + z * (SIN_7 + z * sinTail)));
            double cosTail = COS_10 + z * (COS_12 + z * COS_14);
            double cos1 = 1 - 0.5 * z + z * z * (COS_4 + z * (COS_6 + z * (COS_8 + z * cosTail)));
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
