/// Sources and how far they are, in PostgreSQL.
@NullMarked
package io.ketstream.ingestion.source.persistence;

import org.jspecify.annotations.NullMarked;
