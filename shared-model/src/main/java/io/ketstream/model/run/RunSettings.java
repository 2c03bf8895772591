package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import org.jspecify.annotations.Nullable;

/// Everything a run is told beside its problem, with all defaults filled in.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSettings(
        @Nullable String name,
        Ansatz ansatz,
        OptimizerSpecification optimizer,
        ExecutionSpecification execution,
        long seed) {

    /// As many values, in decimal, fit into a message.
    public static final int MAX_PARAMETERS = 9000;

    /// Checks what depends on the number of the circuit's parameters, as soon as that is known.
    ///
    /// @throws InvalidValueException naming the field as in [RunSpecification]
    public void checkParameters(int parameters) {
        if (parameters > MAX_PARAMETERS) {
            throw new InvalidValueException(
                    "ansatz.layers",
                    "must be fewer: the circuit would have " + parameters + " parameters, at most " + MAX_PARAMETERS
                            + " are permitted");
        }
        OptimizerType type = optimizer.type();
        if (parameters < type.leastParameters() || parameters > type.mostParameters()) {
            throw new InvalidValueException(
                    "optimizer.type",
                    "must be one that can optimise the circuit's " + parameters + " parameters; this one takes "
                            + type.leastParameters() + " to " + type.mostParameters());
        }
        RealVector start = optimizer.initialParameters();
        if (start != null && start.size() != parameters) {
            throw new InvalidValueException(
                    "optimizer.initialParameters",
                    "must have " + parameters + " entries, one for each parameter of the circuit, not " + start.size());
        }
    }
}
