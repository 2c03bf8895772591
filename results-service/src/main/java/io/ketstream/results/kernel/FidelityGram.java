package io.ketstream.results.kernel;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.learning.KernelTile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A matrix of fidelities from the tiles on its diagonal and above. A row of tiles is in memory at
/// a time; those above the diagonal are read twice, as they stand and mirrored.
final class FidelityGram implements GramMatrix {

    private final AnsweredMatrices answers;
    private final int rows;

    /// First rows of the tiles.
    private final List<Integer> starts;

    private final List<KernelTile> tiles;
    private final List<UUID> places;

    /// @param places of the tiles of [KernelTiles#symmetric], in their order
    FidelityGram(AnsweredMatrices answers, int rows, List<KernelTile> tiles, List<UUID> places) {
        this.answers = answers;
        this.rows = rows;
        this.tiles = List.copyOf(tiles);
        this.places = List.copyOf(places);
        this.starts = tiles.stream()
                .filter(KernelTile::isOnDiagonal)
                .map(KernelTile::firstRow)
                .toList();
    }

    /// Whether the first and the last tile are of this matrix: states have fidelity 1 with
    /// themselves, and with each other only by accident.
    boolean isWhole() {
        return isDiagonal(0) && isDiagonal(tiles.size() - 1);
    }

    private boolean isDiagonal(int tile) {
        PackedMatrix matrix = answers.read(places.get(tile));
        int last = tiles.get(tile).rows() - 1;
        return isOfShape(tile, matrix) && matrix.get(0, 0) == 1 && matrix.get(last, last) == 1;
    }

    private boolean isOfShape(int tile, PackedMatrix matrix) {
        return matrix.rows() == tiles.get(tile).rows()
                && matrix.columns() == tiles.get(tile).columns();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void forEachRow(RowTaker taker) throws IOException {
        for (int start : starts) {
            for (double[] row : rowOfTiles(start)) {
                taker.take(row);
            }
        }
    }

    private List<double[]> rowOfTiles(int start) {
        var block = new ArrayList<double[]>();
        for (int k = 0; k < tiles.size(); k++) {
            KernelTile tile = tiles.get(k);
            if (tile.firstRow() != start && tile.firstColumn() != start) {
                continue;
            }
            PackedMatrix matrix = answers.read(places.get(k));
            if (!isOfShape(k, matrix)) {
                throw new IllegalStateException("tile " + k + " of a kernel's matrix has " + matrix);
            }
            while (block.size() < (tile.firstRow() == start ? tile.rows() : tile.columns())) {
                block.add(new double[rows]);
            }
            place(block, start, tile, matrix);
        }
        return block;
    }

    /// On the diagonal, what is above counts.
    private static void place(List<double[]> block, int start, KernelTile tile, PackedMatrix matrix) {
        for (int i = 0; i < tile.rows(); i++) {
            for (int j = tile.isOnDiagonal() ? i : 0; j < tile.columns(); j++) {
                double entry = matrix.get(i, j);
                if (tile.firstRow() == start) {
                    block.get(i)[tile.firstColumn() + j] = entry;
                }
                if (tile.firstColumn() == start) {
                    block.get(j)[tile.firstRow() + i] = entry;
                }
            }
        }
    }
}
