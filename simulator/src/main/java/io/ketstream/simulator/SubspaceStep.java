package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// An operation that keeps the number of ones.
sealed interface SubspaceStep {

    /// With numbers that are yet to be set.
    ///
    /// @param state any of those it will be applied to
    /// @param workers that it is shared among
    SubspaceOperation operation(SubspaceTables tables, SubspaceState state, Workers workers);

    boolean isParameterised();

    /// exp(−iφ), φ(x) = T₀(x) + Σₚ p·Tₚ(x), where each T is a table of [SubspaceTables].
    ///
    /// @param constant the number of T₀, or [#NO_TABLE]
    record Phase(int constant, List<Term> terms) implements SubspaceStep {

        static final int NO_TABLE = -1;

        /// parameter · table
        record Term(int parameter, int table) {}

        public Phase {
            terms = List.copyOf(terms);
        }

        @Override
        public boolean isParameterised() {
            return !terms.isEmpty();
        }

        @Override
        public SubspaceOperation operation(SubspaceTables tables, SubspaceState state, Workers workers) {
            return new SubspacePhase(this, tables, state, workers);
        }
    }

    /// Gates whose product keeps the number of ones of two qubits.
    ///
    /// @param leavesEqual whether |00⟩ and |11⟩ stay what they are, also in phase
    record Block(int low, int high, List<Instruction.Apply> gates, boolean leavesEqual) implements SubspaceStep {

        public Block {
            gates = List.copyOf(gates);
        }

        @Override
        public boolean isParameterised() {
            return gates.stream().anyMatch(gate -> gate.angles().stream().anyMatch(angle -> !angle.isConstant()));
        }

        @Override
        public SubspaceOperation operation(SubspaceTables tables, SubspaceState state, Workers workers) {
            SubspacePairs pairs = tables.pairs(low, high);
            return isExchangeRotation()
                    ? new SubspaceExchange(touched(), gates.getFirst().angles().getFirst(), pairs, state, workers)
                    : new SubspaceBlock(this, pairs, workers);
        }

        /// The mask of its qubits.
        long touched() {
            return (1L << low) | (1L << high);
        }

        ComplexMatrix product(RealVector parameters) {
            ComplexMatrix product = ComplexMatrix.identity(4);
            for (Instruction.Apply gate : gates) {
                product = embedded(gate, GateUnitary.of(gate, parameters)).times(product);
            }
            return product;
        }

        private boolean isExchangeRotation() {
            if (gates.size() != 2) {
                return false;
            }
            Gate one = gates.getFirst().gate();
            Gate other = gates.getLast().gate();
            return ((one == Gate.RXX && other == Gate.RYY) || (one == Gate.RYY && other == Gate.RXX))
                    && gates.getFirst().angles().equals(gates.getLast().angles());
        }

        private ComplexMatrix embedded(Instruction.Apply gate, ComplexMatrix matrix) {
            return matrix.embedded(gate.qubits(), List.of(low, high));
        }

        /// ∂/∂p of the product of the gates, by the product rule.
        ComplexMatrix derivative(RealVector parameters, int parameter) {
            // Of the product so far, with its derivative: (gU)′ = g′U + gU′
            ComplexMatrix product = ComplexMatrix.identity(4);
            var derivative = new ComplexMatrix(4);
            for (Instruction.Apply gate : gates) {
                ComplexMatrix matrix = embedded(gate, GateUnitary.of(gate, parameters));
                derivative = matrix.times(derivative);
                for (int which = 0; which < gate.angles().size(); which++) {
                    for (ParameterExpression.Term term :
                            gate.angles().get(which).terms()) {
                        if (term.parameter() == parameter) {
                            ComplexMatrix inner = embedded(gate, GateUnitary.derivative(gate, parameters, which));
                            derivative.addScaled(term.coefficient(), inner.times(product));
                        }
                    }
                }
                product = matrix.times(product);
            }
            return derivative;
        }

        int[] parameters() {
            return gates.stream()
                    .flatMap(gate -> gate.angles().stream())
                    .flatMap(angle -> angle.terms().stream())
                    .mapToInt(ParameterExpression.Term::parameter)
                    .distinct()
                    .toArray();
        }
    }
}
