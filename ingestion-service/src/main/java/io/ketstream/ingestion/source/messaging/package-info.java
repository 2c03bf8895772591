/// Trades, as ticks to Kafka.
@NullMarked
package io.ketstream.ingestion.source.messaging;

import org.jspecify.annotations.NullMarked;
