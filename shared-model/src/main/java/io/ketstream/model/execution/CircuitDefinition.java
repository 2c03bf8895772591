package io.ketstream.model.execution;

import io.ketstream.model.Digest;
import io.ketstream.model.Sha256;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.List;

/// A circuit as it travels: OpenQASM 3 text without measurement, its parameters in order, and the observable to
/// estimate.
///
/// @param groups the observable's non-identity terms in qubit-wise commuting groups, each measurable in one basis;
/// other
///     groups ([io.ketstream.model.run.Grouping]) are made by whoever measures
public record CircuitDefinition(
        int qubits,
        String openQasm,
        List<String> parameters,
        PauliSum observable,
        List<MeasurementGroup> groups,
        CircuitResources resources) {

    /// Terms measured together: `basis` has on each qubit the letter to measure (I where none matters).
    public record MeasurementGroup(PauliString basis, List<Integer> terms) {
        public MeasurementGroup {
            terms = List.copyOf(terms);
        }
    }

    /// How much the circuit needs. `depth` counts layers of gates on disjoint qubits.
    public record CircuitResources(int gates, int twoQubitGates, int depth, int parameters) {}

    public CircuitDefinition {
        parameters = List.copyOf(parameters);
        groups = List.copyOf(groups);
    }

    /// SHA-256 over circuit text and observable: what a result depends on.
    public Digest digest() {
        var sha256 = new Sha256();
        sha256.add(openQasm);
        for (PauliSum.Term term : observable.terms()) {
            sha256.add("\n" + term.pauli() + " " + Long.toHexString(Double.doubleToLongBits(term.coefficient())));
        }
        return sha256.end();
    }
}
