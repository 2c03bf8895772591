/// Classical controls that stand beside every quantum figure: exact optimum or rigorous bound, heuristic, uniform
/// random.
///
/// All budgets are counted in nodes, evaluations and samples, never in time, so that controls are deterministic.
@NullMarked
package io.ketstream.optimizer.control;

import org.jspecify.annotations.NullMarked;
