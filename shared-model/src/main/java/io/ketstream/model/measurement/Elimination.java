package io.ketstream.model.measurement;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;

/// Finds the gates of a [Diagonalization]. Signs do not matter here.
final class Elimination {

    private final int qubits;
    private final Bits[] rows;
    private final List<Instruction.Apply> gates = new ArrayList<>();

    /// Qubits on which some rows have different letters.
    private long mixed;

    Elimination(int qubits, List<Bits> generators) {
        this.qubits = qubits;
        this.rows = generators.toArray(Bits[]::new);
        this.mixed = -1L >>> (64 - qubits);
    }

    List<Instruction.Apply> gates() {
        settle();
        while (mixed != 0) {
            lighten();
            reduce(lightest());
            settle();
        }
        return List.copyOf(gates);
    }

    /// Takes the only letter of a qubit to Z.
    private void settle() {
        for (int qubit = 0; qubit < qubits; qubit++) {
            if ((mixed >>> qubit & 1) == 0) {
                continue;
            }
            boolean x = false;
            boolean y = false;
            boolean z = false;
            for (Bits row : rows) {
                x |= letter(row, qubit) == 'X';
                y |= letter(row, qubit) == 'Y';
                z |= letter(row, qubit) == 'Z';
            }
            if ((x ? 1 : 0) + (y ? 1 : 0) + (z ? 1 : 0) > 1) {
                continue;
            }
            if (y) {
                sdg(qubit);
            }
            if (x || y) {
                h(qubit);
            }
            mixed &= ~(1L << qubit);
        }
    }

    /// Multiplies rows by others where that leaves fewer mixed qubits to them.
    private void lighten() {
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                Bits product = rows[i].times(rows[j]);
                if (i != j && weight(product) < weight(rows[i])) {
                    rows[i] = product;
                }
            }
        }
    }

    /// The row with the fewest mixed qubits, but some.
    private int lightest() {
        int lightest = -1;
        for (int i = 0; i < rows.length; i++) {
            if (weight(rows[i]) > 0 && (lightest < 0 || weight(rows[i]) < weight(rows[lightest]))) {
                lightest = i;
            }
        }
        return lightest;
    }

    /// Leaves of the row X on its first mixed qubit; the rows that had a flip there are multiplied by it.
    private void reduce(int chosen) {
        int pivot = Long.numberOfTrailingZeros(rows[chosen].support() & mixed);
        switch (letter(rows[chosen], pivot)) {
            case 'Y' -> sdg(pivot);
            case 'Z' -> h(pivot);
            default -> {}
        }
        long others = rows[chosen].support() & mixed & ~(1L << pivot);
        for (; others != 0; others &= others - 1) {
            int target = Long.numberOfTrailingZeros(others);
            switch (letter(rows[chosen], target)) {
                case 'X' -> cx(pivot, target);
                case 'Y' -> {
                    sdg(target);
                    cx(pivot, target);
                }
                default -> cz(pivot, target);
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (i != chosen && (rows[i].flips() >>> pivot & 1) == 1) {
                rows[i] = rows[i].times(rows[chosen]);
            }
        }
    }

    private int weight(Bits row) {
        return Long.bitCount(row.support() & mixed);
    }

    private static char letter(Bits row, int qubit) {
        boolean flip = (row.flips() >>> qubit & 1) == 1;
        boolean phase = (row.phases() >>> qubit & 1) == 1;
        return flip ? (phase ? 'Y' : 'X') : (phase ? 'Z' : 'I');
    }

    private void h(int qubit) {
        add(Gate.H, qubit);
        for (int i = 0; i < rows.length; i++) {
            long differs = (rows[i].flips() ^ rows[i].phases()) & 1L << qubit;
            rows[i] = rows[i].times(new Bits(differs, differs));
        }
    }

    private void sdg(int qubit) {
        add(Gate.SDG, qubit);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i].times(new Bits(0, rows[i].flips() & 1L << qubit));
        }
    }

    private void cx(int control, int target) {
        add(Gate.CX, control, target);
        for (int i = 0; i < rows.length; i++) {
            long flip = (rows[i].flips() >>> control & 1) << target;
            long phase = (rows[i].phases() >>> target & 1) << control;
            rows[i] = rows[i].times(new Bits(flip, phase));
        }
    }

    private void cz(int control, int target) {
        add(Gate.CZ, control, target);
        for (int i = 0; i < rows.length; i++) {
            long phases = (rows[i].flips() >>> control & 1) << target | (rows[i].flips() >>> target & 1) << control;
            rows[i] = rows[i].times(new Bits(0, phases));
        }
    }

    private void add(Gate gate, Integer... targets) {
        gates.add(new Instruction.Apply(gate, List.of(), List.of(targets)));
    }
}
