package io.ketstream.results.kernel;

import java.io.IOException;

/// A symmetric matrix of kernel entries, read row by row so that it is never whole in memory.
public interface GramMatrix {

    /// Takes a row; the next call has another in the same array.
    @FunctionalInterface
    interface RowTaker {
        void take(double[] row) throws IOException;
    }

    /// As many as columns.
    int rows();

    /// @throws NoMatrixException when what it is made of is forgotten meanwhile
    void forEachRow(RowTaker taker) throws IOException;
}
