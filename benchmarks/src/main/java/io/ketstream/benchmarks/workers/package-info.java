/// What a second execution worker brings.
@NullMarked
package io.ketstream.benchmarks.workers;

import org.jspecify.annotations.NullMarked;
