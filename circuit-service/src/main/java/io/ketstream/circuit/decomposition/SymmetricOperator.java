package io.ketstream.circuit.decomposition;

/// A real symmetric matrix by what it does to vectors.
interface SymmetricOperator {

    /// The number of rows.
    int size();

    /// image ← A·vector, in the same bits whatever the number of threads.
    void apply(double[] vector, double[] image);
}
