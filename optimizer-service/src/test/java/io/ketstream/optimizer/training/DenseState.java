package io.ketstream.optimizer.training;

import io.ketstream.model.operator.PauliString;

/// A state of few qubits as all its amplitudes.
final class DenseState {

    private final int qubits;
    private double[] re;
    private double[] im;

    DenseState(int qubits) {
        this.qubits = qubits;
        re = new double[1 << qubits];
        im = new double[1 << qubits];
        re[0] = 1;
    }

    void hadamard(int qubit) {
        double root = Math.sqrt(0.5);
        for (int b = 0; b < re.length; b++) {
            int other = b | 1 << qubit;
            if (other != b) {
                double re0 = re[b];
                double im0 = im[b];
                re[b] = root * (re0 + re[other]);
                im[b] = root * (im0 + im[other]);
                re[other] = root * (re0 - re[other]);
                im[other] = root * (im0 - im[other]);
            }
        }
    }

    /// exp(−i·angle·P/2)
    void rotate(PauliString pauli, double angle) {
        double c = StrictMath.cos(angle / 2);
        double s = StrictMath.sin(angle / 2);
        double[][] applied = applied(pauli);
        for (int b = 0; b < re.length; b++) {
            re[b] = c * re[b] + s * applied[1][b];
            im[b] = c * im[b] - s * applied[0][b];
        }
    }

    void rotate(char letter, double angle, int... targets) {
        rotate(PauliString.of(qubits, letter, targets), angle);
    }

    void cx(int control, int target) {
        double[] newRe = re.clone();
        double[] newIm = im.clone();
        for (int b = 0; b < re.length; b++) {
            if ((b >> control & 1) == 1) {
                newRe[b ^ 1 << target] = re[b];
                newIm[b ^ 1 << target] = im[b];
            }
        }
        re = newRe;
        im = newIm;
    }

    double expectation(PauliString pauli) {
        double[][] applied = applied(pauli);
        double sum = 0;
        for (int b = 0; b < re.length; b++) {
            sum += re[b] * applied[0][b] + im[b] * applied[1][b];
        }
        return sum;
    }

    DenseState minus(DenseState other) {
        var difference = new DenseState(qubits);
        for (int b = 0; b < re.length; b++) {
            difference.re[b] = re[b] - other.re[b];
            difference.im[b] = im[b] - other.im[b];
        }
        return difference;
    }

    DenseState times(double factor) {
        var product = new DenseState(qubits);
        for (int b = 0; b < re.length; b++) {
            product.re[b] = factor * re[b];
            product.im[b] = factor * im[b];
        }
        return product;
    }

    double fidelity(DenseState other) {
        double[] product = product(other);
        return product[0] * product[0] + product[1] * product[1];
    }

    /// ⟨this|other⟩, its real and its imaginary part.
    double[] product(DenseState other) {
        double real = 0;
        double imaginary = 0;
        for (int b = 0; b < re.length; b++) {
            real += re[b] * other.re[b] + im[b] * other.im[b];
            imaginary += re[b] * other.im[b] - im[b] * other.re[b];
        }
        return new double[] {real, imaginary};
    }

    /// P|ψ⟩, real and imaginary parts.
    private double[][] applied(PauliString pauli) {
        double[] newRe = new double[re.length];
        double[] newIm = new double[re.length];
        for (int b = 0; b < re.length; b++) {
            int to = b;
            double real = re[b];
            double imaginary = im[b];
            for (int q = 0; q < qubits; q++) {
                boolean one = (b >> q & 1) == 1;
                switch (pauli.at(q)) {
                    case 'X' -> to ^= 1 << q;
                    case 'Y' -> {
                        to ^= 1 << q;
                        // Y|0⟩ = i|1⟩, Y|1⟩ = −i|0⟩
                        double before = real;
                        real = one ? imaginary : -imaginary;
                        imaginary = one ? -before : before;
                    }
                    case 'Z' -> {
                        real = one ? -real : real;
                        imaginary = one ? -imaginary : imaginary;
                    }
                    default -> {
                        // identity
                    }
                }
            }
            newRe[to] = real;
            newIm[to] = imaginary;
        }
        return new double[][] {newRe, newIm};
    }
}
