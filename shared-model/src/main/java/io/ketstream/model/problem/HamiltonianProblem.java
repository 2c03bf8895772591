package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Find the lowest eigenvalue of Σ cₖ Pₖ. The rightmost letter of a Pauli label acts on qubit 0.
public record HamiltonianProblem(int qubits, List<Term> terms) implements Problem {

    /// One term as the user writes it.
    public record Term(String pauli, double coefficient) {
        @JsonCreator
        static Term of(@Nullable String pauli, double coefficient) {
            return new Term(Rules.required("pauli", pauli), coefficient);
        }
    }

    private static final int MAX_TERMS = 100_000;

    public HamiltonianProblem {
        Rules.within("qubits", qubits, 1, MAX_VARIABLES);
        Rules.notEmpty("terms", Rules.required("terms", terms));
        Rules.within("terms", terms.size(), 1, MAX_TERMS);
        terms = List.copyOf(terms);
        for (int k = 0; k < terms.size(); k++) {
            Term term = terms.get(k);
            String field = "terms[" + k + "]";
            if (term.pauli().length() != qubits) {
                throw new InvalidValueException(
                        field + ".pauli",
                        "must have " + qubits + " letters, not " + term.pauli().length());
            }
            if (!term.pauli().chars().allMatch(letter -> "IXYZ".indexOf(letter) >= 0)) {
                throw new InvalidValueException(field + ".pauli", "may have the letters I, X, Y and Z only");
            }
            Rules.moderate(field + ".coefficient", term.coefficient());
        }
    }

    public PauliSum operator() {
        var sum = new ArrayList<PauliSum.Term>(terms.size());
        for (Term term : terms) {
            sum.add(new PauliSum.Term(new PauliString(term.pauli()), term.coefficient()));
        }
        return new PauliSum(qubits, sum).simplified();
    }

    @Override
    public String type() {
        return "hamiltonian";
    }

    @Override
    public int size() {
        return qubits;
    }
}
