/// Runs in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.run.persistence;

import org.jspecify.annotations.NullMarked;
