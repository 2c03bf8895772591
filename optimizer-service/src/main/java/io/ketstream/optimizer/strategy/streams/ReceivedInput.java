package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.event.StrategyInput;

/// What a strategy is told, with the bytes it came in.
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record ReceivedInput(StrategyInput input, byte[] bytes) {}
