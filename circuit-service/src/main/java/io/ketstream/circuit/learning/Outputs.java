package io.ketstream.circuit.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many outputs a network has.
public final class Outputs {

    private Outputs() {}

    /// One for a number and for two classes, else one a class.
    ///
    /// @param classes of the target; absent where it is a number
    public static int of(@Nullable List<String> classes) {
        return classes == null || classes.size() <= 2 ? 1 : classes.size();
    }
}
