package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers of the width that [VectorKernels] has. What is left of a run goes to plain loops.
final class VectorSubspaceKernels implements SubspaceKernels {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();

    private final ScalarSubspaceKernels scalar = new ScalarSubspaceKernels();

    @Override
    public void exchange(double[] re, double[] im, int i, int j, int length, double cos, double sin) {
        int whole = length & -LANES;
        DoubleVector cosine = constant(cos);
        DoubleVector plus = constant(sin);
        DoubleVector minus = constant(-sin);
        for (int k = 0; k < whole; k += LANES) {
            DoubleVector real0 = DoubleVector.fromArray(SPECIES, re, i + k);
            DoubleVector real1 = DoubleVector.fromArray(SPECIES, re, j + k);
            DoubleVector imaginary0 = DoubleVector.fromArray(SPECIES, im, i + k);
            DoubleVector imaginary1 = DoubleVector.fromArray(SPECIES, im, j + k);
            imaginary1.fma(plus, real0.mul(cosine)).intoArray(re, i + k);
            real1.fma(minus, imaginary0.mul(cosine)).intoArray(im, i + k);
            imaginary0.fma(plus, real1.mul(cosine)).intoArray(re, j + k);
            real0.fma(minus, imaginary1.mul(cosine)).intoArray(im, j + k);
        }
        scalar.exchange(re, im, i + whole, j + whole, length - whole, cos, sin);
    }

    @Override
    public void exchangeOverlap(SubspaceState bra, SubspaceState ket, int i, int j, int length, double[] sums) {
        int whole = length & -SUM_LANES;
        for (int lane = 0; lane < SUM_LANES; lane += LANES) {
            exchangeOverlap(bra.re, bra.im, ket.re, ket.im, i + lane, j + lane, whole - lane, sums, lane);
        }
        ScalarSubspaceKernels.exchangeOverlap(bra, ket, i, j, whole, length, sums);
    }

    /// One register of every eight numbers, to the partial sums from `lane` on.
    private static void exchangeOverlap(
            double[] braRe,
            double[] braIm,
            double[] ketRe,
            double[] ketIm,
            int i,
            int j,
            int length,
            double[] sums,
            int lane) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, lane);
        for (int k = 0; k < length; k += SUM_LANES) {
            sum = DoubleVector.fromArray(SPECIES, braRe, i + k).fma(DoubleVector.fromArray(SPECIES, ketIm, j + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, i + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketRe, j + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braRe, j + k).fma(DoubleVector.fromArray(SPECIES, ketIm, i + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, j + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketRe, i + k), sum);
        }
        sum.intoArray(sums, lane);
    }

    @Override
    public void weightedOverlap(
            double[] weights, SubspaceState bra, SubspaceState ket, int from, int to, double[] sums) {
        int whole = (to - from) & -SUM_LANES;
        for (int lane = 0; lane < SUM_LANES; lane += LANES) {
            weightedOverlap(weights, bra.re, bra.im, ket.re, ket.im, from + lane, whole - lane, sums, lane);
        }
        ScalarSubspaceKernels.weightedOverlap(weights, bra, ket, from, whole, to - from, sums);
    }

    private static void weightedOverlap(
            double[] weights,
            double[] braRe,
            double[] braIm,
            double[] ketRe,
            double[] ketIm,
            int from,
            int length,
            double[] sums,
            int lane) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, lane);
        for (int k = 0; k < length; k += SUM_LANES) {
            int x = from + k;
            DoubleVector negative =
                    DoubleVector.fromArray(SPECIES, braIm, x).mul(DoubleVector.fromArray(SPECIES, ketRe, x));
            DoubleVector density = DoubleVector.fromArray(SPECIES, braRe, x)
                    .fma(DoubleVector.fromArray(SPECIES, ketIm, x), negative.neg());
            sum = DoubleVector.fromArray(SPECIES, weights, x).fma(density, sum);
        }
        sum.intoArray(sums, lane);
    }

    /// As [UnitPhase#multiplySmall].
    @Override
    public void multiply(double[] re, double[] im, int from, int count, double[] phases) {
        int whole = count & -LANES;
        for (int k = 0; k < whole; k += LANES) {
            DoubleVector phase = DoubleVector.fromArray(SPECIES, phases, k);
            DoubleVector turns = phase.fma(constant(UnitPhase.TO_TURNS), constant(UnitPhase.ROUNDER))
                    .sub(UnitPhase.ROUNDER);
            DoubleVector reduced = turns.fma(constant(-UnitPhase.TURN_HIGH), phase);
            DoubleVector quarter =
                    turns.fma(constant(-UnitPhase.TURN_LOW), reduced).mul(0.25);
            DoubleVector z = quarter.mul(quarter);
            DoubleVector sin = z.fma(constant(SineCosine.SIN_13), constant(SineCosine.SIN_11))
                    .fma(z, constant(SineCosine.SIN_9))
                    .fma(z, constant(SineCosine.SIN_7))
                    .fma(z, constant(SineCosine.SIN_5))
                    .fma(z, constant(SineCosine.SIN_3))
                    .fma(quarter.mul(z), quarter);
            DoubleVector cos = z.fma(constant(SineCosine.COS_14), constant(SineCosine.COS_12))
                    .fma(z, constant(SineCosine.COS_10))
                    .fma(z, constant(SineCosine.COS_8))
                    .fma(z, constant(SineCosine.COS_6))
                    .fma(z, constant(SineCosine.COS_4))
                    .fma(z.mul(z), z.fma(constant(-0.5), constant(1)));
            DoubleVector sinOfHalf = sin.mul(2).mul(cos);
            DoubleVector cosOfHalf = cos.sub(sin).mul(cos.add(sin));
            sin = sinOfHalf.mul(2).mul(cosOfHalf);
            cos = cosOfHalf.sub(sinOfHalf).mul(cosOfHalf.add(sinOfHalf));
            DoubleVector real = DoubleVector.fromArray(SPECIES, re, from + k);
            DoubleVector imaginary = DoubleVector.fromArray(SPECIES, im, from + k);
            imaginary.fma(sin, real.mul(cos)).intoArray(re, from + k);
            real.neg().fma(sin, imaginary.mul(cos)).intoArray(im, from + k);
        }
        UnitPhase.multiplySmall(re, im, from + whole, count - whole, phases, whole);
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
