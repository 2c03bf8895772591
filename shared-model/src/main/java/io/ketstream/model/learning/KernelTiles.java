package io.ketstream.model.learning;

import io.ketstream.model.Rules;
import io.ketstream.model.event.Topics;
import java.util.ArrayList;
import java.util.List;

/// How a kernel's matrix is divided so that each tile's question and answer go through a topic
/// ([Topics#MAX_MESSAGE_BYTES]).
///
/// A number of a question has at most 25 characters (sign, 17 digits, point, exponent of 5 and a comma), one of an
/// answer 8 bytes in base64.
public final class KernelTiles {

    /// What a message has beside its numbers.
    private static final int ENVELOPE_BYTES = 8 * 1024;

    private static final int NUMBER_BYTES = 25;
    private static final int BRACKETS = 3;

    /// Entries of one answer.
    public static final int MAX_ENTRIES = 22_000;

    private KernelTiles() {}

    /// Parameter vectors that one question may have, or inputs of one batch.
    ///
    /// @param width numbers of a vector
    /// @throws io.ketstream.model.InvalidValueException when not even two fit
    public static int vectors(int width) {
        return vectors(width, 0);
    }

    /// @param others numbers that the question has beside them, such as weights
    public static int vectors(int width, int others) {
        Rules.within("width", width, 1, Integer.MAX_VALUE);
        long each = (long) width * NUMBER_BYTES + BRACKETS;
        long left = Topics.MAX_MESSAGE_BYTES - ENVELOPE_BYTES - (long) others * NUMBER_BYTES;
        return (int) Rules.within("vectors", Math.min(left / each, MAX_ENTRIES), 2, MAX_ENTRIES);
    }

    /// Of the matrix of these rows with themselves: tiles on the diagonal and above it, row by row.
    public static List<KernelTile> symmetric(int rows, int width) {
        int side = Math.min(vectors(width) / 2, side());
        var tiles = new ArrayList<KernelTile>();
        for (int row = 0; row < rows; row += side) {
            for (int column = row; column < rows; column += side) {
                tiles.add(new KernelTile(row, Math.min(side, rows - row), column, Math.min(side, rows - column)));
            }
        }
        return tiles;
    }

    /// How many [#symmetric] gives.
    public static long numberOfSymmetric(int rows, int width) {
        long parts = Math.ceilDiv(rows, Math.min(vectors(width) / 2, side()));
        return parts * (parts + 1) / 2;
    }

    /// Of the matrix of these rows with these columns, row by row.
    public static List<KernelTile> rectangle(int rows, int columns, int width) {
        int vectors = vectors(width);
        int high = Math.min(Math.min(rows, vectors / 2), side());
        if (high == 0 || columns == 0) {
            return List.of();
        }
        int wide = Math.min(vectors - high, MAX_ENTRIES / high);
        var tiles = new ArrayList<KernelTile>();
        for (int row = 0; row < rows; row += high) {
            for (int column = 0; column < columns; column += wide) {
                tiles.add(new KernelTile(row, Math.min(high, rows - row), column, Math.min(wide, columns - column)));
            }
        }
        return tiles;
    }

    private static int side() {
        return (int) Math.sqrt(MAX_ENTRIES);
    }
}
