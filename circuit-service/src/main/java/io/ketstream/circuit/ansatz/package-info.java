/// Parameterised circuits for a formulation: QAOA, hardware-efficient, Hamiltonian-variational. Pure.
@NullMarked
package io.ketstream.circuit.ansatz;

import org.jspecify.annotations.NullMarked;
