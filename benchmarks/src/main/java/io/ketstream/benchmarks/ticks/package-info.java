/// Ticks into bars and snapshots, measured from outside: `./ketstream bench ticks`.
@NullMarked
package io.ketstream.benchmarks.ticks;

import org.jspecify.annotations.NullMarked;
