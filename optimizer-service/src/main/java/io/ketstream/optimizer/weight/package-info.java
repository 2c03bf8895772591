/// Weights on the assets that were selected: quadratic programs, and what they are compared with.
@NullMarked
package io.ketstream.optimizer.weight;

import org.jspecify.annotations.NullMarked;
