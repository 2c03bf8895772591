package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// An operation that keeps the number of ones.
sealed interface SubspaceStep {

    Bound bind(RealVector parameters, SubspaceTables tables);

    boolean isParameterised();

    /// A step with numbers for its angles.
    interface Bound {
        void apply(SubspaceState state, Workers workers);

        Bound adjoint();

        /// As [Step.Bound#addGradient]: both states right after this step.
        void addGradient(SubspaceState state, SubspaceState costate, double[] gradient, Workers workers);
    }

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
        public Bound bind(RealVector parameters, SubspaceTables tables) {
            var scaled = new ArrayList<BoundPhase.Scaled>(terms.size() + 1);
            double largest = 0;
            if (constant != NO_TABLE) {
                scaled.add(new BoundPhase.Scaled(1, constant));
                largest += tables.largestPhase(constant);
            }
            for (Term term : terms) {
                double factor = parameters.get(term.parameter());
                scaled.add(new BoundPhase.Scaled(factor, term.table()));
                largest += Math.abs(factor) * tables.largestPhase(term.table());
            }
            return new BoundPhase(this, tables, scaled, 1, largest <= UnitPhase.LARGEST);
        }
    }

    record BoundPhase(Phase step, SubspaceTables tables, List<Scaled> scaled, int sign, boolean small)
            implements Bound {

        /// Amplitudes whose angles are held at once: 8 KiB of them stay in the first-level cache.
        private static final int CHUNK = 1024;

        /// factor · table
        record Scaled(double factor, int table) {}

        @Override
        public void apply(SubspaceState state, Workers workers) {
            int size = state.size();
            workers.split(size, (size + CHUNK - 1) / CHUNK, (from, to) -> {
                var phases = new double[Math.min(CHUNK, size)];
                for (int chunk = from; chunk < to; chunk++) {
                    int start = chunk * CHUNK;
                    int count = Math.min(CHUNK, size - start);
                    add(phases, start, count);
                    UnitPhase.multiply(state.re, state.im, start, count, phases, small);
                }
            });
        }

        private void add(double[] phases, int start, int count) {
            for (int s = 0; s < scaled.size(); s++) {
                double factor = sign * scaled.get(s).factor();
                double[] table = tables.phases(scaled.get(s).table());
                if (s == 0) {
                    for (int k = 0; k < count; k++) {
                        phases[k] = factor * table[start + k];
                    }
                } else {
                    for (int k = 0; k < count; k++) {
                        phases[k] += factor * table[start + k];
                    }
                }
            }
        }

        @Override
        public Bound adjoint() {
            return new BoundPhase(step, tables, scaled, -sign, small);
        }

        /// 2 Re⟨λ|−iT|ψ⟩ = 2 Σ T Im(conj(λ) ψ).
        @Override
        public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient, Workers workers) {
            for (Phase.Term term : step.terms()) {
                double[] table = tables.phases(term.table());
                gradient[term.parameter()] += 2
                        * SubspaceSums.total(workers, state.size(), state.size(), (from, to) -> {
                            double sum = 0;
                            for (int k = from; k < to; k++) {
                                sum += table[k] * (costate.re[k] * state.im[k] - costate.im[k] * state.re[k]);
                            }
                            return sum;
                        });
            }
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
        public Bound bind(RealVector parameters, SubspaceTables tables) {
            SubspacePairs pairs = tables.pairs(low, high);
            if (isExchangeRotation()) {
                // RXX(θ) RYY(θ) = exp(−iθX) on …01…, …10…
                double angle = gates.getFirst().angles().getFirst().evaluate(parameters);
                return new BoundExchange(this, pairs, SineCosine.cos(angle), SineCosine.sin(angle));
            }
            ComplexMatrix product = ComplexMatrix.identity(4);
            for (Instruction.Apply gate : gates) {
                product = embedded(gate, GateUnitary.of(gate, parameters)).times(product);
            }
            return new BoundBlock(this, pairs, product, parameters);
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
        private ComplexMatrix derivative(RealVector parameters, int parameter) {
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

        private int[] parameters() {
            return gates.stream()
                    .flatMap(gate -> gate.angles().stream())
                    .flatMap(angle -> angle.terms().stream())
                    .mapToInt(ParameterExpression.Term::parameter)
                    .distinct()
                    .toArray();
        }
    }

    /// exp(−iθX) on the pairs.
    record BoundExchange(Block step, SubspacePairs pairs, double cos, double sin) implements Bound {

        @Override
        public void apply(SubspaceState state, Workers workers) {
            workers.split(
                    state.size(), pairs.units(), (from, to) -> pairs.rotate(state.re, state.im, cos, sin, from, to));
        }

        @Override
        public Bound adjoint() {
            return new BoundExchange(step, pairs, cos, -sin);
        }

        /// 2 Re⟨λ|−iX|ψ⟩ = 2 Im⟨λ|X|ψ⟩.
        @Override
        public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient, Workers workers) {
            ParameterExpression angle = step.gates().getFirst().angles().getFirst();
            if (!angle.isConstant()) {
                Derivative.chain(
                        angle,
                        2
                                * SubspaceSums.total(
                                        workers,
                                        state.size(),
                                        pairs.units(),
                                        (from, to) -> pairs.overlapOfExchange(costate, state, from, to)),
                        gradient);
            }
        }
    }

    /// `matrix` on the two qubits, where the lower one is bit 0.
    record BoundBlock(Block step, SubspacePairs pairs, ComplexMatrix matrix, RealVector parameters) implements Bound {

        @Override
        public void apply(SubspaceState state, Workers workers) {
            workers.split(state.size(), pairs.units(), (from, to) -> pairs.apply(state.re, state.im, matrix, from, to));
            if (!step.leavesEqual()) {
                workers.split(state.size(), state.size(), (from, to) -> {
                    for (int k = from; k < to; k++) {
                        int both = both(state, k);
                        if (both == 0 || both == 3) {
                            double real = state.re[k];
                            state.re[k] = matrix.real(both, both) * real - matrix.imaginary(both, both) * state.im[k];
                            state.im[k] = matrix.real(both, both) * state.im[k] + matrix.imaginary(both, both) * real;
                        }
                    }
                });
            }
        }

        private int both(SubspaceState state, int position) {
            long basisState = state.basisState(position);
            return (int) (((basisState >>> step.low()) & 1) | (((basisState >>> step.high()) & 1) << 1));
        }

        @Override
        public Bound adjoint() {
            return new BoundBlock(step, pairs, matrix.adjoint(), parameters);
        }

        /// 2 Re⟨λ|∂U/∂p U†|ψ⟩ for each parameter p.
        @Override
        public void addGradient(SubspaceState state, SubspaceState costate, double[] gradient, Workers workers) {
            for (int parameter : step.parameters()) {
                ComplexMatrix generator = step.derivative(parameters, parameter).times(matrix.adjoint());
                double overlap = SubspaceSums.total(
                        workers,
                        state.size(),
                        pairs.units(),
                        (from, to) -> pairs.overlap(generator, costate, state, from, to));
                if (!step.leavesEqual()) {
                    overlap += SubspaceSums.total(
                            workers,
                            state.size(),
                            state.size(),
                            (from, to) -> equal(generator, state, costate, from, to));
                }
                gradient[parameter] += 2 * overlap;
            }
        }

        private double equal(ComplexMatrix generator, SubspaceState state, SubspaceState costate, int from, int to) {
            double sum = 0;
            for (int k = from; k < to; k++) {
                int both = both(state, k);
                if (both == 0 || both == 3) {
                    sum += generator.real(both, both) * (costate.re[k] * state.re[k] + costate.im[k] * state.im[k])
                            - generator.imaginary(both, both)
                                    * (costate.re[k] * state.im[k] - costate.im[k] * state.re[k]);
                }
            }
            return sum;
        }
    }
}
