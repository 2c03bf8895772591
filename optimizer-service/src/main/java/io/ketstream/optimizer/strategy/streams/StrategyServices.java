package io.ketstream.optimizer.strategy.streams;

import io.ketstream.optimizer.loop.streams.LoopServices;
import io.ketstream.support.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;

/// What every task of the strategies uses.
///
/// @param fetcher fetches covariances, off the caller's thread
/// @param assessments computes how far markets have moved
public record StrategyServices(
        EventCodec codec, LoopServices.Fetcher fetcher, Executor assessments, MeterRegistry registry) {}
