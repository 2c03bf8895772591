package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import java.util.Arrays;
import java.util.List;

/// An independent reference: gates as dense matrices in closed form, applied by summing over all matrix
/// entries, Pauli sums letter by letter. Shares no code and no decomposition with the simulator.
final class DenseReference {

    private DenseReference() {}

    record Complex(double re, double im) {
        static final Complex ZERO = new Complex(0, 0);
        static final Complex ONE = new Complex(1, 0);
        static final Complex I = new Complex(0, 1);

        static Complex expi(double angle) {
            return new Complex(Math.cos(angle), Math.sin(angle));
        }

        static Complex real(double value) {
            return new Complex(value, 0);
        }

        Complex times(Complex o) {
            return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
        }

        Complex times(double factor) {
            return new Complex(re * factor, im * factor);
        }

        Complex plus(Complex o) {
            return new Complex(re + o.re, im + o.im);
        }

        Complex conjugate() {
            return new Complex(re, -im);
        }
    }

    /// The matrix of `gate`; bit k of a row or column is the k-th **last** of the gate's qubits, so that
    /// controls, which come first, are the high bits.
    static Complex[][] matrix(Gate gate, double... a) {
        double cos = a.length > 0 ? Math.cos(a[0] / 2) : 0;
        double sin = a.length > 0 ? Math.sin(a[0] / 2) : 0;
        double r = Math.sqrt(0.5);
        return switch (gate) {
            case ID -> real(new double[][] {{1, 0}, {0, 1}});
            case X -> real(new double[][] {{0, 1}, {1, 0}});
            case Y -> new Complex[][] {{Complex.ZERO, new Complex(0, -1)}, {Complex.I, Complex.ZERO}};
            case Z -> diagonal(Complex.ONE, new Complex(-1, 0));
            case H -> real(new double[][] {{r, r}, {r, -r}});
            case S -> diagonal(Complex.ONE, Complex.I);
            case SDG -> diagonal(Complex.ONE, new Complex(0, -1));
            case T -> diagonal(Complex.ONE, new Complex(r, r));
            case TDG -> diagonal(Complex.ONE, new Complex(r, -r));
            case SX -> squareRootOfX(0.5);
            case SXDG -> squareRootOfX(-0.5);
            case RX ->
                new Complex[][] {{Complex.real(cos), new Complex(0, -sin)}, {new Complex(0, -sin), Complex.real(cos)}};
            case RY -> real(new double[][] {{cos, -sin}, {sin, cos}});
            case RZ -> diagonal(Complex.expi(-a[0] / 2), Complex.expi(a[0] / 2));
            case P -> diagonal(Complex.ONE, Complex.expi(a[0]));
            case U -> u(a[0], a[1], a[2], 0);
            case CX -> controlled(matrix(Gate.X));
            case CY -> controlled(matrix(Gate.Y));
            case CZ -> controlled(matrix(Gate.Z));
            case CH -> controlled(matrix(Gate.H));
            case CP -> controlled(matrix(Gate.P, a));
            case CRX -> controlled(matrix(Gate.RX, a));
            case CRY -> controlled(matrix(Gate.RY, a));
            case CRZ -> controlled(matrix(Gate.RZ, a));
            case CU -> controlled(u(a[0], a[1], a[2], a[3]));
            case SWAP -> real(new double[][] {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 1}});
            case RXX -> exponential(a[0], kronecker(matrix(Gate.X), matrix(Gate.X)));
            case RYY -> exponential(a[0], kronecker(matrix(Gate.Y), matrix(Gate.Y)));
            case RZZ -> exponential(a[0], kronecker(matrix(Gate.Z), matrix(Gate.Z)));
            case CCX -> controlled(matrix(Gate.CX));
            case CSWAP -> controlled(matrix(Gate.SWAP));
        };
    }

    /// The final state of a circuit without measurements.
    static Complex[] run(ParameterizedCircuit circuit, RealVector parameters) {
        var state = new Complex[1 << circuit.qubits()];
        Arrays.fill(state, Complex.ZERO);
        state[0] = Complex.ONE;
        for (Instruction instruction : circuit.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                double[] angles = apply.angles().stream()
                        .mapToDouble(angle -> angle.evaluate(parameters))
                        .toArray();
                state = apply(matrix(apply.gate(), angles), apply.qubits(), state);
            }
        }
        return state;
    }

    static Complex[] apply(Complex[][] matrix, List<Integer> qubits, Complex[] state) {
        var result = new Complex[state.length];
        for (int row = 0; row < state.length; row++) {
            Complex sum = Complex.ZERO;
            for (int column = 0; column < matrix.length; column++) {
                int source = row;
                int matrixRow = 0;
                for (int k = 0; k < qubits.size(); k++) {
                    int qubit = qubits.get(qubits.size() - 1 - k);
                    matrixRow |= ((row >> qubit) & 1) << k;
                    source = (source & ~(1 << qubit)) | (((column >> k) & 1) << qubit);
                }
                sum = sum.plus(matrix[matrixRow][column].times(state[source]));
            }
            result[row] = sum;
        }
        return result;
    }

    /// H|ψ⟩.
    static Complex[] apply(PauliSum observable, Complex[] state) {
        var result = new Complex[state.length];
        Arrays.fill(result, Complex.ZERO);
        for (PauliSum.Term term : observable.terms()) {
            Complex[] applied = state;
            for (int qubit = 0; qubit < observable.qubits(); qubit++) {
                applied = switch (term.pauli().at(qubit)) {
                    case 'X' -> apply(matrix(Gate.X), List.of(qubit), applied);
                    case 'Y' -> apply(matrix(Gate.Y), List.of(qubit), applied);
                    case 'Z' -> apply(matrix(Gate.Z), List.of(qubit), applied);
                    default -> applied;
                };
            }
            for (int b = 0; b < state.length; b++) {
                result[b] = result[b].plus(applied[b].times(term.coefficient()));
            }
        }
        return result;
    }

    /// ⟨a|b⟩.
    static Complex inner(Complex[] a, Complex[] b) {
        Complex sum = Complex.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.plus(a[i].conjugate().times(b[i]));
        }
        return sum;
    }

    private static Complex[][] u(double theta, double phi, double lambda, double gamma) {
        double cos = Math.cos(theta / 2);
        double sin = Math.sin(theta / 2);
        return new Complex[][] {
            {Complex.expi(gamma).times(cos), Complex.expi(gamma + lambda).times(-sin)},
            {
                Complex.expi(gamma + phi).times(sin),
                Complex.expi(gamma + phi + lambda).times(cos)
            }
        };
    }

    private static Complex[][] squareRootOfX(double half) {
        var same = new Complex(0.5, half);
        var other = new Complex(0.5, -half);
        return new Complex[][] {{same, other}, {other, same}};
    }

    /// exp(−iθP/2) = cos(θ/2) − i sin(θ/2) P for P² = 1.
    private static Complex[][] exponential(double theta, Complex[][] pauli) {
        var result = new Complex[pauli.length][pauli.length];
        for (int i = 0; i < pauli.length; i++) {
            for (int j = 0; j < pauli.length; j++) {
                result[i][j] = pauli[i][j]
                        .times(new Complex(0, -Math.sin(theta / 2)))
                        .plus(Complex.real(i == j ? Math.cos(theta / 2) : 0));
            }
        }
        return result;
    }

    private static Complex[][] kronecker(Complex[][] a, Complex[][] b) {
        int n = b.length;
        var result = new Complex[a.length * n][a.length * n];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[i][j] = a[i / n][j / n].times(b[i % n][j % n]);
            }
        }
        return result;
    }

    private static Complex[][] controlled(Complex[][] matrix) {
        int n = matrix.length;
        var result = new Complex[2 * n][2 * n];
        for (int i = 0; i < 2 * n; i++) {
            for (int j = 0; j < 2 * n; j++) {
                result[i][j] = i >= n && j >= n ? matrix[i - n][j - n] : i == j ? Complex.ONE : Complex.ZERO;
            }
        }
        return result;
    }

    private static Complex[][] diagonal(Complex zero, Complex one) {
        return new Complex[][] {{zero, Complex.ZERO}, {Complex.ZERO, one}};
    }

    private static Complex[][] real(double[][] values) {
        var matrix = new Complex[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                matrix[i][j] = Complex.real(values[i][j]);
            }
        }
        return matrix;
    }
}
