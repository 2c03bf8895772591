package io.ketstream.model.qasm;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A classical scalar type, as written: `uint[4]` has the width 4, `uint` none.
record Type(Position at, String name, @Nullable Expression width) {

    /// The scalar types these readers evaluate.
    static final Set<String> SCALARS = Set.of("int", "uint", "float", "angle", "bool", "bit");
}
