package io.ketstream.execution.estimate;

/// How many states of a tile's rows and columns are held at a time.
///
/// The states of rows are made once each; where not all states fit, those of columns are made once for each block of
/// rows. A symmetric tile has its rows' states for columns too.
///
/// @param rows of the tile
/// @param columns of the tile; of a symmetric one its rows
/// @param symmetric whether columns are rows
/// @param rowsAtOnce states of rows that are held at a time
/// @param columnsAtOnce states of columns that are held at a time beside these
/// @param stateBytes of one state
public record KernelBlocks(
        int rows, int columns, boolean symmetric, int rowsAtOnce, int columnsAtOnce, long stateBytes) {

    /// Of the states that are held, the part that are columns where not all fit: the more rows at a time, the fewer
    /// states of columns are made again.
    private static final int PART_OF_COLUMNS = 4;

    /// Blocks whose states take `limit` bytes at most, or two states where that is less.
    static KernelBlocks of(int vectors, int rows, long stateBytes, long limit) {
        boolean symmetric = rows == vectors;
        int columns = symmetric ? rows : vectors - rows;
        long held = Math.max(2, limit / stateBytes);
        if (vectors <= held) {
            return new KernelBlocks(rows, columns, symmetric, rows, symmetric ? 0 : columns, stateBytes);
        }
        int columnsAtOnce = (int) Math.clamp(held / PART_OF_COLUMNS, 1, columns);
        int rowsAtOnce = (int) Math.min(rows, held - columnsAtOnce);
        return new KernelBlocks(rows, columns, symmetric, rowsAtOnce, columnsAtOnce, stateBytes);
    }

    /// The states that are made in all, each time counted.
    public long statesMade() {
        long made = 0;
        for (int from = 0; from < rows; from += rowsAtOnce) {
            int to = Math.min(rows, from + rowsAtOnce);
            made += (to - from) + (symmetric ? columns - to : columns);
        }
        return made;
    }

    /// What states and results take at once.
    public long bytes() {
        return (rowsAtOnce + columnsAtOnce) * stateBytes + (long) Double.BYTES * rows * columns;
    }
}
