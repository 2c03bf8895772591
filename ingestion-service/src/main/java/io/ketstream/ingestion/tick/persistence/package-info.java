/// Bars in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.tick.persistence;

import org.jspecify.annotations.NullMarked;
