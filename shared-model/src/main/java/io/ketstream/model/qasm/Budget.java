package io.ketstream.model.qasm;

/// What a program may grow to, so that a small hostile text cannot fill the memory.
final class Budget {

    static final int MAXIMUM_TEXT = 16 * 1024 * 1024;
    static final int MAXIMUM_REGISTER = 65_536;
    static final int MAXIMUM_QUBITS = 65_536;
    static final int MAXIMUM_BITS = 1_048_576;
    static final int MAXIMUM_INSTRUCTIONS = 500_000;
    static final int MAXIMUM_STEPS = 1_200_000;
    static final int MAXIMUM_CALL_DEPTH = 64;

    private long instructions;
    private long steps;

    /// `count` more instructions of the circuit.
    void instructions(long count, Position at) {
        instructions += count;
        checkInstructions(instructions, at);
    }

    void checkInstructions(long count, Position at) {
        if (count > MAXIMUM_INSTRUCTIONS) {
            throw at.error("the circuit has more than " + MAXIMUM_INSTRUCTIONS + " instructions");
        }
    }

    /// `count` more statements executed, gates expanded or bits compared, whether or not they emit an
    /// instruction.
    void steps(long count, Position at) {
        steps += count;
        if (steps > MAXIMUM_STEPS) {
            throw at.error("the program takes more than " + MAXIMUM_STEPS + " steps to expand");
        }
    }
}
