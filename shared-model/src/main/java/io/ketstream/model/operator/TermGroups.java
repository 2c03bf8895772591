package io.ketstream.model.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// The parts of a Hamiltonian to which the Hamiltonian-variational ansatz gives an angle each (Wecker et al.,
/// arXiv 1507.08969).
///
/// Terms share an angle when they have the same letters (in any order) on disjoint qubits, so that they commute and one
/// step applies them at once. TFIM chain: ZZ on even bonds, ZZ on odd bonds, X. XYZ chain: XX, YY, ZZ on even and odd
/// bonds apart, Z.
public final class TermGroups {

    private TermGroups() {}

    /// In order of first appearance, each term in the first group that has room; identity terms are left out.
    public static List<PauliSum> of(PauliSum operator) {
        var byLetters = new LinkedHashMap<String, List<OpenGroup>>();
        for (PauliSum.Term term : operator.terms()) {
            if (term.pauli().weight() > 0) {
                place(term, byLetters.computeIfAbsent(letters(term.pauli()), _ -> new ArrayList<>()));
            }
        }
        return byLetters.values().stream()
                .flatMap(List::stream)
                .map(group -> new PauliSum(operator.qubits(), group.terms))
                .toList();
    }

    /// What moves the states of a Hamiltonian with one kind of letter, which nothing in itself does: −ΣX, or −ΣZ when
    /// the letter is X, is added to it. Any other is returned as it is.
    public static PauliSum withDriver(PauliSum cost) {
        long letters = cost.terms().stream()
                .flatMapToInt(term -> term.pauli().label().chars())
                .filter(letter -> letter != 'I')
                .distinct()
                .count();
        if (letters > 1) {
            return cost;
        }
        boolean alongX =
                cost.terms().stream().anyMatch(term -> term.pauli().label().indexOf('X') >= 0);
        var terms = new ArrayList<>(cost.terms());
        for (int qubit = 0; qubit < cost.qubits(); qubit++) {
            terms.add(new PauliSum.Term(PauliString.of(cost.qubits(), alongX ? 'Z' : 'X', qubit), -1));
        }
        return new PauliSum(cost.qubits(), terms);
    }

    private static void place(PauliSum.Term term, List<OpenGroup> open) {
        long support = term.pauli().xMask() | term.pauli().zMask();
        for (OpenGroup group : open) {
            if ((group.support & support) == 0) {
                group.add(term, support);
                return;
            }
        }
        var group = new OpenGroup();
        group.add(term, support);
        open.add(group);
    }

    private static String letters(PauliString pauli) {
        char[] letters = pauli.label().replace("I", "").toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private static final class OpenGroup {

        private final List<PauliSum.Term> terms = new ArrayList<>();
        private long support;

        void add(PauliSum.Term term, long qubits) {
            terms.add(term);
            support |= qubits;
        }
    }
}
