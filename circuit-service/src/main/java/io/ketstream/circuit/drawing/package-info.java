/// Circuits as scalable vector graphics. Pure.
@NullMarked
package io.ketstream.circuit.drawing;

import org.jspecify.annotations.NullMarked;
