package io.ketstream.simulator;

import io.ketstream.model.operator.PauliSum;
import java.util.List;
import java.util.Optional;

/// A Pauli sum prepared for fast expectations: terms with at most two Z, or with one X, in two passes over the
/// state; the others grouped by the qubits they flip, one pass each. Immutable and thread-safe; compile once per
/// observable.
public final class CompiledObservable {

    /// Of a diagonal one; others act on no more qubits than a statevector has.
    public static final int MOST_QUBITS = SubspacePlan.MOST_QUBITS;

    private final PauliSum observable;
    private final Optional<DiagonalEnergies> energies;
    private final Optional<TiledTerms> tiled;
    private final List<PauliGroup> otherGroups;

    private CompiledObservable(
            PauliSum observable,
            Optional<DiagonalEnergies> energies,
            Optional<TiledTerms> tiled,
            List<PauliGroup> otherGroups) {
        this.observable = observable;
        this.energies = energies;
        this.tiled = tiled;
        this.otherGroups = List.copyOf(otherGroups);
    }

    /// @throws CircuitTooLargeException when it has more qubits than a statevector can address and is not
    ///     diagonal, or more than a subspace can
    public static CompiledObservable compile(PauliSum observable) {
        boolean large = observable.qubits() > Statevector.LARGEST;
        if (large && observable.qubits() <= MOST_QUBITS) {
            PauliSum simplified = observable.simplified();
            if (simplified.isDiagonal()) {
                return new CompiledObservable(
                        observable, Optional.of(DiagonalEnergies.of(simplified)), Optional.empty(), List.of());
            }
        }
        if (large) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the observable has " + observable.qubits());
        }
        PauliSum simplified = observable.simplified();
        var energies = simplified.isDiagonal()
                ? Optional.of(DiagonalEnergies.of(simplified))
                : Optional.<DiagonalEnergies>empty();
        List<PauliSum.Term> usual = simplified.terms().stream()
                .filter(term -> TiledTerms.accepts(term.pauli()))
                .toList();
        List<PauliSum.Term> others = simplified.terms().stream()
                .filter(term -> !TiledTerms.accepts(term.pauli()))
                .toList();
        return new CompiledObservable(
                observable, energies, TiledTerms.of(observable.qubits(), usual), PauliGroup.of(others));
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

    /// The terms of the usual kinds, if any.
    Optional<TiledTerms> tiled() {
        return tiled;
    }

    /// All other terms, by the qubits that they flip.
    List<PauliGroup> otherGroups() {
        return otherGroups;
    }

    /// Whether its values stand in [#table].
    boolean hasTable() {
        return energies.isPresent() && energies.get().hasTable();
    }

    double[] table() {
        return energies.orElseThrow().table();
    }
}
