@NullMarked
package io.ketstream.benchmarks.portfolio;

import org.jspecify.annotations.NullMarked;
