package io.ketstream.optimizer.loop.streams;

/// A record's value on its way to a topic.
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Outgoing(String topic, byte[] value) {}
