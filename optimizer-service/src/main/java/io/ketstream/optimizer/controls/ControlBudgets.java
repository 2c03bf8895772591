package io.ketstream.optimizer.controls;

/// How much the controls of one run may take, in units that make them deterministic.
///
/// @param nodes that exact search may visit
/// @param samples drawn uniformly at random
/// @param evaluations most that the heuristic gets; never more than the run itself may take
public record ControlBudgets(long nodes, int samples, long evaluations) {}
