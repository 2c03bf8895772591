package io.ketstream.simulator;

/// What observables say of a state. Values are added up in double precision whatever that of the amplitudes.
final class Expectations {

    private Expectations() {}

    /// ⟨H⟩.
    static /* wide */ double expectation(CompiledObservable observable, Statevector state, Workers workers) {
        if (observable.hasTable()) {
            return mean(state, observable.table(), workers);
        }
        /* wide */ double expectation = 0;
        for (PauliGroup group : observable.groups()) {
            expectation += expectation(group, state, workers);
        }
        return expectation;
    }

    /// ⟨H⟩ and ⟨(H − ⟨H⟩)²⟩.
    static Estimate estimate(CompiledObservable observable, Statevector state, Workers workers) {
        /* wide */ double expectation = expectation(observable, state, workers);
        return new Estimate(expectation, variance(observable, state, expectation, workers));
    }

    /// ⟨(H − mean)²⟩, computed as a square, so that it is accurate near eigenstates and never negative.
    private static /* wide */ double variance(
            CompiledObservable observable, Statevector state, /* wide */ double mean, Workers workers) {
        if (observable.hasTable()) {
            return squaredDeviation(state, observable.table(), mean, workers);
        }
        Statevector applied = applied(observable, state, workers);
        workers.split(state.size(), state.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                applied.re[i] = Numbers.rounded(applied.re[i] - mean * state.re[i]);
                applied.im[i] = Numbers.rounded(applied.im[i] - mean * state.im[i]);
            }
        });
        return applied.norm(workers);
    }

    /// H|ψ⟩ as a new state.
    static Statevector applied(CompiledObservable observable, Statevector state, Workers workers) {
        var applied = new Statevector(state.numberOfQubits());
        applied.re[0] = 0;
        for (PauliGroup group : observable.groups()) {
            addApplied(group, state, applied, workers);
        }
        return applied;
    }

    /// Σ |ψ_b|² E_b.
    private static /* wide */ double mean(Statevector state, /* wide */ double[] table, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        return BlockSums.total(
                workers,
                state.numberOfQubits(),
                block -> Kernels.chosen()
                        .weightedProbability(state.re, state.im, table, block << blockQubits, 1 << blockQubits));
    }

    /// Σ |ψ_b|² (E_b − mean)².
    private static /* wide */ double squaredDeviation(
            Statevector state, /* wide */ double[] table, /* wide */ double mean, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        return BlockSums.total(workers, state.numberOfQubits(), block -> {
            int from = block << blockQubits;
            int to = from + (1 << blockQubits);
            /* wide */ double even = 0;
            /* wide */ double odd = 0;
            for (int b = from; b < to; b += 2) {
                /* wide */ double evenEnergy = table[b] - mean;
                /* wide */ double oddEnergy = table[b + 1] - mean;
                even += state.probability(b) * evenEnergy * evenEnergy;
                odd += state.probability(b + 1) * oddEnergy * oddEnergy;
            }
            return even + odd;
        });
    }

    /// ⟨ψ|Σ cₜ Pₜ|ψ⟩.
    private static /* wide */ double expectation(PauliGroup group, Statevector state, Workers workers) {
        int qubits = state.numberOfQubits();
        int blockQubits = BlockSums.blockQubits(qubits);
        int xMask = group.xMask();
        int top = Integer.highestOneBit(xMask);
        /* wide */ double sum = BlockSums.total(workers, qubits, block -> {
            int from = block << blockQubits;
            int length = 1 << blockQubits;
            if (top >= length && (from & top) != 0) {
                return 0;
            }
            PauliGroup.Weights weights = group.weights(block, blockQubits);
            return xMask == 0 ? diagonal(state, from, length, weights) : flipping(xMask, state, from, length, weights);
        });
        // b and b ⊕ xMask contribute complex conjugates, so half of them were visited.
        return xMask == 0 ? sum : 2 * sum;
    }

    /// Adds Σ cₜ Pₜ |ψ⟩ to `target`.
    private static void addApplied(PauliGroup group, Statevector state, Statevector target, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        int xMask = group.xMask();
        workers.split(state.size(), 1 << (state.numberOfQubits() - blockQubits), (fromBlock, toBlock) -> {
            for (int block = fromBlock; block < toBlock; block++) {
                int source = block << blockQubits;
                PauliGroup.Weights weights = group.weights(block, blockQubits);
                for (int low = 0; low < 1 << blockQubits; low++) {
                    int b = source | low;
                    /* wide */ double weightRe = weights.re(b, low);
                    /* wide */ double weightIm = weights.im(b, low);
                    int flipped = b ^ xMask;
                    target.re[flipped] =
                            Numbers.rounded(target.re[flipped] + (weightRe * state.re[b] - weightIm * state.im[b]));
                    target.im[flipped] =
                            Numbers.rounded(target.im[flipped] + (weightRe * state.im[b] + weightIm * state.re[b]));
                }
            }
        });
    }

    private static /* wide */ double diagonal(Statevector state, int from, int length, PauliGroup.Weights weights) {
        /* wide */ double even = 0;
        /* wide */ double odd = 0;
        for (int low = 0; low < length; low += 2) {
            int b = from | low;
            even += weights.re(b, low) * state.probability(b);
            odd += weights.re(b + 1, low + 1) * state.probability(b + 1);
        }
        return even + odd;
    }

    /// Σ Re(w(b) conj(ψ_{b⊕x}) ψ_b) over the b of the block whose highest bit of `xMask` is 0.
    private static /* wide */ double flipping(
            int xMask, Statevector state, int from, int length, PauliGroup.Weights weights) {
        int top = Integer.highestOneBit(xMask);
        /* wide */ double sum = 0;
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
}
