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

    private final int xMask;
    private final int[] zMasks;
    private final double[] re;
    private final double[] im;
    private final boolean real;

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
    }

    int xMask() {
        return xMask;
    }

    /// w for the basis states of block number `block`, one of 2^`blockQubits`.
    Weights weights(int block, int blockQubits) {
        return zMasks.length <= FEW ? new Direct() : new Transformed(block, blockQubits);
    }

    /// w(b) for the basis states of one block; `low` is b's position in the block.
    sealed interface Weights {
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
