/// Large problems, fetched from their owner.
@NullMarked
package io.ketstream.circuit.generation.remote;

import org.jspecify.annotations.NullMarked;
