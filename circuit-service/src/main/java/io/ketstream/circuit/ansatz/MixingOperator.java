package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.run.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

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

    /// The product formula of Σ(XX + YY)/2 over the pairs of each block, from the product of their Dicke
    /// states, and B = ΣX from |+…+⟩ on the qubits of no block.
    record Exchanges(List<Block> blocks, List<Integer> others) implements MixingOperator {

        /// @param pairs of its qubits that exchange ones
        record Block(List<Integer> qubits, int ones, List<int[]> pairs) {

            /// Whether there is anything to exchange.
            boolean isMixed() {
                return ones > 0 && ones < qubits.size();
            }
        }

        static Exchanges of(int qubits, List<Selection.KeptOnes> kept, IntFunction<List<int[]>> graph) {
            var free = new BitSet(qubits);
            free.set(0, qubits);
            var blocks = new ArrayList<Block>(kept.size());
            for (Selection.KeptOnes block : kept) {
                List<int[]> pairs = graph.apply(block.qubits().size()).stream()
                        .map(pair -> new int[] {
                            block.qubits().get(pair[0]), block.qubits().get(pair[1])
                        })
                        .toList();
                blocks.add(new Block(block.qubits(), block.ones(), pairs));
                block.qubits().forEach(free::clear);
            }
            return new Exchanges(blocks, free.stream().boxed().toList());
        }

        @Override
        public void appendStart(GateSequence gates) {
            for (Block block : blocks) {
                DickeState.append(gates, block.qubits(), block.ones());
            }
            for (int qubit : others) {
                gates.gate(Gate.H, qubit);
            }
        }

        @Override
        public void append(GateSequence gates, int beta) {
            for (Block block : blocks) {
                if (block.isMixed()) {
                    XyMixer.append(gates, block.pairs(), ParameterExpression.parameter(beta));
                }
            }
            for (int qubit : others) {
                gates.rotate(Gate.RX, ParameterExpression.parameter(beta, 2), qubit);
            }
        }
    }
}
