/// Work that is kept in the database: jobs of the API and stored requests of runs, worked off under leases.
@NullMarked
package io.ketstream.execution.job;

import org.jspecify.annotations.NullMarked;
