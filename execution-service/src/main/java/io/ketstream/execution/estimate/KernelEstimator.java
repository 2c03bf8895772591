package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;

/// Answers questions of a kernel's tile: |⟨φ(b)|φ(a)⟩|² for each row a and column b (Havlíček et al., arXiv
/// 1804.11326); a pure function of the PUB, the circuit and the simulator's engine.
///
/// With S shots an entry of fidelity p is k/S, where k is drawn of B(S, p), which is the distribution of how often the
/// circuit of a followed by the inverse of that of b reads all zeros. The entry in row i and column j of a tile with m
/// columns draws with the seed [Seeds#derive]`(seed, i·m + j)`; of a symmetric tile only the entries right of the
/// diagonal draw, and are mirrored. Its diagonal is 1.
public final class KernelEstimator {

    /// What drawing an entry costs, in amplitudes that a simulation would touch.
    private static final double AMPLITUDES_PER_DRAW = 1 << 11;

    private final StatevectorSimulator simulator;

    public KernelEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// The tile, rows by columns.
    ///
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix tile(Pub pub, CompiledDefinition definition) {
        PubCheck.check(pub, definition);
        Integer rows = pub.rows();
        if (rows == null) {
            throw new IllegalArgumentException("not a question of a kernel: " + pub.wanted());
        }
        boolean symmetric = rows == pub.parameters().size();
        List<RealVector> ofRows = pub.parameters().subList(0, rows);
        List<RealVector> ofColumns =
                pub.parameters().subList(rows, pub.parameters().size());
        CompiledCircuit circuit = definition.circuit();
        Inputs.checkInterrupt();
        RealMatrix exact = Inputs.finite(
                () -> symmetric ? simulator.kernel(circuit, ofRows) : simulator.kernel(circuit, ofRows, ofColumns));
        double[] entries = packed(exact);
        if (pub.shots() != null) {
            draw(entries, exact.columns(), symmetric, pub.shots(), pub.seed());
        }
        Inputs.checkInterrupt();
        return PackedMatrix.of(exact.rows(), exact.columns(), entries);
    }

    private static double[] packed(RealMatrix matrix) {
        var entries = new double[matrix.rows() * matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(matrix.row(row).toArray(), 0, entries, row * matrix.columns(), matrix.columns());
        }
        return entries;
    }

    private void draw(double[] entries, int columns, boolean symmetric, int shots, long seed) {
        simulator.forEach(AMPLITUDES_PER_DRAW * columns, entries.length / columns, 1, (_, row) -> {
            Inputs.checkInterrupt();
            for (int column = symmetric ? row + 1 : 0; column < columns; column++) {
                int at = row * columns + column;
                entries[at] = (double) BinomialDraw.of(shots, entries[at], Seeds.derive(seed, at)) / shots;
            }
        });
        if (symmetric) {
            for (int row = 0; row < columns; row++) {
                for (int column = 0; column < row; column++) {
                    entries[row * columns + column] = entries[column * columns + row];
                }
            }
        }
    }
}
