/// The whole portfolio pipeline, walk-forward over history, in one process.
@NullMarked
package io.ketstream.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
