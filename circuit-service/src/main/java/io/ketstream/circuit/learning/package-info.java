/// Circuits of runs that learn: feature maps, and the trainable layers of networks. Pure.
@NullMarked
package io.ketstream.circuit.learning;

import org.jspecify.annotations.NullMarked;
