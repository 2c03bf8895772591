package io.ketstream.benchmarks.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record as a probe saw it.
///
/// @param nanos `System.nanoTime()` when the probe's poll returned it
public record Arrival(ConsumerRecord<String, byte[]> sent, long nanos) {}
