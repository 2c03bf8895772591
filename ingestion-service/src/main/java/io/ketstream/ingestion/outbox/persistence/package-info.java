/// The outbox in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.outbox.persistence;

import org.jspecify.annotations.NullMarked;
