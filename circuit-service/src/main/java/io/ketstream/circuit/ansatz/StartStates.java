package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses where a Hamiltonian-variational circuit starts.
///
/// 1. A *field*: one letter on its own on every qubit, such that every term on several qubits anticommutes with
///    some of it. Then the field's ground state, as annealing does: TFIM starts in |+…+⟩ (or |−…−⟩, by sign).
/// 2. Otherwise the lowest energy among Bell pairs on (0,1), (2,3), … and, for each axis, the best product
///    state that flips of one or two qubits reach. Where X⊗…⊗X, Y⊗…⊗Y or Z⊗…⊗Z is a symmetry, the start must
///    have a definite value of it, since no layer could change the mixture: Heisenberg and XYZ chains start in
///    singlets, not in a Néel state; molecules in the best occupation.
final class StartStates {

    private static final char[] AXES = {'X', 'Y', 'Z'};

    private StartStates() {}

    static StartState choose(PauliSum operator) {
        StartState field = fieldGroundState(operator);
        if (field != null) {
            return field;
        }
        var candidates = new ArrayList<StartState>();
        candidates.add(bellPairs(operator));
        for (char axis : new char[] {'Z', 'X', 'Y'}) {
            candidates.add(bestProduct(operator, axis));
        }
        List<PauliString> symmetries = symmetries(operator);
        List<StartState> definite = candidates.stream()
                .filter(state -> symmetries.stream().allMatch(state::isEigenstateOf))
                .toList();
        return (definite.isEmpty() ? candidates : definite)
                .stream()
                        .min(Comparator.comparingDouble(state -> state.energy(operator)))
                        .orElseThrow();
    }

    private static @Nullable StartState fieldGroundState(PauliSum operator) {
        for (char axis : AXES) {
            long covered = 0;
            long ones = 0;
            boolean drives = true;
            for (PauliSum.Term term : operator.terms()) {
                PauliString pauli = term.pauli();
                if (pauli.weight() == 1 && pauli.label().indexOf(axis) >= 0) {
                    long qubit = pauli.xMask() | pauli.zMask();
                    covered |= qubit;
                    ones |= term.coefficient() > 0 ? qubit : 0;
                } else if (pauli.weight() > 1) {
                    drives &= isTurnedBy(pauli, axis);
                }
            }
            if (drives && Long.bitCount(covered) == operator.qubits()) {
                return new StartState.Product(axis, ones);
            }
        }
        return null;
    }

    /// Whether the string has a letter other than I and `axis`.
    private static boolean isTurnedBy(PauliString pauli, char axis) {
        return pauli.label().chars().anyMatch(letter -> letter != 'I' && letter != axis);
    }

    private static List<PauliString> symmetries(PauliSum operator) {
        var symmetries = new ArrayList<PauliString>();
        for (char axis : AXES) {
            boolean commutes = operator.terms().stream()
                    .allMatch(term -> term.pauli()
                                            .label()
                                            .chars()
                                            .filter(letter -> letter != 'I' && letter != axis)
                                            .count()
                                    % 2
                            == 0);
            if (commutes) {
                symmetries.add(new PauliString(String.valueOf(axis).repeat(operator.qubits())));
            }
        }
        return symmetries;
    }

    private static StartState bellPairs(PauliSum operator) {
        int qubits = operator.qubits();
        var pairs = new ArrayList<StartState.Bell>();
        for (int first = 0; first + 1 < qubits; first += 2) {
            pairs.add(bestBell(operator, first));
        }
        double field = 0;
        for (PauliSum.Term term : operator.terms()) {
            if (term.pauli().weight() == 1 && term.pauli().at(qubits - 1) == 'Z') {
                field += term.coefficient();
            }
        }
        return new StartState.BellPairs(pairs, qubits % 2 == 1 && field > 0);
    }

    private static StartState.Bell bestBell(PauliSum operator, int first) {
        StartState.Bell best = StartState.Bell.SINGLET;
        double lowest = Double.POSITIVE_INFINITY;
        for (StartState.Bell bell : StartState.Bell.values()) {
            double energy = 0;
            for (PauliSum.Term term : operator.terms()) {
                PauliString pauli = term.pauli();
                if (pauli.weight() == 2 && pauli.at(first) != 'I' && pauli.at(first + 1) != 'I') {
                    energy += term.coefficient() * bell.expectation(pauli.at(first), pauli.at(first + 1));
                }
            }
            if (energy < lowest) {
                lowest = energy;
                best = bell;
            }
        }
        return best;
    }

    private static StartState bestProduct(PauliSum operator, char axis) {
        var energy = AxisEnergy.of(operator, axis);
        long ones = energy.descend(0);
        long alternating = energy.descend(0x5555_5555_5555_5555L & ((1L << operator.qubits()) - 1));
        return new StartState.Product(axis, energy.at(ones) <= energy.at(alternating) ? ones : alternating);
    }
}
