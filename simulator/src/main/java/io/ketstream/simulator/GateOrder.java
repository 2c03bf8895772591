package io.ketstream.simulator;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Puts gates into layers: as many phases and CX as can come next, then as many of the others, and so on. Of the
/// others, as many rotations about one axis as can come next, then as many about the other, and so on. What is alike
/// keeps its order. Gates change places only where they have no qubit in common.
///
/// [UnitaryCompiler] makes one step of the phases that it holds when a gate on a qubit of theirs comes, and rotations
/// about one axis are done in one sweep until one about the other comes on a qubit of theirs. A circuit that is written
/// qubit by qubit would have a step, or a sweep, for each of them.
final class GateOrder {

    private final List<Instruction.Apply> gates;

    /// How many gates have to come right before each.
    private final int[] missing;

    /// Which gates come right after each.
    private final List<List<Integer>> followers = new ArrayList<>();

    /// What can come next, by its kind.
    private final Map<Kind, PriorityQueue<Integer>> ready = new EnumMap<>(Kind.class);

    /// Of gates that are done together.
    private enum Kind {
        HELD,
        ABOUT_X,
        ABOUT_Y,
        OTHER;

        static Kind of(Gate gate) {
            return switch (gate) {
                case CX -> HELD;
                case RX, SX, SXDG -> ABOUT_X;
                case RY, H, U -> ABOUT_Y;
                default -> GateUnitary.isDiagonal(gate) ? HELD : OTHER;
            };
        }
    }

    private GateOrder(int qubits, List<Instruction.Apply> gates) {
        this.gates = gates;
        this.missing = new int[gates.size()];
        for (Kind kind : Kind.values()) {
            ready.put(kind, new PriorityQueue<>());
        }
        var last = new int[qubits];
        Arrays.fill(last, -1);
        for (int k = 0; k < gates.size(); k++) {
            followers.add(new ArrayList<>(2));
            for (int qubit : gates.get(k).qubits()) {
                if (last[qubit] >= 0) {
                    followers.get(last[qubit]).add(k);
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
            take(Kind.HELD, ordered);
            takeOthers(ordered);
        }
        return ordered;
    }

    /// Kind after kind, that of the first gate first, until none is left that can come next.
    private void takeOthers(List<Instruction.Apply> ordered) {
        Optional<Kind> first = firstOther();
        while (first.isPresent()) {
            take(first.get(), ordered);
            first = firstOther();
        }
    }

    private Optional<Kind> firstOther() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.HELD && !ready(kind).isEmpty())
                .min(Comparator.comparing(kind -> ready(kind).element()));
    }

    private PriorityQueue<Integer> ready(Kind kind) {
        return Objects.requireNonNull(ready.get(kind), "each kind has a queue");
    }

    private void take(Kind kind, List<Instruction.Apply> ordered) {
        PriorityQueue<Integer> next = ready(kind);
        while (!next.isEmpty()) {
            int gate = next.remove();
            ordered.add(gates.get(gate));
            for (int after : followers.get(gate)) {
                missing[after]--;
                if (missing[after] == 0) {
                    queue(after);
                }
            }
        }
    }

    private void queue(int gate) {
        ready(Kind.of(gates.get(gate).gate())).add(gate);
    }
}
