package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.simulator.Overlaps;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.Statevector;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.Arrays;
import java.util.List;

/// Answers questions of a kernel's tile: |⟨φ(b)|φ(a)⟩|² for each row a and column b (Havlíček et al., arXiv
/// 1804.11326); a pure function of the PUB, the circuit and the simulator's engine.
///
/// With S shots an entry of fidelity p is k/S, where k is drawn of B(S, p), which is the distribution of how often the
/// circuit of a followed by the inverse of that of b reads all zeros. The entry in row i and column j of a tile with m
/// columns draws with the seed [Seeds#derive]`(seed, i·m + j)`; of a symmetric tile only the entries right of the
/// diagonal draw, and are mirrored. Its diagonal is 1.
public final class KernelEstimator {

    /// Rows whose overlaps are computed in one go.
    private static final int ROWS_IN_ONE_GO = 16;

    /// What drawing an entry costs, in amplitudes that a simulation would touch.
    private static final double AMPLITUDES_PER_DRAW = 1 << 11;

    private final StatevectorSimulator simulator;

    public KernelEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// The blocks in which a tile is computed within `limit` bytes.
    ///
    /// @param pub that asks for a kernel
    public static KernelBlocks blocks(Pub pub, CompiledDefinition definition, long limit) {
        return KernelBlocks.of(
                pub.parameters().size(), rows(pub), definition.circuit().stateBytes(), limit);
    }

    /// The tile, rows by columns.
    ///
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix tile(Pub pub, CompiledDefinition definition, KernelBlocks blocks) {
        PubCheck.check(pub, definition);
        var tile = new Tile(definition, pub, blocks);
        for (int from = 0; from < blocks.rows(); from += blocks.rowsAtOnce()) {
            tile.addRows(from, Math.min(blocks.rows(), from + blocks.rowsAtOnce()));
        }
        Inputs.checkFinite(tile.entries);
        if (pub.shots() != null) {
            tile.draw(pub.shots(), pub.seed());
        }
        if (blocks.symmetric()) {
            tile.mirror();
        }
        return PackedMatrix.of(blocks.rows(), blocks.columns(), tile.entries);
    }

    private static int rows(Pub pub) {
        Integer rows = pub.rows();
        if (rows == null) {
            throw new IllegalArgumentException("not a question of a kernel: " + pub.wanted());
        }
        return rows;
    }

    /// One tile while it is computed; of a symmetric one what is not left of the diagonal.
    private final class Tile {

        private final CompiledDefinition definition;
        private final List<RealVector> rowVectors;
        private final List<RealVector> columnVectors;
        private final KernelBlocks blocks;
        private final double[] entries;

        private Tile(CompiledDefinition definition, Pub pub, KernelBlocks blocks) {
            this.definition = definition;
            this.rowVectors = pub.parameters().subList(0, blocks.rows());
            this.columnVectors = blocks.symmetric()
                    ? rowVectors
                    : pub.parameters().subList(blocks.rows(), pub.parameters().size());
            this.blocks = blocks;
            this.entries = new double[Math.multiplyExact(blocks.rows(), blocks.columns())];
        }

        private void addRows(int from, int to) {
            List<Statevector> rows = states(rowVectors.subList(from, to));
            int column = 0;
            if (blocks.symmetric()) {
                addUpperTriangle(rows, from);
                column = to;
            }
            while (column < blocks.columns()) {
                int end = Math.min(blocks.columns(), column + blocks.columnsAtOnce());
                addRectangle(rows, from, states(columnVectors.subList(column, end)), column);
                column = end;
            }
        }

        private void addUpperTriangle(List<Statevector> states, int from) {
            for (int i = 0; i < states.size(); i += ROWS_IN_ONE_GO) {
                List<Statevector> some = states.subList(i, Math.min(states.size(), i + ROWS_IN_ONE_GO));
                addRectangle(some, from + i, states.subList(i, states.size()), from + i);
            }
        }

        private void addRectangle(List<Statevector> rows, int firstRow, List<Statevector> columns, int firstColumn) {
            for (int i = 0; i < rows.size(); i += ROWS_IN_ONE_GO) {
                Inputs.checkInterrupt();
                Overlaps overlaps =
                        simulator.overlaps(rows.subList(i, Math.min(rows.size(), i + ROWS_IN_ONE_GO)), columns);
                for (int row = 0; row < overlaps.rows(); row++) {
                    for (int column = 0; column < overlaps.columns(); column++) {
                        entries[(firstRow + i + row) * blocks.columns() + firstColumn + column] =
                                Math.min(1, overlaps.fidelity(row, column));
                    }
                }
            }
        }

        private List<Statevector> states(List<RealVector> vectors) {
            var states = new Statevector[vectors.size()];
            simulator.forEach(
                    definition.allAmplitudes(), states.length, blocks.stateBytes(), (each, k) -> {
                        Inputs.checkInterrupt();
                        states[k] = each.run(definition.circuit(), vectors.get(k));
                    });
            return Arrays.asList(states);
        }

        private void draw(int shots, long seed) {
            simulator.forEach(AMPLITUDES_PER_DRAW * blocks.columns(), blocks.rows(), 1, (_, row) -> {
                Inputs.checkInterrupt();
                for (int column = blocks.symmetric() ? row + 1 : 0; column < blocks.columns(); column++) {
                    int at = row * blocks.columns() + column;
                    entries[at] = (double) BinomialDraw.of(shots, entries[at], Seeds.derive(seed, at)) / shots;
                }
            });
        }

        private void mirror() {
            for (int row = 0; row < blocks.rows(); row++) {
                entries[row * blocks.columns() + row] = 1;
                for (int column = 0; column < row; column++) {
                    entries[row * blocks.columns() + column] = entries[column * blocks.columns() + row];
                }
            }
        }
    }
}
