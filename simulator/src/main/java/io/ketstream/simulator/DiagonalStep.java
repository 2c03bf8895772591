package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// A product of diagonal gates as one phase: exp(−(i/2) Σ θₘ χₘ), χₘ(x) = (−1)^{|x∧m|}.
///
/// Every diagonal gate of the gate set is a product of such factors with at most two bits in m, so a whole cost
/// layer of QAOA is one step, applied in one pass.
record DiagonalStep(int qubits, List<Factor> factors) implements Step {

    /// exp(−(i/2) θ χ_mask); an empty mask is a global phase.
    record Factor(int mask, ParameterExpression angle) {}

    DiagonalStep {
        factors = List.copyOf(factors);
    }

    @Override
    public boolean dependsOnAny(int first) {
        return factors.stream().anyMatch(factor -> Derivative.dependsOnAny(factor.angle(), first));
    }

    @Override
    public int firstParameter() {
        return factors.stream()
                .mapToInt(factor -> Derivative.firstParameter(factor.angle()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /// The factors whose angles depend on parameters.
    List<Factor> parameterised() {
        var parameterised = new ArrayList<Factor>(factors.size());
        for (Factor factor : factors) {
            if (!factor.angle().isConstant()) {
                parameterised.add(factor);
            }
        }
        return parameterised;
    }

    @Override
    public int touched() {
        int touched = 0;
        // Without an iterator: it is asked for in every evaluation of a gradient.
        for (int k = 0; k < factors.size(); k++) {
            touched |= factors.get(k).mask();
        }
        return touched;
    }

    @Override
    public int flipped() {
        return 0;
    }

    @Override
    public Bound unbound() {
        return new BoundDiagonal(this, new QuadraticPhase(qubits));
    }

    record BoundDiagonal(DiagonalStep step, QuadraticPhase phase) implements Bound {

        @Override
        public void bind(RealVector parameters) {
            phase.clear();
            for (int k = 0; k < step.factors.size(); k++) {
                Factor factor = step.factors.get(k);
                phase.add(factor.mask(), factor.angle().evaluate(parameters));
            }
            phase.complete();
        }

        @Override
        public Bound adjoint() {
            Bound adjoint = step.unbound();
            adjoint.invert(this);
            return adjoint;
        }

        @Override
        public void invert(Bound other) {
            phase.negate(((BoundDiagonal) other).phase);
        }
    }
}
