package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Splits gates into diagonal ones and blocks on two qubits that keep the number of ones.
///
/// Gates on the same two qubits are collected until their product maps each number of ones to itself, for all
/// parameters: its entries are trigonometric polynomials, so that one that vanishes at generic points vanishes
/// everywhere. Ending a block as soon as that holds loses nothing, because the rest of a longer one keeps the number
/// too.
final class WeightBlocks {

    sealed interface Piece {

        /// A gate that is diagonal.
        record Diagonal(Instruction.Apply gate) implements Piece {}

        /// Gates on the qubits `low` < `high`.
        ///
        /// @param leavesEqual whether |00⟩ and |11⟩ stay what they are, also in phase
        record Block(int low, int high, List<Instruction.Apply> gates, boolean leavesEqual) implements Piece {}
    }

    private static final int POINTS = 3;

    /// Above the rounding errors of a product of a few hundred matrices; a block that changes the number by less
    /// is taken for one that keeps it, at an error of as much.
    private static final double ROUNDING = 1e-13;

    private final List<RealVector> points = new ArrayList<>(POINTS);
    private final @Nullable Open[] open;
    private final List<Piece> pieces = new ArrayList<>();
    private int seen;

    private WeightBlocks(int qubits, int parameters) {
        this.open = new Open[qubits];
        var random = new SplitMix64(11);
        for (int point = 0; point < POINTS; point++) {
            var values = new double[parameters];
            for (int k = 0; k < parameters; k++) {
                values[k] = 6 * random.nextDouble() - 3;
            }
            points.add(RealVector.of(values));
        }
    }

    /// What became of a list of gates.
    ///
    /// @param pieces none when the gates change the number of ones
    /// @param seen how many gates were looked at
    record Split(Optional<List<Piece>> pieces, int seen) {}

    static Split of(int qubits, int parameters, List<Instruction.Apply> gates) {
        var blocks = new WeightBlocks(qubits, parameters);
        for (Instruction.Apply gate : gates) {
            blocks.seen++;
            if (!blocks.add(gate)) {
                return new Split(Optional.empty(), blocks.seen);
            }
        }
        for (Open each : blocks.open) {
            if (each != null) {
                return new Split(Optional.empty(), blocks.seen);
            }
        }
        return new Split(Optional.of(List.copyOf(blocks.pieces)), blocks.seen);
    }

    /// Gates on one or two qubits, with their product at each point; the first qubit is bit 0.
    private record Open(List<Integer> qubits, List<Instruction.Apply> gates, List<ComplexMatrix> products) {}

    private boolean add(Instruction.Apply gate) {
        var qubits = new ArrayList<Integer>(2);
        var before = new ArrayList<Open>(2);
        for (int qubit : gate.qubits()) {
            Open there = open[qubit];
            if (there != null && !before.contains(there)) {
                before.add(there);
                qubits.addAll(there.qubits());
            }
        }
        if (before.isEmpty() && GateUnitary.isDiagonal(gate.gate())) {
            pieces.add(new Piece.Diagonal(gate));
            return true;
        }
        for (int qubit : gate.qubits()) {
            if (!qubits.contains(qubit)) {
                qubits.add(qubit);
            }
        }
        if (qubits.size() > 2) {
            return false;
        }
        // A block that goes on takes its list over, so that a long one is not copied for each gate.
        List<Instruction.Apply> gates = before.size() == 1 ? before.getFirst().gates() : new ArrayList<>();
        if (before.size() == 2) {
            before.forEach(each -> gates.addAll(each.gates()));
        }
        gates.add(gate);
        var products = new ArrayList<ComplexMatrix>(POINTS);
        for (int point = 0; point < POINTS; point++) {
            ComplexMatrix product = ComplexMatrix.identity(1 << qubits.size());
            for (Open each : before) {
                product = each.products()
                        .get(point)
                        .embedded(each.qubits(), qubits)
                        .times(product);
            }
            products.add(GateUnitary.of(gate, points.get(point))
                    .embedded(gate.qubits(), qubits)
                    .times(product));
        }
        var block = new Open(List.copyOf(qubits), gates, products);
        boolean keeps = qubits.size() == 2 && products.stream().allMatch(WeightBlocks::keepsWeights);
        for (int qubit : qubits) {
            open[qubit] = keeps ? null : block;
        }
        if (keeps) {
            close(block);
        }
        return true;
    }

    private void close(Open block) {
        boolean leavesEqual = block.products().stream().allMatch(product -> isOne(product, 0) && isOne(product, 3));
        int first = block.qubits().getFirst();
        int last = block.qubits().getLast();
        pieces.add(
                new Piece.Block(Math.min(first, last), Math.max(first, last), List.copyOf(block.gates()), leavesEqual));
    }

    private static boolean isOne(ComplexMatrix matrix, int index) {
        return Math.abs(matrix.real(index, index) - 1) <= ROUNDING
                && Math.abs(matrix.imaginary(index, index)) <= ROUNDING;
    }

    private static boolean keepsWeights(ComplexMatrix matrix) {
        for (int row = 0; row < matrix.size; row++) {
            for (int column = 0; column < matrix.size; column++) {
                if (Integer.bitCount(row) != Integer.bitCount(column) && !matrix.isZero(row, column, ROUNDING)) {
                    return false;
                }
            }
        }
        return true;
    }
}
