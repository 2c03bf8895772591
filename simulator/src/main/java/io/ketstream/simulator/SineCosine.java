package io.ketstream.simulator;

/// Sine and cosine with the bits of [StrictMath], which makes an object of most angles beyond π/4.
///
/// As in fdlibm, which defines these bits, an angle is reduced to [−π/4, π/4] by multiples of π/2 in parts of 33 bits,
/// as many as cancellation asks for; then come its polynomials, with what rounding has cut off the reduced angle.
final class SineCosine {

    /// The high words of π/4, of 3π/4, and of the largest angle for which whole numbers of parts are exact, 2^19 · π/2.
    private static final int QUARTER = 0x3fe921fb;

    private static final int THREE_QUARTERS = 0x4002d97c;
    private static final int LARGEST = 0x413921fb;

    /// That of π/2.
    private static final int HALF = 0x3ff921fb;

    /// Those of 2^−27, below which angles are their sines, and of 0.3 and 0.78125, between which a cosine is taken from
    /// a number near to it.
    private static final int TINY = 0x3e400000;

    private static final int MIDDLE = 0x3fd33333;
    private static final int HIGH = 0x3fe90000;

    /// Up to so many multiples of π/2 cancellation shows in the high word.
    private static final int FEW = 32;

    private static final double TO_HALF_TURNS = 2 / Math.PI;

    // π/2 is PART_1 + REST_1 = PART_1 + PART_2 + REST_2 = PART_1 + PART_2 + PART_3 + REST_3.
    private static final double PART_1 = 0x1.921fb544p0;
    private static final double REST_1 = 0x1.0b4611a626331p-34;
    private static final double PART_2 = 0x1.0b4611a6p-34;
    private static final double REST_2 = 0x1.3198a2e037073p-69;
    private static final double PART_3 = 0x1.3198a2ep-69;
    private static final double REST_3 = 0x1.b839a252049c1p-104;

    // Of sin x = x + x³ (SIN_3 + SIN_5 x² + …) and cos x = 1 − x²/2 + x⁴ (COS_4 + …).
    static final double SIN_3 = -0.16666666666666632;
    static final double SIN_5 = 0.00833333333332249;
    static final double SIN_7 = -0.0001984126982985795;
    static final double SIN_9 = 2.7557313707070068e-6;
    static final double SIN_11 = -2.5050760253406863e-8;
    static final double SIN_13 = 1.58969099521155e-10;
    static final double COS_4 = 0.0416666666666666;
    static final double COS_6 = -0.001388888888887411;
    static final double COS_8 = 2.480158728947673e-5;
    static final double COS_10 = -2.7557314351390663e-7;
    static final double COS_12 = 2.087572321298175e-9;
    static final double COS_14 = -1.1359647557788195e-11;

    private SineCosine() {}

    static double sin(double angle) {
        int word = highWord(Math.abs(angle));
        if (word <= QUARTER) {
            return shortSine(angle);
        }
        return word <= LARGEST ? reduced(angle, word, 0) : StrictMath.sin(angle);
    }

    static double cos(double angle) {
        int word = highWord(Math.abs(angle));
        if (word <= QUARTER) {
            return cosine(angle, 0);
        }
        return word <= LARGEST ? reduced(angle, word, 1) : StrictMath.cos(angle);
    }

    private static int highWord(double number) {
        return (int) (Double.doubleToRawLongBits(number) >>> 32);
    }

    private static int exponent(double number) {
        return (highWord(number) >>> 20) & 0x7ff;
    }

    /// sin(angle + quarters · π/2), where `word` is the high word of |angle|.
    private static double reduced(double angle, int word, int quarters) {
        double size = Math.abs(angle);
        int multiple = word < THREE_QUARTERS ? 1 : (int) (size * TO_HALF_TURNS + 0.5);
        double rest = size - multiple * PART_1;
        double cut = multiple * REST_1;
        double high = rest - cut;
        if (cancels(word, multiple)) {
            int lost = (word >>> 20) - exponent(high);
            if (word < THREE_QUARTERS || lost > 16) {
                double before = rest;
                double part = multiple * PART_2;
                rest = before - part;
                cut = multiple * REST_2 - ((before - rest) - part);
                high = rest - cut;
                lost = (word >>> 20) - exponent(high);
            }
            if (word >= THREE_QUARTERS && lost > 49) {
                double before = rest;
                double part = multiple * PART_3;
                rest = before - part;
                cut = multiple * REST_3 - ((before - rest) - part);
                high = rest - cut;
            }
        }
        double low = (rest - high) - cut;
        return angle < 0 ? quadrant(quarters - multiple, -high, -low) : quadrant(quarters + multiple, high, low);
    }

    /// Whether an angle may be so near to a multiple of π/2 that one part of this is not enough.
    private static boolean cancels(int word, int multiple) {
        return multiple >= FEW || word == (multiple == 1 ? HALF : highWord(multiple * (Math.PI / 2)));
    }

    private static double quadrant(int quarters, double high, double low) {
        return switch (quarters & 3) {
            case 0 -> sine(high, low);
            case 1 -> cosine(high, low);
            case 2 -> -sine(high, low);
            default -> -cosine(high, low);
        };
    }

    private static double sineTail(double square) {
        return SIN_5 + square * (SIN_7 + square * (SIN_9 + square * (SIN_11 + square * SIN_13)));
    }

    private static double shortSine(double angle) {
        if (highWord(Math.abs(angle)) < TINY) {
            return angle;
        }
        double square = angle * angle;
        double cube = square * angle;
        return angle + cube * (SIN_3 + square * sineTail(square));
    }

    /// Of an angle that has a rest, `low`.
    private static double sine(double high, double low) {
        if (highWord(Math.abs(high)) < TINY) {
            return high;
        }
        double square = high * high;
        double cube = square * high;
        return high - ((square * (0.5 * low - cube * sineTail(square)) - low) - cube * SIN_3);
    }

    private static double cosine(double high, double low) {
        int word = highWord(Math.abs(high));
        if (word < TINY) {
            return 1;
        }
        double square = high * high;
        double tail = square
                * (COS_4
                        + square
                                * (COS_6 + square * (COS_8 + square * (COS_10 + square * (COS_12 + square * COS_14)))));
        double more = square * tail - high * low;
        if (word < MIDDLE) {
            return 1 - (0.5 * square - more);
        }
        double near = word > HIGH ? 0.28125 : Double.longBitsToDouble((long) (word - 0x00200000) << 32);
        return (1 - near) - ((0.5 * square - near) - more);
    }
}
