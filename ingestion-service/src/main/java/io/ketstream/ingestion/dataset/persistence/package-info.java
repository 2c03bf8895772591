/// Data sets in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.dataset.persistence;

import org.jspecify.annotations.NullMarked;
