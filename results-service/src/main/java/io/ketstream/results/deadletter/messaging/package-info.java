/// Reads dead-letter topics without a group, and sends records to the topics they came from.
@NullMarked
package io.ketstream.results.deadletter.messaging;

import org.jspecify.annotations.NullMarked;
