/// Reads ticks from Kafka.
@NullMarked
package io.ketstream.ingestion.tick.messaging;

import org.jspecify.annotations.NullMarked;
