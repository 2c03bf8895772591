package io.ketstream.circuit.measurement;

import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Greedy colouring: terms by falling |coefficient| (then by position), each into the first group that it
/// commutes with qubit-wise. Every non-identity term is in exactly one group; its group's basis has its
/// letters.
public final class QubitWiseGroups {

    private QubitWiseGroups() {}

    public static List<MeasurementGroup> of(PauliSum observable) {
        List<PauliSum.Term> terms = observable.terms();
        var open = new ArrayList<OpenGroup>();
        IntStream.range(0, terms.size())
                .filter(index -> terms.get(index).pauli().weight() > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> -Math.abs(terms.get(index).coefficient())))
                .forEach(index -> place(index, terms.get(index).pauli(), open));
        var groups = new ArrayList<MeasurementGroup>(open.size());
        for (OpenGroup group : open) {
            groups.add(group.close(observable.qubits()));
        }
        return groups;
    }

    private static void place(int index, PauliString pauli, List<OpenGroup> open) {
        for (OpenGroup group : open) {
            if (group.accepts(pauli)) {
                group.add(index, pauli);
                return;
            }
        }
        var group = new OpenGroup();
        group.add(index, pauli);
        open.add(group);
    }

    /// A group being filled; its basis as bits of the qubits with X or Y, and with Z or Y.
    private static final class OpenGroup {

        private final List<Integer> terms = new ArrayList<>();
        private long flips;
        private long phases;

        boolean accepts(PauliString pauli) {
            long otherFlips = pauli.xMask();
            long otherPhases = pauli.zMask();
            long shared = (flips | phases) & (otherFlips | otherPhases);
            return ((flips ^ otherFlips) & shared) == 0 && ((phases ^ otherPhases) & shared) == 0;
        }

        void add(int index, PauliString pauli) {
            terms.add(index);
            flips |= pauli.xMask();
            phases |= pauli.zMask();
        }

        MeasurementGroup close(int qubits) {
            char[] letters = new char[qubits];
            for (int qubit = 0; qubit < qubits; qubit++) {
                boolean flip = (flips >>> qubit & 1) == 1;
                boolean phase = (phases >>> qubit & 1) == 1;
                letters[qubits - 1 - qubit] = flip ? (phase ? 'Y' : 'X') : (phase ? 'Z' : 'I');
            }
            return new MeasurementGroup(
                    new PauliString(new String(letters)),
                    terms.stream().sorted().toList());
        }
    }
}
