/// Runs come in from Kafka, circuits go out to it.
@NullMarked
package io.ketstream.circuit.generation.messaging;

import org.jspecify.annotations.NullMarked;
