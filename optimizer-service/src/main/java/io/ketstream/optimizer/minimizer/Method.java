package io.ketstream.optimizer.minimizer;

import io.ketstream.model.run.StopReason;

/// What the methods differ in: how a [Search] goes on from its start until it has converged or can go no further.
///
/// Limits end it from inside its questions.
@FunctionalInterface
interface Method {

    StopReason descend(Search search, long seed);
}
