/// The log and the writing side of the projections in PostgreSQL.
@NullMarked
package io.ketstream.results.eventlog.persistence;

import org.jspecify.annotations.NullMarked;
