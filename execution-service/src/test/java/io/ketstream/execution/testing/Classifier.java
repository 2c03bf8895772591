package io.ketstream.execution.testing;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// Two inputs and four weights on two qubits, with numbers of PennyLane 0.45.1 (`default.qubit`, `qml.expval`,
/// `qml.state`, `jax.grad` of JAX 0.10.2 in double precision).
public final class Classifier {

    public static final List<RealVector> INPUTS =
            List.of(RealVector.of(0.3, -1.1), RealVector.of(2.0, 0.7), RealVector.of(-0.4, 1.9));

    public static final List<RealVector> WEIGHTS =
            List.of(RealVector.of(0.1, 0.2, 0.3, 0.4), RealVector.of(-1.0, 0.5, 2.0, -0.7));

    /// Z on qubit 0; Z on both; X on qubit 0 and Y on qubit 1.
    public static final List<PauliString> READOUT =
            List.of(new PauliString("IZ"), new PauliString("ZZ"), new PauliString("YX"));

    /// [#READOUT] of each input with the first weights, then with the second.
    public static double[][] outputs() {
        return new double[][] {
            {0.9002989063638783, 0.7240726857455037, 0.18554390180923275},
            {-0.5149466732250524, 0.4381142785293547, -0.25987443795600884},
            {0.9290863299690335, -0.6295002772929112, -0.21523659839779635},
            {-0.5685737967336484, 0.06530108822215136, 0.8096419450336436},
            {-0.46116424582459875, -0.3950043933300586, 0.05484710736561785},
            {0.3357967286664474, -0.11973761197581478, -0.7669350835744904}
        };
    }

    /// X, Y, Z of qubit 0, then of qubit 1, of each input with the first weights.
    public static double[][] bloch() {
        return new double[][] {
            {0.20632293920756428, 0, 0.9002989063638783, -0.17705556982303838, 0.5782929450486967, 0.6980944570362865},
            {-0.04364763364187335, 0, -0.5149466732250524, 0.12798629680985407, 0.4439513601095884, -0.23152081952565423
            },
            {0.229244616886829, 0, 0.9290863299690335, 0.18800080515216655, -0.6958014092089795, -0.6295002772929112}
        };
    }

    /// Fidelities of the states of the inputs with the first weights, in rows, and with the second, in columns.
    public static double[][] kernel() {
        return new double[][] {
            {0.15540616155274034, 0.3246091903988266, 0.3311604580513062},
            {0.46909549411373486, 0.3722460449550873, 0.013171582363943498},
            {0.07157211957602935, 0.11350657890998726, 0.4317232853079825}
        };
    }

    private Classifier() {}

    public static CircuitDefinition definition() {
        return new CircuitDefinition(
                2,
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                input float x0;
                input float x1;
                input float w0;
                input float w1;
                input float w2;
                input float w3;
                qubit[2] q;
                ry(x0) q[0];
                rx(x1) q[1];
                ry(w0) q[0];
                rz(w1) q[1];
                cx q[0], q[1];
                ry(w2) q[0];
                rx(w3) q[1];
                """,
                List.of("x0", "x1", "w0", "w1", "w2", "w3"),
                PauliSum.of(PauliString.of(2, 'Z', 0)),
                List.of(),
                new CircuitDefinition.CircuitResources(7, 1, 4, 6));
    }

    /// Each input with `weights`, as parameters of the circuit.
    public static List<RealVector> vectors(RealVector weights) {
        var vectors = new ArrayList<RealVector>();
        for (RealVector input : INPUTS) {
            vectors.add(RealVector.of(
                    input.get(0), input.get(1), weights.get(0), weights.get(1), weights.get(2), weights.get(3)));
        }
        return vectors;
    }
}
