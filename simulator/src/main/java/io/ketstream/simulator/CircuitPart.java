package io.ketstream.simulator;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Qubits of a circuit that no gate joins with the others, and what is done to them: the final
/// state is the product of those of all parts.
///
/// @param circuit on these qubits alone, with all parameters of the whole
/// @param qubits of the whole, ascending: the part's qubit k is number k of them
record CircuitPart(ParameterizedCircuit circuit, List<Integer> qubits) {

    CircuitPart {
        qubits = List.copyOf(qubits);
    }

    /// The parts of a circuit of gates, by their lowest qubits: the connected components of the
    /// graph whose edges are gates on several qubits. A circuit that measures, resets or branches
    /// is one part, as is one that is connected.
    static List<CircuitPart> of(ParameterizedCircuit circuit) {
        int[] lowest = lowest(circuit);
        SortedMap<Integer, List<Integer>> qubits = new TreeMap<>();
        var places = new int[circuit.qubits()];
        for (int qubit = 0; qubit < places.length; qubit++) {
            List<Integer> members = qubits.computeIfAbsent(lowest[qubit], _ -> new ArrayList<>());
            places[qubit] = members.size();
            members.add(qubit);
        }
        if (qubits.size() == 1 || !circuit.instructions().stream().allMatch(CircuitPart::isUnitary)) {
            return List.of(new CircuitPart(
                    circuit, IntStream.range(0, places.length).boxed().toList()));
        }
        SortedMap<Integer, List<Instruction>> gates = new TreeMap<>();
        for (Instruction instruction : circuit.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                gates.computeIfAbsent(lowest[apply.qubits().getFirst()], _ -> new ArrayList<>())
                        .add(moved(apply, places));
            }
        }
        return qubits.entrySet().stream()
                .map(part -> new CircuitPart(
                        ParameterizedCircuit.of(
                                part.getValue().size(),
                                circuit.parameters(),
                                gates.getOrDefault(part.getKey(), List.of())),
                        part.getValue()))
                .toList();
    }

    private static Instruction moved(Instruction.Apply apply, int[] places) {
        List<Integer> moved =
                apply.qubits().stream().map(qubit -> places[qubit]).toList();
        return new Instruction.Apply(apply.gate(), apply.angles(), moved);
    }

    /// Barriers have no effect on a state.
    private static boolean isUnitary(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Apply _, Instruction.Barrier _ -> true;
            case Instruction.Measure _, Instruction.Reset _, Instruction.Conditional _ -> false;
        };
    }

    /// Of each qubit the lowest one that it is joined with.
    private static int[] lowest(ParameterizedCircuit circuit) {
        int[] lowest = IntStream.range(0, circuit.qubits()).toArray();
        for (Instruction instruction : circuit.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                int first = root(lowest, apply.qubits().getFirst());
                for (int qubit : apply.qubits()) {
                    int other = root(lowest, qubit);
                    lowest[Math.max(first, other)] = Math.min(first, other);
                    first = Math.min(first, other);
                }
            }
        }
        for (int qubit = 0; qubit < lowest.length; qubit++) {
            lowest[qubit] = lowest[lowest[qubit]];
        }
        return lowest;
    }

    private static int root(int[] lowest, int qubit) {
        int root = qubit;
        while (lowest[root] != root) {
            lowest[root] = lowest[lowest[root]];
            root = lowest[root];
        }
        return root;
    }
}
