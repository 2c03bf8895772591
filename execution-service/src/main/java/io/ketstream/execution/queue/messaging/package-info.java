/// The queue's ends in Kafka: requests in by share group, results and dead letters out, endings of runs.
@NullMarked
package io.ketstream.execution.queue.messaging;

import org.jspecify.annotations.NullMarked;
