/// Results and stored work in PostgreSQL.
@NullMarked
package io.ketstream.execution.queue.persistence;

import org.jspecify.annotations.NullMarked;
