package io.ketstream.circuit.formulation;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import java.util.ArrayList;
import java.util.stream.IntStream;

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

    /// Adds weight·(Σₖ coefficientsₖ·x_{membersₖ} + constant)², with xᵢ² = xᵢ.
    void addSquare(double weight, int[] members, int[] coefficients, double constant) {
        addOffset(weight * constant * constant);
        for (int k = 0; k < members.length; k++) {
            double coefficient = coefficients[k];
            addLinear(members[k], weight * (coefficient * coefficient + 2 * coefficient * constant));
            for (int l = k + 1; l < members.length; l++) {
                addQuadratic(members[k], members[l], 2 * weight * coefficient * coefficients[l]);
            }
        }
    }

    /// The same function of the variables `free`, renumbered in that order, where `ones` are 1 and all others
    /// 0.
    BinaryQuadratic fixing(int[] free, int[] ones) {
        return spread(free, ones, free.length);
    }

    /// The same function of the first of `total` variables.
    BinaryQuadratic among(int total) {
        return spread(IntStream.range(0, variables).toArray(), new int[0], total);
    }

    private BinaryQuadratic spread(int[] free, int[] ones, int total) {
        var rest = new BinaryQuadratic(total);
        rest.addOffset(offset);
        for (int k = 0; k < ones.length; k++) {
            rest.addOffset(linear(ones[k]));
            for (int l = k + 1; l < ones.length; l++) {
                rest.addOffset(quadratic(ones[k], ones[l]));
            }
        }
        for (int k = 0; k < free.length; k++) {
            double own = linear(free[k]);
            for (int one : ones) {
                own += quadratic(free[k], one);
            }
            rest.addLinear(k, own);
            for (int l = k + 1; l < free.length; l++) {
                rest.addQuadratic(k, l, quadratic(free[k], free[l]));
            }
        }
        return rest;
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
