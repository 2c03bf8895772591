package io.ketstream.model.qasm;

import java.util.List;

/// A gate applied to operands, with its modifiers from left (outermost) to right.
record GateCall(
        Position at, List<Modifier> modifiers, String gate, List<Expression> angles, List<Expression> operands) {}
