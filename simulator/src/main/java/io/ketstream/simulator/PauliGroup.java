package io.ketstream.simulator;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.List;

/// The terms of a Pauli sum that flip the same qubits: Σ cₜ Pₜ |b⟩ = w(b) |b ⊕ xMask⟩ with
/// w(b) = Σ cₜ i^{number of Y} (−1)^{|b ∧ zMaskₜ|}, so one pass over the state serves all of them.
final class PauliGroup {

    /// Up to so many terms, w is added up term by term for each basis state; above, by a Walsh–Hadamard
    /// transform per block.
    private static final int FEW = 4;

    private final int qubits;
    private final int xMask;
    private final int[] zMasks;
    private final double[] re;
    private final double[] im;
    private final boolean real;

    PauliGroup(int qubits, int xMask, List<PauliSum.Term> terms) {
        this.qubits = qubits;
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
    }

    int xMask() {
        return xMask;
    }

    /// ⟨ψ|Σ cₜ Pₜ|ψ⟩.
    double expectation(Statevector state, Workers workers) {
        int blockQubits = BlockSums.blockQubits(qubits);
        int top = Integer.highestOneBit(xMask);
        double sum = BlockSums.total(workers, qubits, block -> {
            int from = block << blockQubits;
            int length = 1 << blockQubits;
            if (top >= length && (from & top) != 0) {
                return 0;
            }
            Weights weights = weights(block, blockQubits);
            return xMask == 0 ? diagonal(state, from, length, weights) : flipping(state, from, length, top, weights);
        });
        // b and b ⊕ xMask contribute complex conjugates, so half of them were visited.
        return xMask == 0 ? sum : 2 * sum;
    }

    /// Adds Σ cₜ Pₜ |ψ⟩ to `target`.
    void addApplied(Statevector state, Statevector target, Workers workers) {
        int blockQubits = BlockSums.blockQubits(qubits);
        workers.split(state.size(), 1 << (qubits - blockQubits), (fromBlock, toBlock) -> {
            for (int block = fromBlock; block < toBlock; block++) {
                int source = block << blockQubits;
                Weights weights = weights(block, blockQubits);
                for (int low = 0; low < 1 << blockQubits; low++) {
                    int b = source | low;
                    double weightRe = weights.re(b, low);
                    double weightIm = weights.im(b, low);
                    target.re[b ^ xMask] += weightRe * state.re[b] - weightIm * state.im[b];
                    target.im[b ^ xMask] += weightRe * state.im[b] + weightIm * state.re[b];
                }
            }
        });
    }

    private static double diagonal(Statevector state, int from, int length, Weights weights) {
        double even = 0;
        double odd = 0;
        for (int low = 0; low < length; low += 2) {
            int b = from | low;
            even += weights.re(b, low) * state.probability(b);
            odd += weights.re(b + 1, low + 1) * state.probability(b + 1);
        }
        return even + odd;
    }

    /// Σ Re(w(b) conj(ψ_{b⊕x}) ψ_b) over the b of the block whose bit `top` is 0.
    private double flipping(Statevector state, int from, int length, int top, Weights weights) {
        double sum = 0;
        for (int low = 0; low < length; low++) {
            int b = from | low;
            if ((b & top) == 0) {
                int flipped = b ^ xMask;
                double overlapRe = state.re[flipped] * state.re[b] + state.im[flipped] * state.im[b];
                double overlapIm = state.re[flipped] * state.im[b] - state.im[flipped] * state.re[b];
                sum += weights.re(b, low) * overlapRe - weights.im(b, low) * overlapIm;
            }
        }
        return sum;
    }

    private Weights weights(int block, int blockQubits) {
        return zMasks.length <= FEW ? new Direct() : new Transformed(block, blockQubits);
    }

    /// w(b) for the basis states of one block; `low` is b's position in the block.
    private sealed interface Weights {
        double re(int b, int low);

        double im(int b, int low);
    }

    private final class Direct implements Weights {
        @Override
        public double re(int b, int low) {
            return signed(re, b);
        }

        @Override
        public double im(int b, int low) {
            return real ? 0 : signed(im, b);
        }

        private double signed(double[] coefficients, int b) {
            double sum = 0;
            for (int t = 0; t < zMasks.length; t++) {
                sum += (Integer.bitCount(b & zMasks[t]) & 1) == 0 ? coefficients[t] : -coefficients[t];
            }
            return sum;
        }
    }

    private final class Transformed implements Weights {
        private final double[] valuesRe;
        private final double[] valuesIm;

        private Transformed(int block, int blockQubits) {
            valuesRe = transformed(re, block, blockQubits);
            valuesIm = real ? new double[0] : transformed(im, block, blockQubits);
        }

        @Override
        public double re(int b, int low) {
            return valuesRe[low];
        }

        @Override
        public double im(int b, int low) {
            return real ? 0 : valuesIm[low];
        }

        private double[] transformed(double[] coefficients, int block, int blockQubits) {
            var values = new double[1 << blockQubits];
            for (int t = 0; t < zMasks.length; t++) {
                boolean even = (Integer.bitCount((zMasks[t] >>> blockQubits) & block) & 1) == 0;
                values[zMasks[t] & (values.length - 1)] += even ? coefficients[t] : -coefficients[t];
            }
            WalshHadamard.transform(values);
            return values;
        }
    }
}
