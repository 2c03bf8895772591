/// Replays asked for over Kafka.
@NullMarked
package io.ketstream.ingestion.run.messaging;

import org.jspecify.annotations.NullMarked;
