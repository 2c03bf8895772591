package io.ketstream.optimizer.learning.kernel;

import java.util.ArrayList;
import java.util.List;

/// Dense statevectors of a few feature maps, by their definitions, and fidelities of them.
final class FeatureStates {

    /// A state: real parts, then imaginary ones.
    private final List<double[]> states = new ArrayList<>();

    private FeatureStates() {}

    /// `repetitions` times: H on every qubit, P(2 x_q), and, if `entangled`, a phase 2(π−x_i)(π−x_j) where
    /// bits i and j differ, for every pair: Qiskit's `ZFeatureMap` and `ZZFeatureMap`.
    static FeatureStates qiskit(double[][] rows, int repetitions, boolean entangled) {
        var states = new FeatureStates();
        for (double[] x : rows) {
            states.states.add(layers(x.length, repetitions, bits -> {
                double phase = 0;
                for (int i = 0; i < x.length; i++) {
                    phase += bit(bits, i) * 2 * x[i];
                    for (int j = 0; entangled && j < i; j++) {
                        phase += (bit(bits, i) ^ bit(bits, j)) * 2 * (Math.PI - x[i]) * (Math.PI - x[j]);
                    }
                }
                return phase;
            }));
        }
        return states;
    }

    /// `repetitions` times: H on every qubit, RZ(x_i), and exp(−i x_i x_j ZZ/2) for every pair: PennyLane's
    /// `IQPEmbedding`.
    static FeatureStates iqp(double[][] rows, int repetitions) {
        var states = new FeatureStates();
        for (double[] x : rows) {
            states.states.add(layers(x.length, repetitions, bits -> {
                double phase = 0;
                for (int i = 0; i < x.length; i++) {
                    int zi = 1 - 2 * bit(bits, i);
                    phase -= x[i] * zi / 2;
                    for (int j = 0; j < i; j++) {
                        phase -= x[i] * x[j] * zi * (1 - 2 * bit(bits, j)) / 2;
                    }
                }
                return phase;
            }));
        }
        return states;
    }

    /// The product over features of |⟨φ(y_f)|φ(x_f)⟩|² with |φ(x)⟩ = (RY(−x) RX(−π/4))^layers |0⟩.
    static double[][] separable(double[][] rows, double[][] columns, int layers) {
        var kernel = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                kernel[i][j] = 1;
                for (int f = 0; f < rows[i].length; f++) {
                    kernel[i][j] *= fidelity(qubit(rows[i][f], layers), qubit(columns[j][f], layers));
                }
            }
        }
        return kernel;
    }

    private static double[] qubit(double x, int layers) {
        double half = Math.PI / 8;
        double re0 = 1;
        double re1 = 0;
        double im0 = 0;
        double im1 = 0;
        for (int layer = 0; layer < layers; layer++) {
            // RX(−π/4) = [[cos, i sin], [i sin, cos]] of π/8
            double c = Math.cos(half);
            double s = Math.sin(half);
            double a = c * re0 - s * im1;
            double b = c * im0 + s * re1;
            double d = c * re1 - s * im0;
            double e = c * im1 + s * re0;
            // RY(−x) = [[cos, sin], [−sin, cos]] of x/2
            c = Math.cos(x / 2);
            s = Math.sin(x / 2);
            re0 = c * a + s * d;
            im0 = c * b + s * e;
            re1 = c * d - s * a;
            im1 = c * e - s * b;
        }
        return new double[] {re0, re1, im0, im1};
    }

    double[][] kernel(FeatureStates columns) {
        var kernel = new double[states.size()][columns.states.size()];
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[i].length; j++) {
                kernel[i][j] = fidelity(states.get(i), columns.states.get(j));
            }
        }
        return kernel;
    }

    private static double fidelity(double[] a, double[] b) {
        int half = a.length / 2;
        double re = 0;
        double im = 0;
        for (int k = 0; k < half; k++) {
            re += a[k] * b[k] + a[half + k] * b[half + k];
            im += a[k] * b[half + k] - a[half + k] * b[k];
        }
        return re * re + im * im;
    }

    private interface Phase {
        double of(int bits);
    }

    private static double[] layers(int qubits, int repetitions, Phase phase) {
        int dimension = 1 << qubits;
        var state = new double[2 * dimension];
        state[0] = 1;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (int q = 0; q < qubits; q++) {
                hadamard(state, 1 << q);
            }
            for (int k = 0; k < dimension; k++) {
                double angle = phase.of(k);
                double re = state[k] * Math.cos(angle) - state[dimension + k] * Math.sin(angle);
                state[dimension + k] = state[k] * Math.sin(angle) + state[dimension + k] * Math.cos(angle);
                state[k] = re;
            }
        }
        return state;
    }

    private static void hadamard(double[] state, int bit) {
        double root = Math.sqrt(0.5);
        for (int k = 0; k < state.length; k++) {
            // real and imaginary parts alike
            if ((k & bit) == 0) {
                double zero = state[k];
                state[k] = root * (zero + state[k | bit]);
                state[k | bit] = root * (zero - state[k | bit]);
            }
        }
    }

    private static int bit(int bits, int place) {
        return bits >> place & 1;
    }
}
