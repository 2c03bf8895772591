/// The reading side of strategies in PostgreSQL.
@NullMarked
package io.ketstream.results.strategy.persistence;

import org.jspecify.annotations.NullMarked;
