/// Strategies on Kafka Streams: a topology of their own beside the loop's.
@NullMarked
package io.ketstream.optimizer.strategy.streams;

import org.jspecify.annotations.NullMarked;
