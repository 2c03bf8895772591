@NullMarked
package io.ketstream.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
