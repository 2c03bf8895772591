package io.ketstream.model.operator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A Hermitian operator Σ cₖ Pₖ with real coefficients on `qubits` qubits; the identity string carries the offset.
public record PauliSum(int qubits, List<Term> terms) {

    /// One term, cₖ Pₖ.
    public record Term(PauliString pauli, double coefficient) {
        public Term {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("the coefficient of " + pauli + " is not finite");
            }
        }
    }

    public PauliSum {
        if (qubits < 1) {
            throw new IllegalArgumentException("a Pauli sum needs at least one qubit, not " + qubits);
        }
        terms = List.copyOf(terms);
        for (Term term : terms) {
            if (term.pauli().qubits() != qubits) {
                throw new IllegalArgumentException("term " + term.pauli() + " has "
                        + term.pauli().qubits() + " letters for " + qubits + " qubits");
            }
        }
    }

    public static PauliSum of(PauliString pauli) {
        return new PauliSum(pauli.qubits(), List.of(new Term(pauli, 1)));
    }

    /// The same operator with equal strings added up, in order of first appearance; terms that cancel exactly are left
    /// out.
    public PauliSum simplified() {
        var coefficients = new LinkedHashMap<PauliString, Double>();
        for (Term term : terms) {
            coefficients.merge(term.pauli(), term.coefficient(), Double::sum);
        }
        var simplified = new ArrayList<Term>();
        coefficients.forEach((pauli, coefficient) -> {
            if (coefficient != 0) {
                simplified.add(new Term(pauli, coefficient));
            }
        });
        return new PauliSum(qubits, simplified);
    }

    @JsonIgnore
    public boolean isDiagonal() {
        return terms.stream().allMatch(term -> term.pauli().isDiagonal());
    }
}
