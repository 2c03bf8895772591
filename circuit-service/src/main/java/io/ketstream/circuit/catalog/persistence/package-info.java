/// The catalog in PostgreSQL.
@NullMarked
package io.ketstream.circuit.catalog.persistence;

import org.jspecify.annotations.NullMarked;
