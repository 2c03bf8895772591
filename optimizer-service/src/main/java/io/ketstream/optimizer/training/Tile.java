package io.ketstream.optimizer.training;

import java.util.ArrayList;
import java.util.List;

/// A part of a matrix: rows `top` to `bottom` and columns `left` to `right`, each without the last.
record Tile(int top, int bottom, int left, int right) {

    /// Tiles of a symmetric matrix: those on its diagonal, and those above it.
    static List<Tile> symmetric(int size, int side) {
        int[] cuts = cuts(size, side);
        var tiles = new ArrayList<Tile>();
        for (int i = 0; i + 1 < cuts.length; i++) {
            for (int j = i; j + 1 < cuts.length; j++) {
                tiles.add(new Tile(cuts[i], cuts[i + 1], cuts[j], cuts[j + 1]));
            }
        }
        return tiles;
    }

    /// Of no rows none.
    static List<Tile> rectangular(int rows, int columns, int side) {
        int[] across = cuts(columns, side);
        int[] down = cuts(rows, side);
        var tiles = new ArrayList<Tile>();
        for (int i = 0; i + 1 < down.length && rows > 0; i++) {
            for (int j = 0; j + 1 < across.length; j++) {
                tiles.add(new Tile(down[i], down[i + 1], across[j], across[j + 1]));
            }
        }
        return tiles;
    }

    /// Parts of at most `side`, as even as can be.
    private static int[] cuts(int size, int side) {
        int parts = Math.max(1, Math.ceilDiv(size, side));
        int[] cuts = new int[parts + 1];
        for (int k = 0; k <= parts; k++) {
            cuts[k] = (int) ((long) size * k / parts);
        }
        return cuts;
    }
}
