package io.ketstream.simulator;

import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A Pauli sum prepared for fast expectations: terms grouped by the qubits they flip, one pass over the state
/// each; or where all have at most two Z or one X, by tiles. Immutable and thread-safe; compile once per observable.
public final class CompiledObservable {

    private final PauliSum observable;
    private final List<PauliGroup> groups;
    private final Optional<DiagonalEnergies> energies;
    private final Optional<TiledTerms> tiled;

    private CompiledObservable(
            PauliSum observable,
            List<PauliGroup> groups,
            Optional<DiagonalEnergies> energies,
            Optional<TiledTerms> tiled) {
        this.observable = observable;
        this.groups = List.copyOf(groups);
        this.energies = energies;
        this.tiled = tiled;
    }

    /// @throws CircuitTooLargeException when it has more qubits than a statevector can address and is not
    ///     diagonal, or more than a subspace can
    public static CompiledObservable compile(PauliSum observable) {
        boolean large = observable.qubits() > Statevector.LARGEST;
        if (large && observable.qubits() <= SubspacePlan.MOST_QUBITS) {
            PauliSum simplified = observable.simplified();
            if (simplified.isDiagonal()) {
                return new CompiledObservable(observable, List.of(), Optional.of(DiagonalEnergies.of(simplified)), Optional.empty());
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
        return new CompiledObservable(
                observable, groups, energies, TiledTerms.of(observable.qubits(), simplified.terms()));
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

    /// The same where all terms have at most two Z, or one X.
    Optional<TiledTerms> tiled() {
        return tiled;
    }

    /// The terms, by the qubits that they flip.
    List<PauliGroup> groups() {
        return groups;
    }

    /// Whether its values stand in [#table].
    boolean hasTable() {
        return energies.isPresent() && energies.get().hasTable();
    }

    double[] table() {
        return energies.orElseThrow().table();
    }
}
