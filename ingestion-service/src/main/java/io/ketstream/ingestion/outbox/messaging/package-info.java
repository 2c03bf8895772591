/// From the outbox to Kafka.
@NullMarked
package io.ketstream.ingestion.outbox.messaging;

import org.jspecify.annotations.NullMarked;
