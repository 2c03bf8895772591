/// Reads every topic into the log.
@NullMarked
package io.ketstream.results.eventlog.messaging;

import org.jspecify.annotations.NullMarked;
