package io.ketstream.model.measurement;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.operator.PauliString;
import java.util.Random;

/// Amplitudes under gates and Pauli strings by their matrices, letter by letter.
final class DenseState {

    private static final double HALF = Math.sqrt(0.5);

    private final int qubits;
    private final double[] real;
    private final double[] imaginary;

    private DenseState(int qubits, double[] real, double[] imaginary) {
        this.qubits = qubits;
        this.real = real;
        this.imaginary = imaginary;
    }

    static DenseState basis(int qubits, int index) {
        var state = new DenseState(qubits, new double[1 << qubits], new double[1 << qubits]);
        state.real[index] = 1;
        return state;
    }

    static DenseState random(int qubits, Random random) {
        var state = new DenseState(qubits, new double[1 << qubits], new double[1 << qubits]);
        for (int b = 0; b < state.real.length; b++) {
            state.real[b] = random.nextGaussian();
            state.imaginary[b] = random.nextGaussian();
        }
        return state;
    }

    DenseState copy() {
        return new DenseState(qubits, real.clone(), imaginary.clone());
    }

    DenseState apply(Iterable<Instruction.Apply> gates) {
        for (Instruction.Apply gate : gates) {
            apply(gate);
        }
        return this;
    }

    DenseState apply(PauliString string) {
        for (int qubit = 0; qubit < qubits; qubit++) {
            switch (string.at(qubit)) {
                case 'X' -> oneQubit(qubit, 0, 0, 1, 0, 1, 0, 0, 0);
                case 'Y' -> oneQubit(qubit, 0, 0, 0, -1, 0, 1, 0, 0);
                case 'Z' -> oneQubit(qubit, 1, 0, 0, 0, 0, 0, -1, 0);
                default -> {}
            }
        }
        return this;
    }

    /// The largest distance of an amplitude from that of ± a Z string on `other`.
    double distance(SignedZ string, DenseState other) {
        double distance = 0;
        for (int b = 0; b < real.length; b++) {
            boolean odd = (Long.bitCount(b & string.mask()) & 1) == 1;
            double sign = odd == string.negative() ? 1 : -1;
            distance = Math.max(
                    distance, Math.hypot(real[b] - sign * other.real[b], imaginary[b] - sign * other.imaginary[b]));
        }
        return distance;
    }

    private void apply(Instruction.Apply gate) {
        int first = gate.qubits().getFirst();
        int last = gate.qubits().getLast();
        switch (gate.gate()) {
            case H -> oneQubit(first, HALF, 0, HALF, 0, HALF, 0, -HALF, 0);
            case SDG -> oneQubit(first, 1, 0, 0, 0, 0, 0, 0, -1);
            case CX, CZ -> controlled(gate.gate(), first, last);
            default -> throw new AssertionError("a gate that was not asked for: " + gate);
        }
    }

    private void controlled(Gate gate, int control, int target) {
        for (int b = 0; b < real.length; b++) {
            if ((b >>> control & 1) == 0 || (b >>> target & 1) == 0) {
                continue;
            }
            if (gate == Gate.CZ) {
                real[b] = -real[b];
                imaginary[b] = -imaginary[b];
            } else {
                swap(real, b, b ^ 1 << target);
                swap(imaginary, b, b ^ 1 << target);
            }
        }
    }

    private static void swap(double[] values, int first, int second) {
        double value = values[first];
        values[first] = values[second];
        values[second] = value;
    }

    /// [[a, b], [c, d]], each as real and imaginary part.
    private void oneQubit(
            int qubit, double ar, double ai, double br, double bi, double cr, double ci, double dr, double di) {
        int bit = 1 << qubit;
        for (int zero = 0; zero < real.length; zero++) {
            if ((zero & bit) != 0) {
                continue;
            }
            int one = zero | bit;
            double r0 = real[zero];
            double i0 = imaginary[zero];
            double r1 = real[one];
            double i1 = imaginary[one];
            real[zero] = ar * r0 - ai * i0 + br * r1 - bi * i1;
            imaginary[zero] = ar * i0 + ai * r0 + br * i1 + bi * r1;
            real[one] = cr * r0 - ci * i0 + dr * r1 - di * i1;
            imaginary[one] = cr * i0 + ci * r0 + dr * i1 + di * r1;
        }
    }
}
