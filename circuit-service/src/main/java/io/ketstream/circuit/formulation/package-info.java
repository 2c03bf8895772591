/// Problems as energies to be minimised: Ising form, Pauli sum, cardinality penalty. Pure.
@NullMarked
package io.ketstream.circuit.formulation;

import org.jspecify.annotations.NullMarked;
