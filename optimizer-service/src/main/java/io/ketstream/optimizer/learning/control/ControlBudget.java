package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import io.ketstream.model.learning.ControlSettings;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import org.jspecify.annotations.Nullable;

/// What controls may try.
///
/// @param configurations of each control: as many as the run tries of its own; 1 is the default without a
///     search
/// @param frequencies of the random Fourier features: the spectrum of the run's circuit
/// @param gaussianSvm the one configuration of Gaussian support vectors; absent: as many as the others
/// @param rule by which support vector machines stop
public record ControlBudget(
        int configurations,
        Frequencies frequencies,
        ControlSettings.@Nullable GaussianSvm gaussianSvm,
        StoppingRule rule) {

    /// With no configuration given, as new runs have it.
    public ControlBudget(int configurations, Frequencies frequencies) {
        this(configurations, frequencies, null, StoppingRule.current());
    }

    public ControlBudget {
        Rules.within("configurations", configurations, 1, 10_000);
        Rules.required("frequencies", frequencies);
    }
}
