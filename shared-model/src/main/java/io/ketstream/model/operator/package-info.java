/// Operators: Pauli strings, Pauli sums, Ising Hamiltonians.
@NullMarked
package io.ketstream.model.operator;

import org.jspecify.annotations.NullMarked;
