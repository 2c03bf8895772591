package io.ketstream.simulator;

import java.util.function.DoubleUnaryOperator;

/// The real number that amplitudes still have to be multiplied by: the cosines that rotations go without, and what
/// rounding has done to the norm so far.
///
/// Rounding errors of equal angles have one sign, so that in thousands of layers they would add up. Therefore the
/// product has twice the precision of a double, each rotation and phase tells by how much its rounded numbers are not
/// unitary, and what a factor loses when it is rounded stays here for the next.
final class LeftOut {

    /// Beyond, a rotation goes with sine and cosine, so that products of left-out cosines stay far from underflow.
    private static final double LARGEST_TANGENT = 64;

    private double high = 1;
    private double low;

    /// Begins anew: nothing is left out.
    void clear() {
        high = 1;
        low = 0;
    }

    /// Whether a rotation by an angle whose half has this cosine and sine may go without the cosine.
    static boolean isAllowed(double cos, double sin) {
        return Math.abs(sin) <= LARGEST_TANGENT * Math.abs(cos);
    }

    /// Leaves out `cos` of a rotation that is done with `tangent`: norms grow by cos²(1 + tangent²) − 1, where exact
    /// numbers would keep them.
    void leaveOut(double cos, double tangent) {
        double product = high * cos;
        low = Math.fma(high, cos, -product) + low * cos;
        high = product;
        double square = cos * cos;
        double squareRest = Math.fma(cos, cos, -square);
        double tangents = tangent * tangent;
        double tangentsRest = Math.fma(tangent, tangent, -tangents);
        double part = square * tangents;
        double partRest = Math.fma(square, tangents, -part);
        double minusOne = square - 1;
        double minusOneRest = square - (minusOne + 1);
        grow((minusOne + part) + (minusOneRest + partRest + squareRest * (1 + tangents) + square * tangentsRest));
    }

    /// Takes into account that something else makes norms grow by 1 + `growth`, which is of the order of roundings.
    void grow(double growth) {
        low -= high * growth / 2;
    }

    /// By how much the norm of a complex number that should be 1 is more, as exactly as a double holds.
    static double growth(double re, double im) {
        double squareRe = re * re;
        double squareIm = im * im;
        double rest = Math.fma(re, re, -squareRe) + Math.fma(im, im, -squareIm);
        double larger = Math.max(squareRe, squareIm);
        double smaller = Math.min(squareRe, squareIm);
        return ((larger - 1) + smaller) + rest;
    }

    boolean isOne() {
        return high == 1;
    }

    double value() {
        return high;
    }

    /// `factor` times this number, rounded to what amplitudes are multiplied by; what that loses is left.
    double takeTimes(double factor, DoubleUnaryOperator rounding) {
        double product = factor * high;
        double rest = Math.fma(factor, high, -product) + factor * low;
        double taken = rounding.applyAsDouble(product + rest);
        high = 1;
        low = ((product - taken) + rest) / taken;
        return taken;
    }
}
