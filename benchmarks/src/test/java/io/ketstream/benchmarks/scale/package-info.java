@NullMarked
package io.ketstream.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
