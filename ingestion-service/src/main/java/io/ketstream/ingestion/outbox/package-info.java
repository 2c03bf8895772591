/// Events that were committed with the change they tell of, and still have to be sent.
@NullMarked
package io.ketstream.ingestion.outbox;

import org.jspecify.annotations.NullMarked;
