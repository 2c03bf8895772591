@NullMarked
package io.ketstream.ingestion.outbox.messaging;

import org.jspecify.annotations.NullMarked;
