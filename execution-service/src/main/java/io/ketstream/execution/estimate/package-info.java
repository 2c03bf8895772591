/// From a PUB and its circuit to results: exact or sampled estimates, gradients, sample summaries. Pure functions.
@NullMarked
package io.ketstream.execution.estimate;

import org.jspecify.annotations.NullMarked;
