package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.RunEvent;

/// An event with the bytes it came in.
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record ReceivedEvent(RunEvent event, byte[] bytes) {}
