package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import java.util.concurrent.CancellationException;

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

    /// @throws InvalidValueException when a number is not finite
    static void checkFinite(double[] numbers) {
        for (double number : numbers) {
            checkFinite(number);
        }
    }

    static void checkFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidValueException(
                    "parameters", "must lead to finite angles and results; one is " + number);
        }
    }

    /// @throws CancellationException when nobody wants the answer any more
    static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between parts of an answer");
        }
    }
}
