/// The real PostgreSQL server, as a child process.
@NullMarked
package io.ketstream.stack.database;

import org.jspecify.annotations.NullMarked;
