package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterizedCircuit;

/// Reads OpenQASM 2.0 strictly: version 2.0 exactly (a missing header is tolerated), `qelib1.inc` built in with
/// Qiskit's additions, definitions expanded, every name declared before its use.
///
/// An `opaque` gate can be declared but not applied.
public final class OpenQasm2Reader {

    private OpenQasm2Reader() {}

    /// @throws OpenQasmException with the place and the reason
    public static ParameterizedCircuit read(String program) {
        OpenQasm.checkSize(program);
        var elaborator = new Elaborator(true);
        var scope = Scope.program();
        var end = OpenQasm2Parser.parse(program, statement -> elaborator.run(statement, scope));
        return elaborator.circuit(end);
    }
}
