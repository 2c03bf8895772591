package io.ketstream.model.learning;

/// A rectangle of a kernel's matrix that is asked for by one question.
///
/// @param rows how many, from `firstRow`
/// @param columns how many, from `firstColumn`
public record KernelTile(int firstRow, int rows, int firstColumn, int columns) {

    /// Whether it lies on the diagonal of a symmetric matrix, so that its columns are its rows.
    public boolean isOnDiagonal() {
        return firstRow == firstColumn && rows == columns;
    }
}
