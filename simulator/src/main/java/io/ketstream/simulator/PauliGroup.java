package io.ketstream.simulator;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.Arrays;
import java.util.List;

/// The terms of a Pauli sum that flip the same qubits: Σ cₜ Pₜ |b⟩ = w(b) |b ⊕ xMask⟩ with
/// w(b) = Σ cₜ i^{number of Y} (−1)^{|b ∧ zMaskₜ|}, so they take one loop.
final class PauliGroup {

    /// Up to so many terms, w is added up term by term; above, by a Walsh–Hadamard transform.
    private static final int FEW = 4;

    private final int xMask;
    private final int[] zMasks;
    private final double[] re;
    private final double[] im;
    private final boolean real;
    private final boolean constant;

    PauliGroup(int xMask, List<PauliSum.Term> terms) {
        this.xMask = xMask;
        this.zMasks = new int[terms.size()];
        this.re = new double[terms.size()];
        this.im = new double[terms.size()];
        boolean allReal = true;
        for (int t = 0; t < terms.size(); t++) {
            PauliString pauli = terms.get(t).pauli();
            double coefficient = terms.get(t).coefficient();
            zMasks[t] = (int) pauli.zMask();
            int quarterTurns = Integer.bitCount(xMask & zMasks[t]) & 3;
            double signed = quarterTurns < 2 ? coefficient : -coefficient;
            if ((quarterTurns & 1) == 0) {
                re[t] = signed;
            } else {
                im[t] = signed;
                allReal = false;
            }
        }
        this.real = allReal;
        this.constant = terms.size() == 1 && zMasks[0] == 0;
    }

    /// Adds what Σ cₜ Pₜ |ψ⟩ has on the 2^`blockQubits` basis states of block `block` to `target` from index `at`.
    void addApplied(
            Statevector state,
            int block,
            int blockQubits,
            double[] targetRe,
            double[] targetIm,
            int at,
            Scratch scratch) {
        int length = 1 << blockQubits;
        int source = (block << blockQubits) ^ (xMask & -length);
        int inside = xMask & (length - 1);
        // Neighbours stay neighbours below the lowest flipped bit.
        int run = Integer.lowestOneBit(inside | length);
        if (constant) {
            for (int low = 0; low < length; low += run) {
                int from = source + (low ^ inside);
                addScaled(re[0], state.re, from, targetRe, at + low, run);
                addScaled(re[0], state.im, from, targetIm, at + low, run);
            }
            return;
        }
        double[] weightsRe = weights(re, source, length, scratch, 0);
        double[] weightsIm = real ? weightsRe : weights(im, source, length, scratch, 1);
        for (int low = 0; low < length; low += run) {
            int from = low ^ inside;
            addWeighted(weightsRe, from, state.re, source, targetRe, at + low, run);
            addWeighted(weightsRe, from, state.im, source, targetIm, at + low, run);
            if (!real) {
                subtractWeighted(weightsIm, from, state.im, source, targetRe, at + low, run);
                addWeighted(weightsIm, from, state.re, source, targetIm, at + low, run);
            }
        }
    }

    private static void addScaled(double factor, double[] source, int from, double[] target, int to, int count) {
        for (int k = 0; k < count; k++) {
            target[to + k] += factor * source[from + k];
        }
    }

    private static void addWeighted(
            double[] weights, int from, double[] source, int begin, double[] target, int to, int count) {
        for (int k = 0; k < count; k++) {
            target[to + k] += weights[from + k] * source[begin + from + k];
        }
    }

    private static void subtractWeighted(
            double[] weights, int from, double[] source, int begin, double[] target, int to, int count) {
        for (int k = 0; k < count; k++) {
            target[to + k] -= weights[from + k] * source[begin + from + k];
        }
    }

    /// The sums of `coefficients` with their signs on the `length` basis states from `source`.
    private double[] weights(double[] coefficients, int source, int length, Scratch scratch, int index) {
        double[] weights = scratch.numbers(index, length);
        Arrays.fill(weights, 0, length, 0);
        if (zMasks.length > FEW) {
            for (int t = 0; t < zMasks.length; t++) {
                weights[zMasks[t] & (length - 1)] += signed(coefficients[t], zMasks[t], source);
            }
            WalshHadamard.transform(weights, length);
            return weights;
        }
        double[] one = scratch.numbers(2, length);
        for (int t = 0; t < zMasks.length; t++) {
            one[0] = signed(coefficients[t], zMasks[t], source);
            for (int filled = 1; filled < length; filled <<= 1) {
                double sign = (zMasks[t] & filled) == 0 ? 1 : -1;
                for (int k = 0; k < filled; k++) {
                    one[filled + k] = sign * one[k];
                }
            }
            for (int k = 0; k < length; k++) {
                weights[k] += one[k];
            }
        }
        return weights;
    }

    private static double signed(double coefficient, int zMask, int basisState) {
        return (Integer.bitCount(zMask & basisState) & 1) == 0 ? coefficient : -coefficient;
    }
}
