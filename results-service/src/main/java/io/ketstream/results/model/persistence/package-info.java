/// Trained models in PostgreSQL.
@NullMarked
package io.ketstream.results.model.persistence;

import org.jspecify.annotations.NullMarked;
