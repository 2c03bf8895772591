package io.ketstream.optimizer.control;

import java.util.OptionalInt;

/// Mean and variance of an Ising energy over all feasible assignments, in closed form.
///
/// Both need only the moments mₖ = ⟨z₁…zₖ⟩ for k ≤ 4, which by symmetry are the same for any k different spins: 0 for
/// free spins, those of drawing without replacement when K of n spins are −1.
record SpinMoments(double mean, double variance) {

    static SpinMoments of(SpinModel model, OptionalInt cardinality) {
        int n = model.size();
        double[] m = new double[5];
        for (int k = 1; k <= Math.min(4, n); k++) {
            m[k] = cardinality.isEmpty() ? 0 : moment(n, cardinality.getAsInt(), k);
        }
        double h = 0;
        double hh = 0;
        double j = 0;
        double jj = 0;
        double hj = 0;
        double shared = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            double squares = 0;
            for (double weight : model.weights(i)) {
                row += weight;
                squares += weight * weight;
            }
            h += model.field(i);
            hh += model.field(i) * model.field(i);
            j += row / 2;
            jj += squares / 2;
            hj += model.field(i) * row;
            shared += row * row - squares;
        }
        double mean = h * m[1] + j * m[2];
        double square = hh
                + (h * h - hh) * m[2]
                + 2 * (hj * m[1] + (h * j - hj) * m[3])
                + jj
                + shared * m[2]
                + (j * j - jj - shared) * m[4];
        return new SpinMoments(model.offset() + mean, Math.max(0, square - mean * mean));
    }

    /// ⟨z₁…zₖ⟩ when `ones` of `n` spins, chosen uniformly, are −1: the first spin is +1 or −1, the others then are
    /// chosen from what is left.
    private static double moment(int n, int ones, int k) {
        if (k == 0) {
            return 1;
        }
        double plus = (double) (n - ones) / n;
        double minus = (double) ones / n;
        return (plus == 0 ? 0 : plus * moment(n - 1, ones, k - 1))
                - (minus == 0 ? 0 : minus * moment(n - 1, ones - 1, k - 1));
    }
}
