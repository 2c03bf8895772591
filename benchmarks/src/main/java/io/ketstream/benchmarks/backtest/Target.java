package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Forecast;
import java.util.SortedMap;

/// What a strategy wants to hold from now on, and what it expects of that.
record Target(SortedMap<String, Double> weights, Forecast forecast) {}
