/// The job table in PostgreSQL.
@NullMarked
package io.ketstream.execution.job.persistence;

import org.jspecify.annotations.NullMarked;
