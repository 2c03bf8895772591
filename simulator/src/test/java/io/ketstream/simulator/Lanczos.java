package io.ketstream.simulator;

import io.ketstream.model.operator.PauliSum;
import java.util.Random;

/// The lowest eigenvalue of a Pauli sum by the Lanczos recurrence, eigenvalues of the tridiagonal matrix by
/// bisection.
final class Lanczos {

    private Lanczos() {}

    static double groundEnergy(PauliSum hamiltonian, int steps) {
        return groundEnergy(hamiltonian, random(hamiltonian.qubits()), steps);
    }

    /// The lowest eigenvalue among the eigenstates that `start` has a part of; `start` is used up.
    static double groundEnergy(PauliSum hamiltonian, Statevector start, int steps) {
        CompiledObservable observable = CompiledObservable.compile(hamiltonian);
        var workers = new Workers(1);
        var alpha = new double[steps];
        var beta = new double[steps + 1];
        Statevector previous = new Statevector(hamiltonian.qubits());
        Statevector current = start;
        int size = 0;
        while (size < steps) {
            Statevector next = Expectations.applied(observable, current, workers);
            alpha[size] = innerProduct(current, next);
            for (int b = 0; b < next.size(); b++) {
                next.re[b] -= alpha[size] * current.re[b] + beta[size] * previous.re[b];
                next.im[b] -= alpha[size] * current.im[b] + beta[size] * previous.im[b];
            }
            size++;
            beta[size] = Math.sqrt(next.norm());
            if (beta[size] < 1e-8) {
                break;
            }
            scale(next, 1 / beta[size]);
            previous = current;
            current = next;
        }
        return lowestEigenvalue(alpha, beta, size);
    }

    /// Bisection on the number of negative pivots of T − x (Sturm's sequence).
    private static double lowestEigenvalue(double[] alpha, double[] beta, int size) {
        double low = -1e3;
        double high = 1e3;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            double pivot = 1;
            boolean anyNegative = false;
            for (int k = 0; k < size; k++) {
                pivot = alpha[k] - middle - (k == 0 ? 0 : beta[k] * beta[k] / pivot);
                anyNegative |= pivot < 0;
            }
            if (anyNegative) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private static Statevector random(int qubits) {
        var random = new Random(qubits);
        var state = new Statevector(qubits);
        for (int b = 0; b < state.size(); b++) {
            state.re[b] = random.nextGaussian();
            state.im[b] = random.nextGaussian();
        }
        scale(state, 1 / Math.sqrt(state.norm()));
        return state;
    }

    private static void scale(Statevector state, double factor) {
        for (int b = 0; b < state.size(); b++) {
            state.re[b] *= factor;
            state.im[b] *= factor;
        }
    }

    private static double innerProduct(Statevector a, Statevector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.re[i] * b.re[i] + a.im[i] * b.im[i];
        }
        return sum;
    }
}
