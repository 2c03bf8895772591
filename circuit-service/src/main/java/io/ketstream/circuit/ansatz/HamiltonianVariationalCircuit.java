package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.circuit.gate.PauliRotation;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.operator.TermGroups;
import io.ketstream.model.run.Ansatz;
import java.util.ArrayList;
import java.util.List;

/// From a start state of [StartStates], per layer exp(−iθₖ sₖ Hₖ) for each group Hₖ of [TermGroups] (Wecker et
/// al., arXiv 1507.08969). The group's scale sₖ is 1 / root mean square of its coefficients, so that useful angles are
/// of order 1. `theta0…` in order of application.
///
/// Groups that leave the start state as it is come last in a layer. A Hamiltonian that needs a driver starts in the
/// driver's ground state.
final class HamiltonianVariationalCircuit {

    private HamiltonianVariationalCircuit() {}

    static ParameterizedCircuit of(PauliSum cost, Ansatz.HamiltonianVariational ansatz) {
        PauliSum driven = TermGroups.withDriver(cost);
        StartState start = StartStates.choose(driven);
        List<PauliSum> groups = ordered(TermGroups.of(driven), start);
        var gates = new GateSequence(cost.qubits(), "ansatz.layers");
        start.append(gates);
        int parameter = 0;
        for (int layer = 0; layer < ansatz.layers(); layer++) {
            for (PauliSum group : groups) {
                double scale = scale(group);
                for (PauliSum.Term term : group.terms()) {
                    PauliRotation.append(
                            gates,
                            term.pauli(),
                            ParameterExpression.parameter(parameter, 2 * scale * term.coefficient()));
                }
                parameter++;
            }
        }
        return gates.toCircuit(ParameterNames.numbered("theta", parameter));
    }

    private static List<PauliSum> ordered(List<PauliSum> groups, StartState start) {
        var moving = new ArrayList<PauliSum>();
        var resting = new ArrayList<PauliSum>();
        for (PauliSum group : groups) {
            boolean rests = group.terms().stream().allMatch(term -> start.isEigenstateOf(term.pauli()));
            (rests ? resting : moving).add(group);
        }
        moving.addAll(resting);
        return moving;
    }

    private static double scale(PauliSum group) {
        double unit = group.terms().stream()
                .mapToDouble(term -> Math.abs(term.coefficient()))
                .max()
                .orElse(1);
        double squares = 0;
        for (PauliSum.Term term : group.terms()) {
            squares += (term.coefficient() / unit) * (term.coefficient() / unit);
        }
        return CostScale.inverse(unit * Math.sqrt(squares / group.terms().size()));
    }
}
