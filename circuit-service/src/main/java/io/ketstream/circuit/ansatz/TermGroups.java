package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Terms that share an angle: the same letters (in any order) on disjoint qubits, so that they commute and one
/// step applies them at once. TFIM chain: ZZ on even bonds, ZZ on odd bonds, X. XYZ chain: XX, YY, ZZ on even
/// and odd bonds apart, Z.
final class TermGroups {

    /// @param scale 1 / root mean square of the coefficients, so that useful angles are of order 1
    record Group(List<PauliSum.Term> terms, double scale) {}

    private TermGroups() {}

    /// In order of first appearance; identity terms are left out.
    static List<Group> of(PauliSum operator) {
        var byLetters = new LinkedHashMap<String, List<OpenGroup>>();
        for (PauliSum.Term term : operator.terms()) {
            if (term.pauli().weight() > 0) {
                place(term, byLetters.computeIfAbsent(letters(term.pauli()), _ -> new ArrayList<>()));
            }
        }
        return byLetters.values().stream()
                .flatMap(List::stream)
                .map(open -> new Group(List.copyOf(open.terms), scale(open.terms)))
                .toList();
    }

    private static void place(PauliSum.Term term, List<OpenGroup> open) {
        long support = term.pauli().xMask() | term.pauli().zMask();
        OpenGroup group = open.stream()
                .filter(candidate -> (candidate.support & support) == 0)
                .findFirst()
                .orElse(null);
        if (group == null) {
            group = new OpenGroup();
            open.add(group);
        }
        group.terms.add(term);
        group.support |= support;
    }

    private static String letters(PauliString pauli) {
        char[] letters = pauli.label().replace("I", "").toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private static double scale(List<PauliSum.Term> terms) {
        double unit = terms.stream()
                .mapToDouble(term -> Math.abs(term.coefficient()))
                .max()
                .orElse(1);
        double squares = 0;
        for (PauliSum.Term term : terms) {
            squares += (term.coefficient() / unit) * (term.coefficient() / unit);
        }
        return CostScale.inverse(unit * Math.sqrt(squares / terms.size()));
    }

    private static final class OpenGroup {
        private final List<PauliSum.Term> terms = new ArrayList<>();
        private long support;
    }
}
