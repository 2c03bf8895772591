package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;

/// The end of a search: an evaluated point and the value it was answered with.
///
/// Without noise it is the lowest of all evaluated points. With noise the lowest answer is biased downwards by the
/// choice; methods that can afford it (SPSA) therefore ask for their final candidates afresh.
public record Minimum(
        RealVector parameters,
        double value,
        double standardError,
        int iterations,
        long evaluations,
        StopReason stopReason) {}
