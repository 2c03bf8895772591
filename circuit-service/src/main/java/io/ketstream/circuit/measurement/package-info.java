/// What a circuit costs to run: gate counts, depth. Pure.
@NullMarked
package io.ketstream.circuit.measurement;

import org.jspecify.annotations.NullMarked;
