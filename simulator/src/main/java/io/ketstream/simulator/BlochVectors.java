package io.ketstream.simulator;

import java.util.Arrays;

/// ⟨X_q⟩, ⟨Y_q⟩ and ⟨Z_q⟩ of every qubit of a state.
///
/// With a and b the halves of the state where qubit q reads 0 and 1, ⟨X_q⟩ + i⟨Y_q⟩ = 2⟨a|b⟩ and ⟨Z_q⟩ = ⟨a|a⟩ − ⟨b|b⟩.
/// The qubits of a block of [BlockSums] are done while it is in cache; each of the others takes a sweep of its own over
/// the pairs of blocks.
final class BlochVectors {

    private static final int COMPONENTS = 3;

    private final Statevector state;
    private final Workers workers;
    private final int qubits;
    private final int blockQubits;
    private final int blocks;

    private BlochVectors(Statevector state, Workers workers) {
        this.state = state;
        this.workers = workers;
        this.qubits = state.numberOfQubits();
        this.blockQubits = BlockSums.blockQubits(qubits);
        this.blocks = BlockSums.count(qubits);
    }

    /// X, Y and Z of qubit 0, then of qubit 1, …
    static double[] of(Statevector state, Workers workers) {
        return new BlochVectors(state, workers).compute();
    }

    private double[] compute() {
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        double[] sums = shared.numbers(0, COMPONENTS * qubits * blocks);
        workers.split(state.size(), blocks, (from, to) -> {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            for (int block = from; block < to; block++) {
                addProbabilities(block, sums, scratch);
                addProducts(block, sums, scratch.work());
            }
            workers.giveBack(scratch);
        });
        var vectors = new double[COMPONENTS * qubits];
        for (int k = 0; k < vectors.length; k++) {
            vectors[k] = BlockSums.pairwise(sums, k * blocks, blocks);
        }
        workers.giveBack(shared);
        return vectors;
    }

    /// What a block adds to ⟨Z_q⟩ of each qubit.
    private void addProbabilities(int block, double[] sums, Scratch scratch) {
        int length = 1 << blockQubits;
        int begin = block << blockQubits;
        double[] probabilities = scratch.numbers(1, length);
        for (int x = 0; x < length; x++) {
            double re = state.re[begin + x];
            double im = state.im[begin + x];
            probabilities[x] = re * re + im * im;
        }
        for (int qubit = blockQubits - 1; qubit >= 0; qubit--) {
            sums[place(qubit, 2, block)] = OverlapKernels.chosen().fold(probabilities, 0, 1 << qubit, scratch.work());
        }
        for (int qubit = blockQubits; qubit < qubits; qubit++) {
            sums[place(qubit, 2, block)] = ((begin >>> qubit) & 1) == 0 ? probabilities[0] : -probabilities[0];
        }
    }

    /// What a block, and those pairs of blocks whose first it is, add to ⟨X_q⟩ and ⟨Y_q⟩.
    private void addProducts(int block, double[] sums, double[] partial) {
        int length = 1 << blockQubits;
        int begin = block << blockQubits;
        for (int qubit = 0; qubit < qubits; qubit++) {
            int bit = 1 << qubit;
            int run = Math.min(bit, length);
            Arrays.fill(partial, 0, OverlapKernels.PRODUCT, 0);
            for (int left = begin; left < begin + length; left += 2 * run) {
                if ((left & bit) == 0) {
                    OverlapKernels.chosen().addInnerProduct(state, left, left + bit, run, partial);
                }
            }
            double first = Kernels.pairwise(partial, OverlapKernels.SUM_LANES);
            double second = Kernels.pairwise(partial, 2 * OverlapKernels.SUM_LANES);
            sums[place(qubit, 0, block)] = 2 * Kernels.pairwise(partial, 0);
            sums[place(qubit, 1, block)] = 2 * (first - second);
        }
    }

    private int place(int qubit, int component, int block) {
        return (COMPONENTS * qubit + component) * blocks + block;
    }
}
