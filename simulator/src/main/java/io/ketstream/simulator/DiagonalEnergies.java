package io.ketstream.simulator;

import io.ketstream.model.operator.PauliSum;
import org.jspecify.annotations.Nullable;

/// The values of a diagonal Pauli sum on basis states.
///
/// Up to [#TABLE_QUBITS] qubits all values stand in a table (8·2^n bytes), made when a value is first asked for;
/// above, each is added up from the terms. Immutable and thread-safe.
public final class DiagonalEnergies {

    /// The largest number of qubits for which all values are kept.
    public static final int TABLE_QUBITS = 20;

    private final int qubits;
    private final long[] masks;
    private final double[] coefficients;
    private volatile double @Nullable [] table;

    private DiagonalEnergies(int qubits, long[] masks, double[] coefficients) {
        this.qubits = qubits;
        this.masks = masks;
        this.coefficients = coefficients;
    }

    /// For at most 63 qubits.
    ///
    /// @throws IllegalArgumentException when a term has an X or a Y
    public static DiagonalEnergies of(PauliSum observable) {
        PauliSum simplified = observable.simplified();
        if (!simplified.isDiagonal()) {
            throw new IllegalArgumentException(
                    "energies of basis states need a diagonal observable, one of I and Z only");
        }
        int terms = simplified.terms().size();
        var masks = new long[terms];
        var coefficients = new double[terms];
        for (int t = 0; t < terms; t++) {
            masks[t] = simplified.terms().get(t).pauli().zMask();
            coefficients[t] = simplified.terms().get(t).coefficient();
        }
        return new DiagonalEnergies(simplified.qubits(), masks, coefficients);
    }

    public int numberOfQubits() {
        return qubits;
    }

    /// The energy of `basisState`, whose bit k is qubit k.
    public double energy(long basisState) {
        if (basisState < 0 || basisState >>> qubits != 0) {
            throw new IllegalArgumentException("basis state " + basisState + " has more than " + qubits + " bits");
        }
        if (hasTable()) {
            return table()[(int) basisState];
        }
        double energy = 0;
        for (int t = 0; t < masks.length; t++) {
            energy += (Long.bitCount(basisState & masks[t]) & 1) == 0 ? coefficients[t] : -coefficients[t];
        }
        return energy;
    }

    boolean hasTable() {
        return qubits <= TABLE_QUBITS;
    }

    /// All values, where [#hasTable]; made when first asked for.
    double[] table() {
        double[] made = table;
        if (made == null) {
            made = new double[1 << qubits];
            for (int t = 0; t < masks.length; t++) {
                made[(int) masks[t]] += coefficients[t];
            }
            WalshHadamard.transform(made);
            table = made;
        }
        return made;
    }
}
