/// Benchmarks with the report they print: the whole loop on the local stack, and parts of it under JMH.
@NullMarked
package io.ketstream.benchmarks;

import org.jspecify.annotations.NullMarked;
