/// The reading side of the projections in PostgreSQL.
@NullMarked
package io.ketstream.results.run.persistence;

import org.jspecify.annotations.NullMarked;
