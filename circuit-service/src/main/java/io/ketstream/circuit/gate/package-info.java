/// What circuits are put together from. Pure.
@NullMarked
package io.ketstream.circuit.gate;

import org.jspecify.annotations.NullMarked;
