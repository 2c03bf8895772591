package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The lowest eigenvalue by Lanczos with full reorthogonalisation, independent of circuits and simulator.
final class GroundEnergy {

    private GroundEnergy() {}

    static double of(PauliSum operator) {
        int size = 1 << operator.qubits();
        // complex vectors as real parts then imaginary parts
        double[] vector = new Random(1).doubles(2L * size, -1, 1).toArray();
        scale(vector, 1 / norm(vector));
        var basis = new ArrayList<double[]>();
        var diagonal = new ArrayList<Double>();
        var offDiagonal = new ArrayList<Double>();
        while (basis.size() < Math.min(size, 120)) {
            basis.add(vector);
            double[] next = apply(operator, vector);
            diagonal.add(dot(vector, next));
            orthogonalise(next, basis);
            orthogonalise(next, basis);
            double norm = norm(next);
            if (norm < 1e-10) {
                break;
            }
            offDiagonal.add(norm);
            scale(next, 1 / norm);
            vector = next;
        }
        return lowest(diagonal, offDiagonal);
    }

    /// Bisection on the number of negative pivots of T − x (Sturm's theorem).
    private static double lowest(List<Double> diagonal, List<Double> offDiagonal) {
        double low = -1e6;
        double high = 1e6;
        for (int step = 0; step < 120; step++) {
            double middle = (low + high) / 2;
            double pivot = 1;
            boolean below = false;
            for (int i = 0; i < diagonal.size() && !below; i++) {
                double coupling = i == 0 ? 0 : offDiagonal.get(i - 1);
                pivot = diagonal.get(i) - middle - coupling * coupling / pivot;
                below = pivot < 0;
            }
            if (below) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double[] apply(PauliSum operator, double[] vector) {
        int size = vector.length / 2;
        double[] product = new double[vector.length];
        for (PauliSum.Term term : operator.terms()) {
            PauliString pauli = term.pauli();
            int turns = Long.bitCount(pauli.xMask() & pauli.zMask()) % 4;
            for (int source = 0; source < size; source++) {
                int target = source ^ (int) pauli.xMask();
                double factor =
                        (Long.bitCount(source & pauli.zMask()) & 1) == 0 ? term.coefficient() : -term.coefficient();
                double re = factor * vector[source];
                double im = factor * vector[size + source];
                for (int turn = 0; turn < turns; turn++) {
                    double swapped = re;
                    re = -im;
                    im = swapped;
                }
                product[target] += re;
                product[size + target] += im;
            }
        }
        return product;
    }

    private static void orthogonalise(double[] vector, List<double[]> basis) {
        int size = vector.length / 2;
        for (double[] other : basis) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                re += other[i] * vector[i] + other[size + i] * vector[size + i];
                im += other[i] * vector[size + i] - other[size + i] * vector[i];
            }
            for (int i = 0; i < size; i++) {
                vector[i] -= re * other[i] - im * other[size + i];
                vector[size + i] -= re * other[size + i] + im * other[i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
