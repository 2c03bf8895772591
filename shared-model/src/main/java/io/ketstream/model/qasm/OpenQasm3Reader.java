package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterizedCircuit;

/// Reads the part of OpenQASM 3 that is a circuit: `input float` (or `angle`) parameters, registers, gates with
/// modifiers, measurement, reset, barrier, `if` on measured bits, and whatever classical code is decided while
/// reading (constants, variables, loops over ranges).
///
/// Angles are affine in the inputs. Subroutines, externs, timing, `while`, `switch`, arrays and measurements
/// whose outcome is thrown away are refused by name. A bit starts as 0 and changes by measurement only.
public final class OpenQasm3Reader {

    private OpenQasm3Reader() {}

    /// @throws OpenQasmException with the place and the reason
    public static ParameterizedCircuit read(String program) {
        OpenQasm.checkSize(program);
        var elaborator = new Elaborator(false);
        var scope = Scope.program();
        var end = OpenQasm3Parser.parse(program, statement -> elaborator.run(statement, scope));
        return elaborator.circuit(end);
    }
}
