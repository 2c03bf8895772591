/// What a circuit costs to run and measure: qubit-wise commuting groups, gate counts, depth. Pure.
@NullMarked
package io.ketstream.circuit.measurement;

import org.jspecify.annotations.NullMarked;
