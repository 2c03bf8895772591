@NullMarked
package io.ketstream.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
