package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;

/// What controls may try.
///
/// @param configurations of each control: as many as the run tries of its own; 1 is the default without a
///     search
/// @param frequencies of the random Fourier features: the spectrum of the run's circuit
public record ControlBudget(int configurations, Frequencies frequencies) {

    public ControlBudget {
        Rules.within("configurations", configurations, 1, 10_000);
        Rules.required("frequencies", frequencies);
    }
}
