package io.ketstream.simulator;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/// Puts gates into layers: as many phases and CX as can come next, then as many of the others, and so on;
/// within a layer they keep their order. Gates change places only where they have no qubit in common.
///
/// [UnitaryCompiler] makes one step of the phases that it holds when a gate on a qubit of theirs comes. A
/// circuit that is written qubit by qubit would have a step for each of them.
final class GateOrder {

    private final List<Instruction.Apply> gates;

    /// How many gates have to come right before each.
    private final int[] missing;

    /// Which gates come right after each.
    private final List<List<Integer>> next = new ArrayList<>();

    private final PriorityQueue<Integer> held = new PriorityQueue<>();
    private final PriorityQueue<Integer> others = new PriorityQueue<>();

    private GateOrder(int qubits, List<Instruction.Apply> gates) {
        this.gates = gates;
        this.missing = new int[gates.size()];
        var last = new int[qubits];
        Arrays.fill(last, -1);
        for (int k = 0; k < gates.size(); k++) {
            next.add(new ArrayList<>(2));
            for (int qubit : gates.get(k).qubits()) {
                if (last[qubit] >= 0) {
                    next.get(last[qubit]).add(k);
                    missing[k]++;
                }
                last[qubit] = k;
            }
        }
    }

    static List<Instruction.Apply> layers(int qubits, List<Instruction.Apply> gates) {
        return new GateOrder(qubits, gates).layers();
    }

    private List<Instruction.Apply> layers() {
        for (int k = 0; k < missing.length; k++) {
            if (missing[k] == 0) {
                queue(k);
            }
        }
        var ordered = new ArrayList<Instruction.Apply>(gates.size());
        while (ordered.size() < gates.size()) {
            take(held, ordered);
            take(others, ordered);
        }
        return ordered;
    }

    private void take(PriorityQueue<Integer> ready, List<Instruction.Apply> ordered) {
        while (!ready.isEmpty()) {
            int gate = ready.remove();
            ordered.add(gates.get(gate));
            for (int after : next.get(gate)) {
                missing[after]--;
                if (missing[after] == 0) {
                    queue(after);
                }
            }
        }
    }

    private void queue(int gate) {
        Gate kind = gates.get(gate).gate();
        (kind == Gate.CX || GateUnitary.isDiagonal(kind) ? held : others).add(gate);
    }
}
