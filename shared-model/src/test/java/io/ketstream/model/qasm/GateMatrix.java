package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Gate;

/// The unitary of every gate, written down from the table in [Gate]; bit k of an index is the gate's qubit k.
final class GateMatrix {

    private GateMatrix() {}

    static Matrix of(Gate gate, double... angles) {
        double r = Math.sqrt(0.5);
        return switch (gate) {
            case ID -> Matrix.identity(2);
            case X -> Matrix.of(0, 0, 1, 0, 1, 0, 0, 0);
            case Y -> Matrix.of(0, 0, 0, -1, 0, 1, 0, 0);
            case Z -> Matrix.of(1, 0, 0, 0, 0, 0, -1, 0);
            case H -> Matrix.of(r, 0, r, 0, r, 0, -r, 0);
            case S -> Matrix.of(1, 0, 0, 0, 0, 0, 0, 1);
            case SDG -> Matrix.of(1, 0, 0, 0, 0, 0, 0, -1);
            case T -> Matrix.of(1, 0, 0, 0, 0, 0, r, r);
            case TDG -> Matrix.of(1, 0, 0, 0, 0, 0, r, -r);
            case SX -> Matrix.of(0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5, 0.5);
            case SXDG -> Matrix.of(0.5, -0.5, 0.5, 0.5, 0.5, 0.5, 0.5, -0.5);
            case RX -> exponential(angles[0], of(Gate.X));
            case RY -> exponential(angles[0], of(Gate.Y));
            case RZ -> exponential(angles[0], of(Gate.Z));
            case P -> Matrix.of(1, 0, 0, 0, 0, 0, Math.cos(angles[0]), Math.sin(angles[0]));
            case U -> {
                double cos = Math.cos(angles[0] / 2);
                double sin = Math.sin(angles[0] / 2);
                yield Matrix.of(
                        cos,
                        0,
                        -Math.cos(angles[2]) * sin,
                        -Math.sin(angles[2]) * sin,
                        Math.cos(angles[1]) * sin,
                        Math.sin(angles[1]) * sin,
                        Math.cos(angles[1] + angles[2]) * cos,
                        Math.sin(angles[1] + angles[2]) * cos);
            }
            case CX -> of(Gate.X).controlled();
            case CY -> of(Gate.Y).controlled();
            case CZ -> of(Gate.Z).controlled();
            case CH -> of(Gate.H).controlled();
            case CP -> of(Gate.P, angles).controlled();
            case CRX -> of(Gate.RX, angles).controlled();
            case CRY -> of(Gate.RY, angles).controlled();
            case CRZ -> of(Gate.RZ, angles).controlled();
            case CU -> of(Gate.U, angles).phased(angles[3]).controlled();
            case SWAP -> {
                var swap = Matrix.zero(4);
                for (int i = 0; i < 4; i++) {
                    swap.real()[i][(i >> 1) | ((i & 1) << 1)] = 1;
                }
                yield swap;
            }
            case RXX -> exponential(angles[0], tensorSquare(of(Gate.X)));
            case RYY -> exponential(angles[0], tensorSquare(of(Gate.Y)));
            case RZZ -> exponential(angles[0], tensorSquare(of(Gate.Z)));
            case CCX -> of(Gate.CX).controlled();
            case CSWAP -> of(Gate.SWAP).controlled();
        };
    }

    /// exp(−iθA/2) for A² = 1.
    static Matrix exponential(double theta, Matrix a) {
        var result = Matrix.zero(a.size());
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < a.size(); j++) {
                result.real()[i][j] = (i == j ? Math.cos(theta / 2) : 0) + Math.sin(theta / 2) * a.imaginary()[i][j];
                result.imaginary()[i][j] = -Math.sin(theta / 2) * a.real()[i][j];
            }
        }
        return result;
    }

    private static Matrix tensorSquare(Matrix a) {
        var result = Matrix.zero(4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double re = a.real()[i & 1][j & 1];
                double im = a.imaginary()[i & 1][j & 1];
                double re2 = a.real()[i >> 1][j >> 1];
                double im2 = a.imaginary()[i >> 1][j >> 1];
                result.real()[i][j] = re * re2 - im * im2;
                result.imaginary()[i][j] = re * im2 + im * re2;
            }
        }
        return result;
    }
}
