/// Kernel matrices of runs, put together from what execution-service answered.
@NullMarked
package io.ketstream.results.kernel;

import org.jspecify.annotations.NullMarked;
