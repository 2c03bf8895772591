/// Records that a service could not process: looking at them and sending them again.
@NullMarked
package io.ketstream.results.deadletter;

import org.jspecify.annotations.NullMarked;
