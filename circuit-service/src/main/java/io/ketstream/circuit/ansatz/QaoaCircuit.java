package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.circuit.gate.PauliRotation;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Selection;
import java.util.List;

/// The quantum alternating operator ansatz (Farhi et al., arXiv 1411.4028; Hadfield et al., arXiv 1709.03489).
///
/// Start |+…+⟩ for mixer `x`, |D(n, K)⟩ of each block of qubits that keeps K ones for `xy-*`, that of a
/// [WarmStart] for `warm-start`. Layer l: exp(−i·gammaₗ·s·C), then exp(−i·betaₗ·B) with the [MixingOperator]
/// B. In gates RZ(2γsh), RZZ(2γsJ). s is the [CostScale]; the
/// observable stays in the user's units, and a user who has angles for exp(−iγC) divides γ by s.
final class QaoaCircuit {

    private QaoaCircuit() {}

    static ParameterizedCircuit of(Formulation formulation, Ansatz.Qaoa ansatz) {
        int qubits = formulation.cost().qubits();
        int layers = ansatz.layers();
        double scale = scale(formulation, ansatz.mixer());
        var gates = new GateSequence(qubits, "ansatz.layers");
        MixingOperator mixing = mixing(formulation, ansatz.mixer());
        mixing.appendStart(gates);
        for (int layer = 0; layer < layers; layer++) {
            for (PauliSum.Term term : formulation.cost().terms()) {
                PauliRotation.append(
                        gates, term.pauli(), ParameterExpression.parameter(layer, 2 * scale * term.coefficient()));
            }
            mixing.append(gates, layers + layer);
        }
        return gates.toCircuit(ParameterNames.qaoa(layers));
    }

    static double scale(Formulation formulation, Mixer mixer) {
        return switch (mixer) {
            case X, WARM_START -> CostScale.forFlips(formulation.cost());
            case XY_RING, XY_COMPLETE -> CostScale.forMoves(ising(formulation), kept(formulation));
        };
    }

    private static MixingOperator mixing(Formulation formulation, Mixer mixer) {
        int qubits = formulation.cost().qubits();
        return switch (mixer) {
            case X -> new MixingOperator.TransverseField();
            case XY_RING -> MixingOperator.Exchanges.of(qubits, kept(formulation), XyMixer::ring);
            case XY_COMPLETE -> MixingOperator.Exchanges.of(qubits, kept(formulation), XyMixer::complete);
            case WARM_START -> WarmStart.of(ising(formulation));
        };
    }

    private static List<Selection.KeptOnes> kept(Formulation formulation) {
        Selection selection = formulation.selection();
        if (selection == null) {
            throw new CircuitRejectedException(
                    "ansatz.mixer", "must be x or warm-start for a problem without a cardinality");
        }
        return selection.kept();
    }

    private static IsingHamiltonian ising(Formulation formulation) {
        IsingHamiltonian ising = formulation.ising();
        if (ising == null) {
            throw new CircuitRejectedException("ansatz.mixer", "must be x for a cost that is not quadratic");
        }
        return ising;
    }
}
