package io.ketstream.circuit.ansatz;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// What QAOA begins in and mixes with: an eigenstate of B, and exp(−iβB).
sealed interface MixingOperator permits MixingOperator.TransverseField, MixingOperator.Exchanges, WarmStart {

    /// Appends the gates that prepare the start from |0…0⟩.
    void appendStart(GateSequence gates);

    /// Appends exp(−iβB), where β is the parameter number `beta`.
    void append(GateSequence gates, int beta);

    /// B = ΣX, from its top state |+…+⟩.
    record TransverseField() implements MixingOperator {

        @Override
        public void appendStart(GateSequence gates) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                gates.gate(Gate.H, qubit);
            }
        }

        @Override
        public void append(GateSequence gates, int beta) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                gates.rotate(Gate.RX, ParameterExpression.parameter(beta, 2), qubit);
            }
        }
    }

    /// The product formula of Σ(XX + YY)/2 over `pairs`, from the Dicke state of `ones` ones.
    record Exchanges(List<int[]> pairs, int ones) implements MixingOperator {

        @Override
        public void appendStart(GateSequence gates) {
            DickeState.append(gates, ones);
        }

        @Override
        public void append(GateSequence gates, int beta) {
            XyMixer.append(gates, pairs, ParameterExpression.parameter(beta));
        }
    }
}
