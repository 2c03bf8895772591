/// The real Kafka broker, as a child process.
@NullMarked
package io.ketstream.stack.broker;

import org.jspecify.annotations.NullMarked;
