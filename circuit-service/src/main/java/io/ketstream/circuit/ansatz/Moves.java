package io.ketstream.circuit.ansatz;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.run.Selection;
import java.util.Arrays;
import java.util.List;

/// Mean squares of half the changes of energy that moves of a mixer make, see [CostScale#forMoves].
final class Moves {

    /// The spins of no block, each of which is ±1 by itself.
    private static final int NO_BLOCK = -1;

    private final int spins;
    private final double[] field;
    private final double[][] coupling;
    private final List<Selection.KeptOnes> blocks;
    private final int[] blockOf;

    /// @param unit what energies are divided by, so that squares neither overflow nor vanish
    Moves(IsingHamiltonian cost, double unit, List<Selection.KeptOnes> blocks) {
        this.spins = cost.spins();
        this.field = new double[spins];
        this.coupling = new double[spins][spins];
        this.blocks = blocks;
        this.blockOf = new int[spins];
        for (int i = 0; i < spins; i++) {
            field[i] = cost.h().get(i) / unit;
        }
        for (IsingHamiltonian.Coupling pair : cost.couplings()) {
            coupling[pair.i()][pair.j()] += pair.weight() / unit;
            coupling[pair.j()][pair.i()] += pair.weight() / unit;
        }
        Arrays.fill(blockOf, NO_BLOCK);
        for (int b = 0; b < blocks.size(); b++) {
            for (int qubit : blocks.get(b).qubits()) {
                blockOf[qubit] = b;
            }
        }
    }

    /// Of exchanging two spins of a block, over all its pairs.
    double exchange(int block) {
        List<Integer> members = blocks.get(block).qubits();
        double sum = 0;
        for (int a = 0; a < members.size(); a++) {
            for (int b = a + 1; b < members.size(); b++) {
                int i = members.get(a);
                int j = members.get(b);
                double[] change = new double[spins];
                for (int k = 0; k < spins; k++) {
                    change[k] = k == i || k == j ? 0 : coupling[i][k] - coupling[j][k];
                }
                sum += meanSquare(field[i] - field[j], change, block);
            }
        }
        return sum / (members.size() * (members.size() - 1) / 2.0);
    }

    /// Of flipping a spin of no block.
    double flip() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < spins; i++) {
            if (blockOf[i] == NO_BLOCK) {
                sum += meanSquare(field[i], coupling[i], NO_BLOCK);
                count++;
            }
        }
        return sum / count;
    }

    /// ⟨(δ + Σ dₖzₖ)²⟩, where a one and a zero of `moved` are the spins that move.
    private double meanSquare(double constant, double[] change, int moved) {
        double[] total = new double[blocks.size()];
        double[] squares = new double[blocks.size()];
        double square = constant * constant;
        for (int k = 0; k < spins; k++) {
            if (blockOf[k] == NO_BLOCK) {
                square += change[k] * change[k];
            } else {
                total[blockOf[k]] += change[k];
                squares[blockOf[k]] += change[k] * change[k];
            }
        }
        double shift = 0;
        for (int b = 0; b < blocks.size(); b++) {
            int others = blocks.get(b).qubits().size() - (b == moved ? 2 : 0);
            double magnetisation = others - 2.0 * (blocks.get(b).ones() - (b == moved ? 1 : 0));
            double mean = others == 0 ? 0 : magnetisation / others;
            double correlation =
                    others < 2 ? 1 : (magnetisation * magnetisation - others) / ((double) others * (others - 1));
            square += 2 * constant * mean * total[b]
                    + (1 - correlation) * squares[b]
                    + correlation * total[b] * total[b]
                    + 2 * shift * mean * total[b];
            shift += mean * total[b];
        }
        return square;
    }
}
