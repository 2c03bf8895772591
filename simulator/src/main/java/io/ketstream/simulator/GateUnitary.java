package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;

/// Gates as matrices. Bit k of a row or column is the k-th of the gate's qubits, so that controls are the low bits.
final class GateUnitary {

    private static final double SQRT_HALF = Math.sqrt(0.5);

    private GateUnitary() {}

    static ComplexMatrix of(Instruction.Apply apply, RealVector parameters) {
        return of(apply.gate(), angles(apply, parameters));
    }

    /// The derivative by angle number `which`.
    ///
    /// Every entry is A + B cos(ωθ) + C sin(ωθ) in each angle, with ω = 1 for phases and ½ for rotations, whence
    /// f′(θ) = ω/2 · (f(θ + π/2ω) − f(θ − π/2ω)) exactly.
    static ComplexMatrix derivative(Instruction.Apply apply, RealVector parameters, int which) {
        double frequency = frequency(apply.gate(), which);
        double[] angles = angles(apply, parameters);
        double angle = angles[which];
        var derivative = new ComplexMatrix(1 << apply.gate().qubits());
        angles[which] = angle + Math.PI / (2 * frequency);
        derivative.addScaled(frequency / 2, of(apply.gate(), angles));
        angles[which] = angle - Math.PI / (2 * frequency);
        derivative.addScaled(-frequency / 2, of(apply.gate(), angles));
        return derivative;
    }

    /// Whether its matrix is diagonal for all angles.
    static boolean isDiagonal(Gate gate) {
        return switch (gate) {
            case ID, Z, S, SDG, T, TDG, RZ, P, CZ, CP, CRZ, RZZ -> true;
            case X, Y, H, SX, SXDG, RX, RY, U, CX, CY, CH, CRX, CRY, CU, SWAP, RXX, RYY, CCX, CSWAP -> false;
        };
    }

    private static double[] angles(Instruction.Apply apply, RealVector parameters) {
        return apply.angles().stream()
                .mapToDouble(angle -> angle.evaluate(parameters))
                .toArray();
    }

    private static double frequency(Gate gate, int which) {
        return switch (gate) {
            case P, CP -> 1;
            case U, CU -> which == 0 ? 0.5 : 1;
            default -> 0.5;
        };
    }

    static ComplexMatrix of(Gate gate, double[] a) {
        return switch (gate) {
            case ID -> ComplexMatrix.identity(2);
            case X -> matrix(0, 0, 1, 0, 1, 0, 0, 0);
            case Y -> matrix(0, 0, 0, -1, 0, 1, 0, 0);
            case Z -> matrix(1, 0, 0, 0, 0, 0, -1, 0);
            case H -> matrix(SQRT_HALF, 0, SQRT_HALF, 0, SQRT_HALF, 0, -SQRT_HALF, 0);
            case S -> matrix(1, 0, 0, 0, 0, 0, 0, 1);
            case SDG -> matrix(1, 0, 0, 0, 0, 0, 0, -1);
            case T -> matrix(1, 0, 0, 0, 0, 0, SQRT_HALF, SQRT_HALF);
            case TDG -> matrix(1, 0, 0, 0, 0, 0, SQRT_HALF, -SQRT_HALF);
            case SX -> matrix(0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5, 0.5);
            case SXDG -> matrix(0.5, -0.5, 0.5, 0.5, 0.5, 0.5, 0.5, -0.5);
            case RX -> matrix(cos(a[0] / 2), 0, 0, -sin(a[0] / 2), 0, -sin(a[0] / 2), cos(a[0] / 2), 0);
            case RY -> matrix(cos(a[0] / 2), 0, -sin(a[0] / 2), 0, sin(a[0] / 2), 0, cos(a[0] / 2), 0);
            case RZ -> matrix(cos(a[0] / 2), -sin(a[0] / 2), 0, 0, 0, 0, cos(a[0] / 2), sin(a[0] / 2));
            case P -> matrix(1, 0, 0, 0, 0, 0, cos(a[0]), sin(a[0]));
            case U -> u(a[0], a[1], a[2], 0);
            case CX -> controlled(of(Gate.X, a));
            case CY -> controlled(of(Gate.Y, a));
            case CZ -> controlled(of(Gate.Z, a));
            case CH -> controlled(of(Gate.H, a));
            case CP -> controlled(of(Gate.P, a));
            case CRX -> controlled(of(Gate.RX, a));
            case CRY -> controlled(of(Gate.RY, a));
            case CRZ -> controlled(of(Gate.RZ, a));
            case CU -> controlled(u(a[0], a[1], a[2], a[3]));
            case SWAP -> swap();
            case RXX -> pairRotation(a[0], 1);
            case RYY -> pairRotation(a[0], -1);
            case RZZ -> {
                var rotation = new ComplexMatrix(4);
                for (int k = 0; k < 4; k++) {
                    double sign = Integer.bitCount(k) == 1 ? 1 : -1;
                    rotation.set(k, k, cos(a[0] / 2), sign * sin(a[0] / 2));
                }
                yield rotation;
            }
            case CCX -> controlled(controlled(of(Gate.X, a)));
            case CSWAP -> controlled(swap());
        };
    }

    /// Entries (0,0), (0,1), (1,0), (1,1), each real and imaginary.
    private static ComplexMatrix matrix(double... entries) {
        var matrix = new ComplexMatrix(2);
        for (int k = 0; k < 4; k++) {
            matrix.set(k >> 1, k & 1, entries[2 * k], entries[2 * k + 1]);
        }
        return matrix;
    }

    private static ComplexMatrix u(double theta, double phi, double lambda, double gamma) {
        double cos = cos(theta / 2);
        double sin = sin(theta / 2);
        return matrix(
                cos * cos(gamma),
                cos * sin(gamma),
                -sin * cos(gamma + lambda),
                -sin * sin(gamma + lambda),
                sin * cos(gamma + phi),
                sin * sin(gamma + phi),
                cos * cos(gamma + phi + lambda),
                cos * sin(gamma + phi + lambda));
    }

    /// `matrix` where a new lowest bit is 1.
    private static ComplexMatrix controlled(ComplexMatrix matrix) {
        var controlled = new ComplexMatrix(2 * matrix.size);
        for (int row = 0; row < matrix.size; row++) {
            controlled.set(2 * row, 2 * row, 1, 0);
            for (int column = 0; column < matrix.size; column++) {
                controlled.set(2 * row + 1, 2 * column + 1, matrix.real(row, column), matrix.imaginary(row, column));
            }
        }
        return controlled;
    }

    private static ComplexMatrix swap() {
        var swap = new ComplexMatrix(4);
        swap.set(0, 0, 1, 0);
        swap.set(1, 2, 1, 0);
        swap.set(2, 1, 1, 0);
        swap.set(3, 3, 1, 0);
        return swap;
    }

    /// exp(−iθ/2 · P) with P|01⟩ = |10⟩ and P|00⟩ = `sign`·|11⟩: X⊗X for 1, Y⊗Y for −1.
    private static ComplexMatrix pairRotation(double theta, int sign) {
        var rotation = new ComplexMatrix(4);
        for (int k = 0; k < 4; k++) {
            rotation.set(k, k, cos(theta / 2), 0);
            rotation.set(k, 3 - k, 0, (Integer.bitCount(k) == 1 ? -1 : -sign) * sin(theta / 2));
        }
        return rotation;
    }

    private static double cos(double angle) {
        return SineCosine.cos(angle);
    }

    private static double sin(double angle) {
        return SineCosine.sin(angle);
    }
}
