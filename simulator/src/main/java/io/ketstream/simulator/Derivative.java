package io.ketstream.simulator;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// What the sums of a pass, number s of tile t at s·tiles + t, add to the gradient. They are of states without the
/// cosines left out so far; `factor` is the square of these.
sealed interface Derivative {

    void add(double[] sums, int tiles, double[] gradient);

    /// The chain rule through an affine angle.
    static void chain(ParameterExpression angle, double derivative, double[] gradient) {
        for (ParameterExpression.Term term : angle.terms()) {
            gradient[term.parameter()] += term.coefficient() * derivative;
        }
    }

    /// By the angle of one rotation.
    record OfRotation(int slot, double factor, ParameterExpression angle) implements Derivative {

        @Override
        public void add(double[] sums, int tiles, double[] gradient) {
            chain(angle, factor * SpinSums.total(sums, slot * tiles, tiles), gradient);
        }
    }

    /// By the angles of a phase, whose sums of products of the spins inside a tile begin at `slot`. Over the tiles they
    /// are summed with the signs of the spins outside.
    record OfPhase(int slot, double factor, List<DiagonalStep.Factor> factors, SpinSums inside, int mobile, int qubits)
            implements Derivative {

        @Override
        public void add(double[] sums, int tiles, double[] gradient) {
            int fixed = ((1 << qubits) - 1) & ~mobile;
            // A product of two spins has none inside, or one, or both.
            var none = new SpinSums(Integer.bitCount(fixed), -1);
            var some = new SpinSums(Integer.bitCount(fixed), 0);
            var work = new double[OverlapKernels.WORK];
            var totals = new double[inside.count()][none.count()];
            for (int s = 0; s < totals.length; s++) {
                (s == 0 ? none : some).sum(sums, (slot + s) * tiles, totals[s], 0, 1, work);
            }
            for (DiagonalStep.Factor each : factors) {
                double[] overTiles = totals[inside.position(Integer.compress(each.mask(), mobile))];
                double total = overTiles[none.position(Integer.compress(each.mask(), fixed))];
                chain(each.angle(), factor * total, gradient);
            }
        }
    }
}
