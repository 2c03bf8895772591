/// Models that learn, through a whole stack, beside published results.
@NullMarked
package io.ketstream.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
