/// The whole suite, HTTP in and HTTP out: the services' boot jars as processes on a real broker and database.
@NullMarked
package io.ketstream.stack.system;

import org.jspecify.annotations.NullMarked;
