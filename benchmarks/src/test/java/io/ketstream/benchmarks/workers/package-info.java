@NullMarked
package io.ketstream.benchmarks.workers;

import org.jspecify.annotations.NullMarked;
