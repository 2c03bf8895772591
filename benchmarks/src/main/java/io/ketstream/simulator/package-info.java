/// Benchmarks of what the simulator keeps to itself.
@NullMarked
package io.ketstream.simulator;

import org.jspecify.annotations.NullMarked;
