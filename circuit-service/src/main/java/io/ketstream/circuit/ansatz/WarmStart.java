package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.operator.IsingHamiltonian;

/// QAOA from the solution of a relaxed problem (Egger, Mareček & Woerner, arXiv 2009.10095).
///
/// Qubit i begins in RY(θᵢ)|0⟩, which reads 1 with the probability cᵢ = sin²(θᵢ/2), and is mixed by RY(θᵢ) RZ(−2β)
/// RY(−θᵢ) = exp(−iβB) with B = −Σ(sin θᵢ Xᵢ + cos θᵢ Zᵢ), whose ground state is that start. cᵢ is (1 − zᵢ)/2 of the
/// [BoxRelaxation], but at least [#MARGIN] from 0 and 1, since a qubit that is certain is never changed. Where z = 0
/// nothing is known; then it is QAOA with B = −ΣX from |+…+⟩.
///
/// @param angles θ by qubit
record WarmStart(RealVector angles) implements MixingOperator {

    /// The ε of the paper for solutions that are rounded.
    static final double MARGIN = 0.25;

    static WarmStart of(IsingHamiltonian cost) {
        double[] spins = BoxRelaxation.minimum(cost);
        double[] angles = new double[spins.length];
        for (int i = 0; i < spins.length; i++) {
            double one = Math.clamp((1 - spins[i]) / 2, MARGIN, 1 - MARGIN);
            angles[i] = 2 * StrictMath.asin(Math.sqrt(one));
        }
        return new WarmStart(RealVector.of(angles));
    }

    @Override
    public void appendStart(GateSequence gates) {
        for (int qubit = 0; qubit < angles.size(); qubit++) {
            gates.rotate(Gate.RY, angles.get(qubit), qubit);
        }
    }

    @Override
    public void append(GateSequence gates, int beta) {
        for (int qubit = 0; qubit < angles.size(); qubit++) {
            gates.rotate(Gate.RY, -angles.get(qubit), qubit);
            gates.rotate(Gate.RZ, ParameterExpression.parameter(beta, -2), qubit);
            gates.rotate(Gate.RY, angles.get(qubit), qubit);
        }
    }
}
