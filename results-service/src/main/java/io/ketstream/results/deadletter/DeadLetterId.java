package io.ketstream.results.deadletter;

import java.time.Instant;

/// What tells a dead letter from every other: offsets alone begin anew when a topic is deleted and made again.
public record DeadLetterId(RecordPosition position, Instant time) {}
