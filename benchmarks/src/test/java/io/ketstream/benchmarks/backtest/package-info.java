@NullMarked
package io.ketstream.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
