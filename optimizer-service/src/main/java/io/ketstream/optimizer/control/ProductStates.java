package io.ketstream.optimizer.control;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// Energies of products of one-qubit pure states: ⟨H⟩ = Σ c Π ⟨letter⟩, where ⟨X⟩, ⟨Y⟩, ⟨Z⟩
/// of a qubit are the components of its unit Bloch vector.
final class ProductStates {

    private final double constant;
    private final int qubits;
    private final double[] coefficients;
    private final int[][] targets;
    /// 0, 1, 2 for X, Y, Z.
    private final int[][] letters;
    private final List<List<Integer>> termsOf = new ArrayList<>();

    ProductStates(PauliSum sum) {
        this.qubits = sum.qubits();
        for (int q = 0; q < qubits; q++) {
            termsOf.add(new ArrayList<>());
        }
        var terms = new ArrayList<PauliSum.Term>();
        double identity = 0;
        for (PauliSum.Term term : sum.terms()) {
            if (term.pauli().weight() == 0) {
                identity += term.coefficient();
            } else {
                terms.add(term);
            }
        }
        this.constant = identity;
        this.coefficients = new double[terms.size()];
        this.targets = new int[terms.size()][];
        this.letters = new int[terms.size()][];
        for (int t = 0; t < terms.size(); t++) {
            coefficients[t] = terms.get(t).coefficient();
            PauliString pauli = terms.get(t).pauli();
            targets[t] = new int[pauli.weight()];
            letters[t] = new int[pauli.weight()];
            int at = 0;
            for (int q = 0; q < qubits; q++) {
                if (pauli.at(q) != 'I') {
                    targets[t][at] = q;
                    letters[t][at++] = pauli.at(q) - 'X';
                    termsOf.get(q).add(t);
                }
            }
        }
    }

    RandomControl sample(int samples, long seed) {
        var random = new MersenneTwister(seed);
        var statistics = new Statistics();
        for (int s = 0; s < samples; s++) {
            statistics.add(energy(draw(random)));
        }
        return statistics.control();
    }

    /// Coordinate descent from random starts: with all other qubits fixed the energy is A + B·r, least at r = −B/|B|.
    /// Optimising one qubit counts as one evaluation.
    HeuristicControl descend(long evaluations, long seed) {
        var random = new MersenneTwister(seed);
        double best = Double.POSITIVE_INFINITY;
        long used = 0;
        do {
            double[][] state = draw(random);
            double energy = energy(state);
            used++;
            boolean improving = true;
            while (improving && used < evaluations) {
                for (int q = 0; q < qubits && used < evaluations; q++) {
                    used++;
                    turn(q, state);
                }
                double after = energy(state);
                improving = after < energy - 1e-12 * Math.max(1, Math.abs(energy));
                energy = after;
            }
            best = Math.min(best, energy);
        } while (used < evaluations);
        return new HeuristicControl(best, null, "product-state", used);
    }

    private void turn(int qubit, double[][] state) {
        double[] field = new double[3];
        for (int t : termsOf.get(qubit)) {
            double product = coefficients[t];
            int own = 0;
            for (int k = 0; k < targets[t].length; k++) {
                if (targets[t][k] == qubit) {
                    own = letters[t][k];
                } else {
                    product *= state[targets[t][k]][letters[t][k]];
                }
            }
            field[own] += product;
        }
        double norm = norm(field);
        if (norm > 0) {
            for (int axis = 0; axis < 3; axis++) {
                state[qubit][axis] = -field[axis] / norm;
            }
        }
    }

    private double energy(double[][] state) {
        double energy = constant;
        for (int t = 0; t < coefficients.length; t++) {
            double product = coefficients[t];
            for (int k = 0; k < targets[t].length; k++) {
                product *= state[targets[t][k]][letters[t][k]];
            }
            energy += product;
        }
        return energy;
    }

    /// Directions uniform on the sphere.
    private double[][] draw(MersenneTwister random) {
        double[][] state = new double[qubits][3];
        for (double[] bloch : state) {
            double norm = 0;
            while (norm < 1e-6) {
                for (int axis = 0; axis < 3; axis++) {
                    bloch[axis] = random.nextGaussian();
                }
                norm = norm(bloch);
            }
            for (int axis = 0; axis < 3; axis++) {
                bloch[axis] /= norm;
            }
        }
        return state;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
    }
}
