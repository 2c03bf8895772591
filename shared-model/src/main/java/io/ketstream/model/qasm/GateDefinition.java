package io.ketstream.model.qasm;

import java.util.List;

/// A user's gate, or one of a library that is written in OpenQASM itself.
///
/// @param opaque whether it was declared without a body
record GateDefinition(
        Position at, String name, List<String> angles, List<String> qubits, List<Statement> body, boolean opaque) {}
