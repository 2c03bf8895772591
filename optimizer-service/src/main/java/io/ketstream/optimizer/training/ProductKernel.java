package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.run.Rotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fidelities of a map that joins no qubits, in closed form: the product of those of single qubits, each of one
/// feature.
final class ProductKernel implements KernelSource {

    private final FeatureMap map;

    /// @param map separable
    ProductKernel(FeatureMap map) {
        if (!map.isSeparable()) {
            throw new IllegalArgumentException("the map joins qubits: " + map);
        }
        this.map = map;
    }

    @Override
    public KernelBlocks blocks(List<RealVector> training, List<RealVector> test, @Nullable Integer fold) {
        Qubit[][] known = states(training);
        Qubit[][] others = states(test);
        var gram = new double[known.length][known.length];
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = fidelity(known[i], known[j]);
                gram[j][i] = gram[i][j];
            }
            gram[i][i] = 1;
        }
        var cross = new double[others.length][known.length];
        for (int i = 0; i < others.length; i++) {
            for (int j = 0; j < known.length; j++) {
                cross[i][j] = fidelity(others[i], known[j]);
            }
        }
        return new KernelBlocks(gram, cross);
    }

    private Qubit[][] states(List<RealVector> rows) {
        var states = new Qubit[rows.size()][];
        for (int i = 0; i < states.length; i++) {
            RealVector angles = rows.get(i);
            states[i] = new Qubit[map.qubits(angles.size())];
            for (int q = 0; q < states[i].length; q++) {
                states[i][q] = map instanceof FeatureMap.DenseAngle dense
                        ? dense(dense.rotations(), angles, q)
                        : state(angles.get(q));
            }
        }
        return states;
    }

    private static double fidelity(Qubit[] first, Qubit[] second) {
        double product = 1;
        for (int q = 0; q < first.length; q++) {
            product *= first[q].fidelity(second[q]);
        }
        return product;
    }

    /// The state of a qubit that several angles turn.
    private static Qubit dense(List<Rotation> rotations, RealVector angles, int number) {
        var qubit = new Qubit();
        int first = rotations.size() * number;
        for (int k = 0; k < rotations.size() && first + k < angles.size(); k++) {
            qubit.rotate(axis(rotations.get(k)), angles.get(first + k));
        }
        return qubit;
    }

    private Qubit state(double x) {
        var qubit = new Qubit();
        switch (map) {
            case FeatureMap.Angle angle -> {
                for (int k = 0; k < angle.repetitions(); k++) {
                    for (Rotation rotation : angle.rotations()) {
                        qubit.rotate(axis(rotation), x);
                    }
                }
            }
            case FeatureMap.Z z -> {
                for (int k = 0; k < z.repetitions(); k++) {
                    qubit.hadamard();
                    // P(2x) is RZ(2x) but for a phase of the whole
                    qubit.rotate('Z', 2 * x);
                }
            }
            case FeatureMap.Pauli pauli -> {
                for (int k = 0; k < pauli.repetitions(); k++) {
                    qubit.hadamard();
                    for (String word : pauli.paulis()) {
                        qubit.rotate(word.charAt(0), pauli.alpha() * x);
                    }
                }
            }
            case FeatureMap.Separable separable -> {
                for (int k = 0; k < separable.layers(); k++) {
                    qubit.rotate('X', -Math.PI / 4);
                    qubit.rotate('Y', -x);
                }
            }
            case FeatureMap.DenseAngle _ -> throw new IllegalStateException("has several angles a qubit");
            case FeatureMap.Zz _, FeatureMap.Iqp _, FeatureMap.Amplitude _ ->
                throw new IllegalStateException("joins qubits: " + map);
        }
        return qubit;
    }

    private static char axis(Rotation rotation) {
        return switch (rotation) {
            case RX -> 'X';
            case RY -> 'Y';
            case RZ -> 'Z';
        };
    }

    /// Amplitudes of |0⟩ and |1⟩, real and imaginary part.
    private static final class Qubit {

        private double re0 = 1;
        private double im0;
        private double re1;
        private double im1;

        void hadamard() {
            double root = Math.sqrt(0.5);
            set((re0 + re1) * root, (im0 + im1) * root, (re0 - re1) * root, (im0 - im1) * root);
        }

        /// exp(−i·angle·P/2)
        void rotate(char axis, double angle) {
            double c = StrictMath.cos(angle / 2);
            double s = StrictMath.sin(angle / 2);
            switch (axis) {
                case 'X' -> set(c * re0 + s * im1, c * im0 - s * re1, c * re1 + s * im0, c * im1 - s * re0);
                case 'Y' -> set(c * re0 - s * re1, c * im0 - s * im1, c * re1 + s * re0, c * im1 + s * im0);
                case 'Z' -> set(c * re0 + s * im0, c * im0 - s * re0, c * re1 - s * im1, c * im1 + s * re1);
                default -> throw new IllegalArgumentException("no axis: " + axis);
            }
        }

        private void set(double newRe0, double newIm0, double newRe1, double newIm1) {
            re0 = newRe0;
            im0 = newIm0;
            re1 = newRe1;
            im1 = newIm1;
        }

        double fidelity(Qubit other) {
            double re = re0 * other.re0 + im0 * other.im0 + re1 * other.re1 + im1 * other.im1;
            double im = re0 * other.im0 - im0 * other.re0 + re1 * other.im1 - im1 * other.re1;
            return re * re + im * im;
        }
    }
}
