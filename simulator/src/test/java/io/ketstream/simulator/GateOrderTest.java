package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateOrderTest {

    private static List<String> ordered(int qubits, Instruction.Apply... gates) {
        return GateOrder.layers(qubits, List.of(gates)).stream()
                .map(gate -> gate.gate() + "" + gate.qubits().getFirst())
                .toList();
    }

    /// Written qubit by qubit, as ansätze are.
    @Test
    void rotationsAboutOneAxisComeTogether() {
        var gates = new ArrayList<Instruction.Apply>();
        for (int qubit = 0; qubit < 3; qubit++) {
            gates.add(gate(Gate.RX, 0.1, qubit));
            gates.add(gate(Gate.RY, 0.2, qubit));
            gates.add(gate(Gate.SX, qubit));
            gates.add(gate(Gate.RZ, 0.3, qubit));
        }
        assertThat(ordered(3, gates.toArray(Instruction.Apply[]::new)))
                .containsExactly("RX0", "RX1", "RX2", "RY0", "RY1", "RY2", "SX0", "SX1", "SX2", "RZ0", "RZ1", "RZ2");
    }

    /// The kind of the gate that was first comes first, and a gate waits for those before it on its qubits.
    @Test
    void gatesOnOneQubitKeepTheirOrder() {
        assertThat(ordered(
                        3,
                        gate(Gate.H, 0),
                        gate(Gate.RX, 0.1, 1),
                        gate(Gate.RY, 0.2, 1),
                        gate(Gate.CX, 1, 2),
                        gate(Gate.RY, 0.3, 2),
                        gate(Gate.RX, 0.4, 0),
                        gate(Gate.Y, 0)))
                .containsExactly("H0", "RX1", "RX0", "RY1", "Y0", "CX1", "RY2");
    }
}
