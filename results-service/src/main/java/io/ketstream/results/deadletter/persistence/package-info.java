/// Which dead letters have been re-driven, in PostgreSQL.
@NullMarked
package io.ketstream.results.deadletter.persistence;

import org.jspecify.annotations.NullMarked;
