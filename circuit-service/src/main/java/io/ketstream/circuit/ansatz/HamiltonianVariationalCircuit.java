package io.ketstream.circuit.ansatz;

import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import java.util.ArrayList;
import java.util.List;

/// From a start state of [StartStates], per layer exp(−iθₖ sₖ Hₖ) for each group Hₖ of [TermGroups] (Wecker et
/// al., arXiv 1507.08969), sₖ the group's scale. `theta0…` in order of application.
///
/// Groups that leave the start state as it is come last in a layer. A Hamiltonian with one kind of letter has
/// nothing that moves its eigenstates; it gets the group −ΣX (−ΣZ when its letter is X) and starts in that
/// group's ground state.
final class HamiltonianVariationalCircuit {

    private HamiltonianVariationalCircuit() {}

    static ParameterizedCircuit of(PauliSum cost, Ansatz.HamiltonianVariational ansatz) {
        PauliSum driven = withDriver(cost);
        StartState start = StartStates.choose(driven);
        List<TermGroups.Group> groups = ordered(TermGroups.of(driven), start);
        var gates = new GateSequence(cost.qubits());
        start.append(gates);
        int parameter = 0;
        for (int layer = 0; layer < ansatz.layers(); layer++) {
            for (TermGroups.Group group : groups) {
                for (PauliSum.Term term : group.terms()) {
                    PauliRotation.append(
                            gates,
                            term.pauli(),
                            ParameterExpression.parameter(parameter, 2 * group.scale() * term.coefficient()));
                }
                parameter++;
            }
        }
        return gates.toCircuit(ParameterNames.numbered("theta", parameter));
    }

    private static List<TermGroups.Group> ordered(List<TermGroups.Group> groups, StartState start) {
        var moving = new ArrayList<TermGroups.Group>();
        var resting = new ArrayList<TermGroups.Group>();
        for (TermGroups.Group group : groups) {
            boolean rests = group.terms().stream().allMatch(term -> start.isEigenstateOf(term.pauli()));
            (rests ? resting : moving).add(group);
        }
        moving.addAll(resting);
        return moving;
    }

    private static PauliSum withDriver(PauliSum cost) {
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
}
