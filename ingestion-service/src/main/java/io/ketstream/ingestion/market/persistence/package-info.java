/// Market data in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.market.persistence;

import org.jspecify.annotations.NullMarked;
