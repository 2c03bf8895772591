package io.ketstream.model.qasm;

import org.jspecify.annotations.Nullable;

/// A gate modifier as written, such as `ctrl(2) @`.
record Modifier(Position at, Kind kind, @Nullable Expression argument) {

    enum Kind {
        INVERSE,
        POWER,
        CONTROL,
        NEGATIVE_CONTROL
    }
}
