/// Runs that learn from a data set, as plain blocking code that asks questions of circuits: rows become angles, angles
/// a kernel's matrix or a network's weights, and these a model with its report.
@NullMarked
package io.ketstream.optimizer.training;

import org.jspecify.annotations.NullMarked;
