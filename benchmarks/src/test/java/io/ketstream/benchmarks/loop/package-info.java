@NullMarked
package io.ketstream.benchmarks.loop;

import org.jspecify.annotations.NullMarked;
