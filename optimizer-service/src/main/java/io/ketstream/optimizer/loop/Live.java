package io.ketstream.optimizer.loop;

import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.run.Formulation;

/// A live algorithm with what its run needs beside it.
///
/// @param emitFrom reports that follow this answer or a later one are published, earlier ones were before
/// @param bytes estimated memory
record Live(LiveAlgorithm algorithm, RunCircuitReady circuit, Formulation formulation, int emitFrom, long bytes) {}
