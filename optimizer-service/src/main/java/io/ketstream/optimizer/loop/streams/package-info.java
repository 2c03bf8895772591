/// The loop on Kafka Streams: one task a partition, its journal a state store with a changelog topic.
@NullMarked
package io.ketstream.optimizer.loop.streams;

import org.jspecify.annotations.NullMarked;
