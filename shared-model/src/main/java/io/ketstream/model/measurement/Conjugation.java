package io.ketstream.model.measurement;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.operator.PauliString;

/// A Pauli string P with its sign, on its way to C P C† gate by gate: one row of a stabiliser tableau (Aaronson and
/// Gottesman, quant-ph/0406196, section III), in which flips and phases on one qubit are Y.
final class Conjugation {

    private final PauliString origin;
    private long flips;
    private long phases;
    private boolean negative;

    Conjugation(PauliString string) {
        this.origin = string;
        this.flips = string.xMask();
        this.phases = string.zMask();
    }

    void apply(Instruction.Apply gate) {
        int first = gate.qubits().getFirst();
        int last = gate.qubits().getLast();
        boolean flip = has(flips, first);
        boolean phase = has(phases, first);
        switch (gate.gate()) {
            case H -> {
                negative ^= flip && phase;
                flips = with(flips, first, phase);
                phases = with(phases, first, flip);
            }
            case S -> {
                negative ^= flip && phase;
                phases = with(phases, first, phase ^ flip);
            }
            case SDG -> {
                negative ^= flip && !phase;
                phases = with(phases, first, phase ^ flip);
            }
            case CX -> {
                boolean lastFlip = has(flips, last);
                boolean lastPhase = has(phases, last);
                negative ^= flip && lastPhase && lastFlip == phase;
                flips = with(flips, last, lastFlip ^ flip);
                phases = with(phases, first, phase ^ lastPhase);
            }
            case CZ -> {
                boolean lastFlip = has(flips, last);
                boolean lastPhase = has(phases, last);
                negative ^= flip && lastFlip && phase != lastPhase;
                phases = with(with(phases, first, phase ^ lastFlip), last, lastPhase ^ flip);
            }
            default -> throw new IllegalArgumentException("no gate of a diagonalisation: " + gate.gate());
        }
    }

    SignedZ diagonal() {
        if (flips != 0) {
            throw new IllegalArgumentException(origin + " is not made diagonal by this circuit");
        }
        return new SignedZ(phases, negative);
    }

    private static boolean has(long mask, int qubit) {
        return (mask >>> qubit & 1) == 1;
    }

    private static long with(long mask, int qubit, boolean set) {
        return set ? mask | 1L << qubit : mask & ~(1L << qubit);
    }
}
