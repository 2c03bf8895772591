package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// What every question is checked for.
final class Inputs {

    private Inputs() {}

    /// @throws InvalidValueException when the vectors, which are equally long, are not as long as the circuit needs
    static void checkSize(List<RealVector> parameters, CompiledDefinition definition) {
        Rules.size(
                "parameters[0]",
                parameters.getFirst().size(),
                definition.circuit().numberOfParameters());
    }

    /// The result of a computation that was checked to fit and refuses numbers that are not finite.
    ///
    /// @throws InvalidValueException when one is not finite
    static <T> T finite(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (InvalidValueException e) {
            throw new InvalidValueException("parameters", "must lead to finite angles and results: " + e.getMessage());
        }
    }

    /// @throws CancellationException when nobody wants the answer any more
    static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between parts of an answer");
        }
    }
}
