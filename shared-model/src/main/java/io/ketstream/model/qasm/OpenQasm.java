package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterizedCircuit;

/// Reads OpenQASM 2.0 and 3 and writes OpenQASM 3.
///
/// Qubits are numbered over all registers in order of declaration; physical qubits `$i` are qubit i.
public final class OpenQasm {

    private OpenQasm() {}

    /// Reads `program` in the dialect its header names. A program without a header is OpenQASM 2.0 when it
    /// includes `qelib1.inc`, else OpenQASM 3.
    ///
    /// @throws OpenQasmException with the place and the reason, when it is malformed, too large, or uses what
    ///     is not supported
    public static ParameterizedCircuit read(String program) {
        return isVersion2(program) ? OpenQasm2Reader.read(program) : OpenQasm3Reader.read(program);
    }

    /// `circuit` as OpenQASM 3; see [OpenQasm3Writer].
    public static String write(ParameterizedCircuit circuit) {
        return OpenQasm3Writer.write(circuit);
    }

    static void checkSize(String program) {
        if (program.length() > Budget.MAXIMUM_TEXT) {
            throw new Position(1, 1).error("the program has more than " + Budget.MAXIMUM_TEXT + " characters");
        }
    }

    private static boolean isVersion2(String program) {
        checkSize(program);
        var tokens = new Tokens(program);
        if (tokens.take("OPENQASM")) {
            var version = tokens.peek();
            return switch (version.text().split("\\.", 2)[0]) {
                case "2" -> true;
                case "3" -> false;
                default ->
                    throw version.at().error("expected OpenQASM version 2.0, 3 or 3.0, found " + version.described());
            };
        }
        return tokens.take("include") && tokens.peek().text().equals("qelib1.inc");
    }
}
