/// From a problem and an ansatz to a circuit definition; for previews and for runs.
@NullMarked
package io.ketstream.circuit.generation;

import org.jspecify.annotations.NullMarked;
