/// Strategies in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.strategy.persistence;

import org.jspecify.annotations.NullMarked;
