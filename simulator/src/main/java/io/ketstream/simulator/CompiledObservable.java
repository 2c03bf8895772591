package io.ketstream.simulator;

import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A Pauli sum prepared for fast expectations: terms grouped by the qubits they flip, one pass over the state
/// each. Immutable and thread-safe; compile once per observable.
public final class CompiledObservable {

    private final PauliSum observable;
    private final List<PauliGroup> groups;
    private final Optional<DiagonalEnergies> energies;

    private CompiledObservable(PauliSum observable, List<PauliGroup> groups, Optional<DiagonalEnergies> energies) {
        this.observable = observable;
        this.groups = List.copyOf(groups);
        this.energies = energies;
    }

    /// @throws CircuitTooLargeException when it has more qubits than a statevector can address and is not
    ///     diagonal, or more than a subspace can
    public static CompiledObservable compile(PauliSum observable) {
        boolean large = observable.qubits() > Statevector.LARGEST;
        if (large && observable.qubits() <= SubspacePlan.MOST_QUBITS) {
            PauliSum simplified = observable.simplified();
            if (simplified.isDiagonal()) {
                return new CompiledObservable(observable, List.of(), Optional.of(DiagonalEnergies.of(simplified)));
            }
        }
        if (large) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the observable has " + observable.qubits());
        }
        PauliSum simplified = observable.simplified();
        var byFlip = new TreeMap<Integer, List<PauliSum.Term>>();
        for (PauliSum.Term term : simplified.terms()) {
            byFlip.computeIfAbsent((int) term.pauli().xMask(), _ -> new ArrayList<>())
                    .add(term);
        }
        var groups = new ArrayList<PauliGroup>(byFlip.size());
        byFlip.forEach((xMask, terms) -> groups.add(new PauliGroup(xMask, terms)));
        var energies = simplified.isDiagonal()
                ? Optional.of(DiagonalEnergies.of(simplified))
                : Optional.<DiagonalEnergies>empty();
        return new CompiledObservable(observable, groups, energies);
    }

    public PauliSum observable() {
        return observable;
    }

    public int numberOfQubits() {
        return observable.qubits();
    }

    /// The values on basis states, when it is diagonal.
    public Optional<DiagonalEnergies> energies() {
        return energies;
    }

    double expectation(Statevector state, Workers workers) {
        if (energies.isPresent() && energies.get().hasTable()) {
            return mean(state, energies.get().table(), workers);
        }
        return overlap(state, workers, Optional.empty());
    }

    /// ⟨(H − mean)²⟩, computed as a square, so that it is accurate near eigenstates and never negative.
    double variance(Statevector state, double mean, Workers workers) {
        if (energies.isPresent() && energies.get().hasTable()) {
            return squaredDeviation(state, energies.get().table(), mean, workers);
        }
        Statevector applied = applied(state, workers);
        workers.split(state.size(), state.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                applied.re[i] -= mean * state.re[i];
                applied.im[i] -= mean * state.im[i];
            }
        });
        return applied.norm(workers);
    }

    /// H|ψ⟩ as a new state.
    Statevector applied(Statevector state, Workers workers) {
        var applied = new Statevector(state.numberOfQubits());
        apply(state, applied, workers);
        return applied;
    }

    /// H|ψ⟩ into the memory of `applied`, whose former content does not matter; returns what [#expectation] does.
    double apply(Statevector state, Statevector applied, Workers workers) {
        return overlap(state, workers, Optional.of(applied));
    }

    /// Re⟨ψ|H|ψ⟩, where H|ψ⟩ is made block by block, in `applied` if it is wanted.
    private double overlap(Statevector state, Workers workers, Optional<Statevector> applied) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        int length = 1 << blockQubits;
        return BlockSums.total(workers, state.numberOfQubits(), block -> {
            Scratch scratch = workers.borrow();
            scratch.bra().ensure(length);
            int from = block << blockQubits;
            double[] re = applied.isPresent() ? applied.get().re : scratch.bra().re;
            double[] im = applied.isPresent() ? applied.get().im : scratch.bra().im;
            int at = applied.isPresent() ? from : 0;
            Arrays.fill(re, at, at + length, 0);
            Arrays.fill(im, at, at + length, 0);
            for (PauliGroup group : groups) {
                group.addApplied(state, block, blockQubits, re, im, at, scratch);
            }
            double sum = OverlapKernels.chosen().real(state.re, state.im, from, re, im, at, length);
            workers.giveBack(scratch);
            return sum;
        });
    }

    /// Σ |ψ_b|² E_b.
    private static double mean(Statevector state, double[] table, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        return BlockSums.total(
                workers,
                state.numberOfQubits(),
                block -> Kernels.chosen()
                        .weightedProbability(state.re, state.im, table, block << blockQubits, 1 << blockQubits));
    }

    /// Σ |ψ_b|² (E_b − mean)².
    private static double squaredDeviation(Statevector state, double[] table, double mean, Workers workers) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        return BlockSums.total(workers, state.numberOfQubits(), block -> {
            int from = block << blockQubits;
            int to = from + (1 << blockQubits);
            double even = 0;
            double odd = 0;
            for (int b = from; b < to; b += 2) {
                double evenEnergy = table[b] - mean;
                double oddEnergy = table[b + 1] - mean;
                even += state.probability(b) * evenEnergy * evenEnergy;
                odd += state.probability(b + 1) * oddEnergy * oddEnergy;
            }
            return even + odd;
        });
    }
}
