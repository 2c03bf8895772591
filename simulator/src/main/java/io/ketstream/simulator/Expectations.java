package io.ketstream.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What observables say of a state. Values are added up in double precision whatever that of the amplitudes.
final class Expectations {

    private Expectations() {}

    /// ⟨H⟩.
    static /* wide */ double expectation(CompiledObservable observable, Statevector state, Workers workers) {
        boolean onlyTiled = observable.otherGroups().isEmpty();
        if (!onlyTiled && observable.hasTable()) {
            return mean(state, observable.table(), workers);
        }
        return tiled(observable, state, workers)
                + (onlyTiled ? 0 : otherGroups(observable, state, workers, Optional.empty()));
    }

    private static /* wide */ double tiled(CompiledObservable observable, Statevector state, Workers workers) {
        return observable.tiled().isPresent()
                ? TermSums.expectation(observable.tiled().get(), state, workers)
                : 0;
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
        otherGroups(observable, state, workers, Optional.of(applied));
        return applied;
    }

    /// H|ψ⟩ into the memory of `applied`, whose former content does not matter; returns what [#expectation] does.
    static /* wide */ double apply(
            CompiledObservable observable, Statevector state, Statevector applied, Workers workers) {
        return tiled(observable, state, workers) + otherGroups(observable, state, workers, Optional.of(applied));
    }

    /// Σ |ψ_b|² E_b.
    private static /* wide */ double mean(Statevector state, /* wide */ double[] table, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        return BlockSums.total(workers, state.numberOfQubits(), block -> {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            /* wide */ double mean = Kernels.chosen()
                    .weightedProbability(
                            state.re, state.im, table, block << blockQubits, 1 << blockQubits, scratch.work());
            workers.giveBack(scratch);
            return mean;
        });
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

    /// Re⟨ψ|H|ψ⟩ of the terms in [CompiledObservable#otherGroups], where their H|ψ⟩ is made block by block; in
    /// `applied` that of all terms, if it is wanted.
    private static /* wide */ double otherGroups(
            CompiledObservable observable, Statevector state, Workers workers, Optional<Statevector> applied) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        int length = 1 << blockQubits;
        return BlockSums.total(workers, state.numberOfQubits(), block -> {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            scratch.bra(0).ensure(length);
            int from = block << blockQubits;
            double[] re = applied.isPresent() ? applied.get().re : scratch.bra(0).re;
            double[] im = applied.isPresent() ? applied.get().im : scratch.bra(0).im;
            int at = applied.isPresent() ? from : 0;
            Arrays.fill(re, at, at + length, 0);
            Arrays.fill(im, at, at + length, 0);
            List<PauliGroup> others = observable.otherGroups();
            for (int k = 0; k < others.size(); k++) {
                addApplied(others.get(k), state, block, blockQubits, re, im, at, scratch);
            }
            /* wide */ double sum = others.isEmpty()
                    ? 0
                    : Numbers.overlap(state.re, state.im, from, re, im, at, length, scratch.work());
            if (applied.isPresent() && observable.tiled().isPresent()) {
                List<PauliGroup> tiled = observable.tiled().get().groups();
                for (int k = 0; k < tiled.size(); k++) {
                    addApplied(tiled.get(k), state, block, blockQubits, re, im, at, scratch);
                }
            }
            workers.giveBack(scratch);
            return sum;
        });
    }

    /// Adds what Σ cₜ Pₜ |ψ⟩ has on the 2^`blockQubits` basis states of block `block` to `target` from index `at`.
    private static void addApplied(
            PauliGroup group,
            Statevector state,
            int block,
            int blockQubits,
            double[] targetRe,
            double[] targetIm,
            int at,
            Scratch scratch) {
        int length = 1 << blockQubits;
        int source = (block << blockQubits) ^ (group.xMask() & -length);
        int inside = group.xMask() & (length - 1);
        if (group.isConstant()) {
            double factor = Numbers.rounded(group.constant());
            Kernels.chosen().addFlipped(factor, state.re, source, inside, targetRe, at, length);
            Kernels.chosen().addFlipped(factor, state.im, source, inside, targetIm, at, length);
            return;
        }
        // Neighbours stay neighbours below the lowest flipped bit.
        int run = Integer.lowestOneBit(inside | length);
        /* wide */ double[] weightsRe = scratch.numbers(0, length);
        /* wide */ double[] weightsIm = scratch.numbers(1, length);
        group.realWeights(source, length, weightsRe, scratch.numbers(2, length));
        if (!group.isReal()) {
            group.imaginaryWeights(source, length, weightsIm, scratch.numbers(2, length));
        }
        for (int low = 0; low < length; low += run) {
            int from = low ^ inside;
            addWeighted(weightsRe, from, state.re, source, targetRe, at + low, run);
            addWeighted(weightsRe, from, state.im, source, targetIm, at + low, run);
            if (!group.isReal()) {
                subtractWeighted(weightsIm, from, state.im, source, targetRe, at + low, run);
                addWeighted(weightsIm, from, state.re, source, targetIm, at + low, run);
            }
        }
    }

    private static void addWeighted(
            /* wide */ double[] weights, int from, double[] source, int begin, double[] target, int to, int count) {
        for (int k = 0; k < count; k++) {
            target[to + k] = Numbers.rounded(target[to + k] + weights[from + k] * source[begin + from + k]);
        }
    }

    private static void subtractWeighted(
            /* wide */ double[] weights, int from, double[] source, int begin, double[] target, int to, int count) {
        for (int k = 0; k < count; k++) {
            target[to + k] = Numbers.rounded(target[to + k] - weights[from + k] * source[begin + from + k]);
        }
    }
}
