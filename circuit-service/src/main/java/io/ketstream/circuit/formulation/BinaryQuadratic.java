package io.ketstream.circuit.formulation;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import java.util.ArrayList;

/// offset + Σ lᵢ xᵢ + Σ_{i<j} qᵢⱼ xᵢ xⱼ over x ∈ {0, 1}ⁿ, being added up.
final class BinaryQuadratic {

    private final int variables;
    private final double[] linear;
    private final double[][] quadratic;
    private double offset;

    BinaryQuadratic(int variables) {
        this.variables = variables;
        this.linear = new double[variables];
        this.quadratic = new double[variables][variables];
    }

    int variables() {
        return variables;
    }

    double linear(int i) {
        return linear[i];
    }

    /// qᵢⱼ, the same for (i, j) and (j, i).
    double quadratic(int i, int j) {
        return quadratic[Math.min(i, j)][Math.max(i, j)];
    }

    void addOffset(double value) {
        offset += value;
    }

    void addLinear(int i, double value) {
        linear[i] += value;
    }

    void addQuadratic(int i, int j, double value) {
        quadratic[Math.min(i, j)][Math.max(i, j)] += value;
    }

    /// Adds weight·(Σx − count)², with xᵢ² = xᵢ.
    void addSquaredDeviation(double weight, int count) {
        addOffset(weight * count * count);
        for (int i = 0; i < variables; i++) {
            addLinear(i, weight * (1 - 2.0 * count));
            for (int j = i + 1; j < variables; j++) {
                addQuadratic(i, j, 2 * weight);
            }
        }
    }

    /// The same function of spins, with x = (1 − z)/2: l·x = l/2 − (l/2)·z and q·xᵢxⱼ = (q/4)(1 − zᵢ − zⱼ +
    /// zᵢzⱼ).
    IsingHamiltonian toIsing() {
        double[] h = new double[variables];
        var couplings = new ArrayList<IsingHamiltonian.Coupling>();
        double constant = offset;
        for (int i = 0; i < variables; i++) {
            constant += linear[i] / 2;
            h[i] -= linear[i] / 2;
            for (int j = i + 1; j < variables; j++) {
                double quarter = quadratic[i][j] / 4;
                if (quarter != 0) {
                    constant += quarter;
                    h[i] -= quarter;
                    h[j] -= quarter;
                    couplings.add(new IsingHamiltonian.Coupling(i, j, quarter));
                }
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, constant);
    }
}
