package io.ketstream.execution.estimate;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.operator.PauliString;
import java.util.ArrayList;
import java.util.List;

/// A Clifford circuit U after which commuting Pauli strings are read off one outcome: U Pₖ U† = ± Π Z over the qubits
/// of
/// a mask (van den Berg and Temme, Quantum 4, 322 (2020), arXiv:2003.13599, sec. 4).
///
/// Qubits on which all strings have the same letter or none need gates on themselves only, so that strings which
/// commute
/// qubit-wise need no others. The X parts of the rest are brought to reduced row echelon form; CX from each pivot
/// leaves an X
/// there alone, CZ takes the Z beside it away, S† makes a Y an X, and H makes that a Z. At most k(n − k) CX and k(n −
/// (k + 1)/2) CZ
/// for k pivots among n qubits; time O(m·(n + gates)) for m strings.
final class Diagonalization {

    private final List<Instruction> gates = new ArrayList<>();

    /// Bits of the qubits with X or Y and with Z or Y, and signs: the strings as the gates so far have made them.
    private final long[] flips;

    private final long[] phases;
    private final boolean[] negative;

    private Diagonalization(List<PauliString> strings) {
        this.flips = strings.stream().mapToLong(PauliString::xMask).toArray();
        this.phases = strings.stream().mapToLong(PauliString::zMask).toArray();
        this.negative = new boolean[strings.size()];
    }

    /// @throws IllegalArgumentException when two of the strings do not commute
    static Diagonalization of(List<PauliString> strings) {
        var made = new Diagonalization(strings);
        int qubits = strings.isEmpty() ? 0 : strings.getFirst().qubits();
        for (int qubit = 0; qubit < qubits; qubit++) {
            made.turnWhereAllAgree(qubit);
        }
        made.entangle();
        for (long flip : made.flips) {
            if (flip != 0) {
                throw new IllegalArgumentException("the strings " + strings + " do not commute");
            }
        }
        return made;
    }

    List<Instruction> gates() {
        return List.copyOf(gates);
    }

    /// Bits of the qubits whose outcomes' parity is the value of string `k`.
    long mask(int k) {
        return phases[k];
    }

    /// Whether an odd parity stands for +1.
    boolean isNegative(int k) {
        return negative[k];
    }

    private void turnWhereAllAgree(int qubit) {
        int letters = 0;
        for (int k = 0; k < flips.length; k++) {
            letters |= 1 << ((flips[k] >>> qubit & 1) + 2 * (phases[k] >>> qubit & 1));
        }
        boolean onlyX = (letters & 0b1110) == 0b0010;
        boolean onlyY = (letters & 0b1110) == 0b1000;
        if (onlyY) {
            sdg(qubit);
        }
        if (onlyX || onlyY) {
            h(qubit);
        }
    }

    private void entangle() {
        List<long[]> rows = reducedRows();
        int[] pivots = new int[rows.size()];
        for (int i = 0; i < pivots.length; i++) {
            pivots[i] = Long.numberOfTrailingZeros(rows.get(i)[0]);
        }
        for (int i = 0; i < pivots.length; i++) {
            for (long others = rows.get(i)[0] ^ 1L << pivots[i]; others != 0; others &= others - 1) {
                cx(pivots[i], Long.numberOfTrailingZeros(others), rows);
            }
        }
        for (int i = 0; i < pivots.length; i++) {
            long own = 1L << pivots[i];
            for (long others = rows.get(i)[1] & ~own; others != 0; others &= others - 1) {
                cz(pivots[i], Long.numberOfTrailingZeros(others), rows);
            }
            if ((rows.get(i)[1] & own) != 0) {
                sdg(pivots[i]);
            }
        }
        for (int pivot : pivots) {
            h(pivot);
        }
    }

    /// Products of the strings, (flips, phases) without their signs: their flips are a basis in reduced row echelon
    /// form, the pivot being the lowest qubit.
    private List<long[]> reducedRows() {
        var rows = new ArrayList<long[]>();
        for (int k = 0; k < flips.length; k++) {
            long[] row = {flips[k], phases[k]};
            for (long[] earlier : rows) {
                addWherePivotIsSet(row, earlier);
            }
            if (row[0] != 0) {
                for (long[] earlier : rows) {
                    addWherePivotIsSet(earlier, row);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static void addWherePivotIsSet(long[] row, long[] other) {
        if ((row[0] & Long.lowestOneBit(other[0])) != 0) {
            row[0] ^= other[0];
            row[1] ^= other[1];
        }
    }

    private void h(int qubit) {
        long bit = 1L << qubit;
        for (int k = 0; k < flips.length; k++) {
            long flip = flips[k] & bit;
            long phase = phases[k] & bit;
            negative[k] ^= flip != 0 && phase != 0;
            flips[k] ^= flip ^ phase;
            phases[k] ^= flip ^ phase;
        }
        add(Gate.H, qubit);
    }

    /// X → −Y, Y → X.
    private void sdg(int qubit) {
        long bit = 1L << qubit;
        for (int k = 0; k < flips.length; k++) {
            negative[k] ^= (flips[k] & bit) != 0 && (phases[k] & bit) == 0;
            phases[k] ^= flips[k] & bit;
        }
        add(Gate.SDG, qubit);
    }

    private void cx(int control, int target, List<long[]> rows) {
        for (int k = 0; k < flips.length; k++) {
            boolean spreads = bit(flips[k], control) && bit(phases[k], target);
            negative[k] ^= spreads && bit(flips[k], target) == bit(phases[k], control);
            flips[k] ^= (flips[k] >>> control & 1) << target;
            phases[k] ^= (phases[k] >>> target & 1) << control;
        }
        for (long[] row : rows) {
            row[0] ^= (row[0] >>> control & 1) << target;
            row[1] ^= (row[1] >>> target & 1) << control;
        }
        add(Gate.CX, control, target);
    }

    private void cz(int first, int second, List<long[]> rows) {
        for (int k = 0; k < flips.length; k++) {
            boolean both = bit(flips[k], first) && bit(flips[k], second);
            negative[k] ^= both && bit(phases[k], first) != bit(phases[k], second);
            phases[k] ^= (flips[k] >>> first & 1) << second ^ (flips[k] >>> second & 1) << first;
        }
        for (long[] row : rows) {
            row[1] ^= (row[0] >>> first & 1) << second ^ (row[0] >>> second & 1) << first;
        }
        add(Gate.CZ, first, second);
    }

    private void add(Gate gate, Integer... qubits) {
        gates.add(new Instruction.Apply(gate, List.of(), List.of(qubits)));
    }

    private static boolean bit(long bits, int qubit) {
        return (bits >>> qubit & 1) == 1;
    }
}
