package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import java.util.List;

/// The quantum alternating operator ansatz (Farhi et al., arXiv 1411.4028; Hadfield et al., arXiv 1709.03489).
///
/// Start |+…+⟩ for mixer `x`, |D(n, K)⟩ for `xy-*`. Layer l: exp(−i·gammaₗ·s·C), then exp(−i·betaₗ·B) with B =
/// ΣX, or the product formula of Σ(XX + YY)/2. In gates RZ(2γsh), RZZ(2γsJ), RX(2β). s is the [CostScale]; the
/// observable stays in the user's units, and a user who has angles for exp(−iγC) divides γ by s.
final class QaoaCircuit {

    private QaoaCircuit() {}

    static ParameterizedCircuit of(Formulation formulation, Ansatz.Qaoa ansatz) {
        int qubits = formulation.cost().qubits();
        int layers = ansatz.layers();
        double scale = scale(formulation, ansatz.mixer());
        var gates = new GateSequence(qubits);
        appendStart(gates, formulation, ansatz.mixer());
        for (int layer = 0; layer < layers; layer++) {
            for (PauliSum.Term term : formulation.cost().terms()) {
                PauliRotation.append(
                        gates, term.pauli(), ParameterExpression.parameter(layer, 2 * scale * term.coefficient()));
            }
            appendMixer(gates, ansatz.mixer(), layers + layer);
        }
        return gates.toCircuit(ParameterNames.qaoa(layers));
    }

    static double scale(Formulation formulation, Mixer mixer) {
        return switch (mixer) {
            case X -> CostScale.forFlips(formulation.cost());
            case XY_RING, XY_COMPLETE -> CostScale.forExchanges(ising(formulation), ones(formulation));
        };
    }

    private static void appendStart(GateSequence gates, Formulation formulation, Mixer mixer) {
        switch (mixer) {
            case X -> {
                for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                    gates.gate(Gate.H, qubit);
                }
            }
            case XY_RING, XY_COMPLETE -> DickeState.append(gates, ones(formulation));
        }
    }

    private static void appendMixer(GateSequence gates, Mixer mixer, int beta) {
        switch (mixer) {
            case X -> {
                for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                    gates.rotate(Gate.RX, ParameterExpression.parameter(beta, 2), qubit);
                }
            }
            case XY_RING -> mix(gates, XyMixer.ring(gates.qubits()), beta);
            case XY_COMPLETE -> mix(gates, XyMixer.complete(gates.qubits()), beta);
        }
    }

    private static void mix(GateSequence gates, List<int[]> pairs, int beta) {
        XyMixer.append(gates, pairs, ParameterExpression.parameter(beta));
    }

    private static int ones(Formulation formulation) {
        Integer cardinality = formulation.cardinality();
        if (cardinality == null) {
            throw new CircuitRejectedException("ansatz.mixer", "must be x for a problem without a cardinality");
        }
        return cardinality;
    }

    private static IsingHamiltonian ising(Formulation formulation) {
        IsingHamiltonian ising = formulation.ising();
        if (ising == null) {
            throw new CircuitRejectedException("ansatz.mixer", "must be x for a cost that is not quadratic");
        }
        return ising;
    }
}
