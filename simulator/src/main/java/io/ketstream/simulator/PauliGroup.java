package io.ketstream.simulator;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

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

    /// All `terms`, those that flip the same qubits together.
    static List<PauliGroup> of(List<PauliSum.Term> terms) {
        var byFlip = new TreeMap<Integer, List<PauliSum.Term>>();
        for (PauliSum.Term term : terms) {
            byFlip.computeIfAbsent((int) term.pauli().xMask(), _ -> new ArrayList<>())
                    .add(term);
        }
        var groups = new ArrayList<PauliGroup>(byFlip.size());
        byFlip.forEach((xMask, some) -> groups.add(new PauliGroup(xMask, some)));
        return groups;
    }

    /// The qubits that its terms flip.
    int xMask() {
        return xMask;
    }

    /// Whether w is the same number for all basis states, [#constant].
    boolean isConstant() {
        return constant;
    }

    double constant() {
        return re[0];
    }

    /// Whether w is real.
    boolean isReal() {
        return real;
    }

    /// The real parts of w on the `length` basis states from `source`, which is a multiple of it, into `weights`.
    void realWeights(int source, int length, double[] weights, double[] memory) {
        weigh(re, source, length, weights, memory);
    }

    /// The same of the imaginary parts.
    void imaginaryWeights(int source, int length, double[] weights, double[] memory) {
        weigh(im, source, length, weights, memory);
    }

    /// The sums of `coefficients` with their signs on the `length` basis states from `source`.
    private void weigh(double[] coefficients, int source, int length, double[] weights, double[] memory) {
        Arrays.fill(weights, 0, length, 0);
        if (zMasks.length > FEW) {
            for (int t = 0; t < zMasks.length; t++) {
                weights[zMasks[t] & (length - 1)] += signed(coefficients[t], zMasks[t], source);
            }
            WalshHadamard.transform(weights, length);
            return;
        }
        for (int t = 0; t < zMasks.length; t++) {
            memory[0] = signed(coefficients[t], zMasks[t], source);
            for (int filled = 1; filled < length; filled <<= 1) {
                double sign = (zMasks[t] & filled) == 0 ? 1 : -1;
                for (int k = 0; k < filled; k++) {
                    memory[filled + k] = sign * memory[k];
                }
            }
            for (int k = 0; k < length; k++) {
                weights[k] += memory[k];
            }
        }
    }

    private static double signed(double coefficient, int zMask, int basisState) {
        return (Integer.bitCount(zMask & basisState) & 1) == 0 ? coefficient : -coefficient;
    }
}
