package io.ketstream.simulator;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;

/// What the sums of a pass, number s of tile t at s·tiles + t, add to the gradient. They are of states without the
/// cosines left out so far; `factor` is the square of these.
sealed interface Derivative {

    /// @param scratch its numbers from 1 on are used up
    void add(double[] sums, int tiles, double[] gradient, Scratch scratch);

    /// The chain rule through an affine angle.
    static void chain(ParameterExpression angle, double derivative, double[] gradient) {
        for (int k = 0; k < angle.terms().size(); k++) {
            ParameterExpression.Term term = angle.terms().get(k);
            gradient[term.parameter()] += term.coefficient() * derivative;
        }
    }

    /// Whether `angle` depends on a parameter from number `first` on.
    static boolean dependsOnAny(ParameterExpression angle, int first) {
        // In order of index.
        return !angle.isConstant() && angle.terms().getLast().parameter() >= first;
    }

    /// The first parameter that `angle` depends on; beyond all parameters if it is constant.
    static int firstParameter(ParameterExpression angle) {
        return angle.isConstant() ? Integer.MAX_VALUE : angle.terms().getFirst().parameter();
    }

    /// By the angle of one rotation.
    final class OfRotation implements Derivative, BraKetScale.Scaled {
        private static final ParameterExpression NONE = ParameterExpression.constant(0);

        private int slot;
        private double factor;
        private ParameterExpression angle = NONE;

        OfRotation set(int slot, ParameterExpression angle) {
            this.slot = slot;
            this.angle = angle;
            return this;
        }

        @Override
        public void take(BraKetScale scale) {
            factor = scale.both();
        }

        @Override
        public void add(double[] sums, int tiles, double[] gradient, Scratch scratch) {
            chain(angle, factor * SpinSums.total(sums, slot * tiles, tiles), gradient);
        }
    }

    /// By the angles of a phase, whose sums of products of the spins inside a tile begin at `slot`. Over the tiles they
    /// are summed with the signs of the spins outside.
    final class OfPhase implements Derivative, BraKetScale.Scaled {
        private final List<DiagonalStep.Factor> factors;
        private final int mobile;
        private final int fixed;
        private final SpinSums inside;

        /// A product of two spins has none inside, or one, or both.
        private final SpinSums none;

        private final SpinSums some;
        private int slot;
        private double factor;

        OfPhase(List<DiagonalStep.Factor> factors, SpinSums inside, int mobile, int qubits) {
            this.factors = factors;
            this.inside = inside;
            this.mobile = mobile;
            this.fixed = ((1 << qubits) - 1) & ~mobile;
            this.none = new SpinSums(Integer.bitCount(fixed), -1);
            this.some = new SpinSums(Integer.bitCount(fixed), 0);
        }

        @Override
        public void take(BraKetScale scale) {
            factor = scale.both();
        }

        /// Puts its sums to those from `slot` on, and returns how many they are.
        int at(int slot) {
            this.slot = slot;
            return inside.count();
        }

        @Override
        public void add(double[] sums, int tiles, double[] gradient, Scratch scratch) {
            int count = none.count();
            double[] totals = scratch.numbers(1, inside.count() * count);
            for (int s = 0; s < inside.count(); s++) {
                (s == 0 ? none : some).sum(sums, (slot + s) * tiles, totals, s * count, 1, scratch.work());
            }
            for (int k = 0; k < factors.size(); k++) {
                DiagonalStep.Factor each = factors.get(k);
                int overTiles = inside.position(Integer.compress(each.mask(), mobile)) * count;
                double total = totals[overTiles + none.position(Integer.compress(each.mask(), fixed))];
                chain(each.angle(), factor * total, gradient);
            }
        }
    }
}
