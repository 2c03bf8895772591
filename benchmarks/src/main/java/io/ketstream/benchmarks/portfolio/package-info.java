/// The quality of decomposed portfolio selections, all in one process: `./ketstream bench portfolio`.
@NullMarked
package io.ketstream.benchmarks.portfolio;

import org.jspecify.annotations.NullMarked;
