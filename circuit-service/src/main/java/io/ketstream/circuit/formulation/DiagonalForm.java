package io.ketstream.circuit.formulation;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Recognises an Ising Hamiltonian that was written as a Pauli sum.
final class DiagonalForm {

    private DiagonalForm() {}

    /// The same operator as spins, or null when a term has X or Y, or Z on more than two qubits.
    static @Nullable IsingHamiltonian ising(PauliSum operator) {
        double[] h = new double[operator.qubits()];
        var couplings = new ArrayList<IsingHamiltonian.Coupling>();
        double offset = 0;
        for (PauliSum.Term term : operator.terms()) {
            PauliString pauli = term.pauli();
            int weight = pauli.weight();
            if (!pauli.isDiagonal() || weight > 2) {
                return null;
            }
            int first = Long.numberOfTrailingZeros(pauli.zMask());
            int last = Long.SIZE - 1 - Long.numberOfLeadingZeros(pauli.zMask());
            switch (weight) {
                case 0 -> offset += term.coefficient();
                case 1 -> h[first] += term.coefficient();
                default -> couplings.add(new IsingHamiltonian.Coupling(first, last, term.coefficient()));
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, offset);
    }
}
