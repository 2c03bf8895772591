package io.ketstream.simulator;

import java.util.List;

/// One element of a compiled circuit.
sealed interface Operation {

    /// Unitary steps, in order.
    record Unitary(List<Step> steps) implements Operation {}

    /// A measurement whose outcome matters for what follows.
    record Measure(int qubit, int bit) implements Operation {}

    record Reset(int qubit) implements Operation {}

    /// `then` where the bits, least significant first, read `value`, else `otherwise`.
    record Branch(List<Integer> bits, long value, List<Operation> then, List<Operation> otherwise)
            implements Operation {}
}
