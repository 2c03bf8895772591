package io.ketstream.simulator;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import java.util.List;

/// What a circuit learns from: values for its first parameters, and what each should give.
public record Samples(List<RealVector> inputs, RealVector targets) {

    /// @throws InvalidValueException when there is none, or not a target for each
    public Samples {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new InvalidValueException("inputs", "must have at least one sample");
        }
        if (targets.size() != inputs.size()) {
            throw new InvalidValueException(
                    "targets", "must have " + inputs.size() + " numbers, one a sample, not " + targets.size());
        }
    }

    public int size() {
        return inputs.size();
    }
}
