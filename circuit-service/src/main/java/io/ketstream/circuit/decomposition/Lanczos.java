package io.ketstream.circuit.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// The largest eigenvalues of a symmetric operator with their vectors, by Lanczos' method with full reorthogonalisation
/// and thick restarts (K. Wu, H. Simon, SIAM J. Matrix Anal. Appl. 22, 602 (2000)).
///
/// A pure function of the operator: starts are random with a fixed seed. One round sees one vector of every
/// eigenspace, so [#above] looks again in what is orthogonal to the vectors found, until a round finds
/// nothing more. Memory: at most [#CAPACITY] vectors, or four times those wanted and some.
final class Lanczos {

    private static final int SEED = 1;
    private static final int CHECK_EVERY = 10;
    private static final int CAPACITY = 80;
    private static final int KEPT_BESIDE = 15;

    /// Residuals relative to the largest eigenvalue in size: rounding, some dozens of steps later.
    private static final double CONVERGED = 1e-10;

    /// Relative to the longest image: what is left of an image is rounding, an invariant subspace is complete.
    private static final double NOTHING = 1e-13;

    private static final int MOST_STEPS = 50_000;

    /// For a split: where the next eigenvalue is so close that this is not enough, either's vector will do.
    private static final int MOST_STEPS_OF_FIRST = 2000;

    private final SymmetricOperator operator;
    private final List<double[]> locked;
    private final MersenneTwister random;
    private List<double[]> basis = new ArrayList<>();
    private double[][] projected = new double[0][];
    private double[] image;
    private double largestImage;
    private int steps;

    private Lanczos(SymmetricOperator operator, List<double[]> locked, int round) {
        this.operator = operator;
        this.locked = locked;
        this.random = new MersenneTwister(new int[] {SEED, round});
        this.image = new double[operator.size()];
    }

    /// The largest eigenvalue; where it is that of several vectors, one of them.
    static Eigenpair first(SymmetricOperator operator) {
        return new Lanczos(operator, List.of(), 0).round(new One()).getFirst();
    }

    /// All eigenvalues of at least `threshold` but that of `known`, the largest first.
    ///
    /// @param most it stops looking when it has found more than so many
    static List<Eigenpair> above(SymmetricOperator operator, Eigenpair known, double threshold, int most) {
        var all = new ArrayList<Eigenpair>();
        var locked = new ArrayList<double[]>(List.of(known.vector().toArray()));
        List<Eigenpair> found;
        int round = 1;
        do {
            found = locked.size() == operator.size()
                    ? List.of()
                    : new Lanczos(operator, locked, round++).round(new AtLeast(threshold, most - all.size()));
            all.addAll(found);
            found.forEach(pair -> locked.add(pair.vector().toArray()));
        } while (!found.isEmpty() && all.size() <= most);
        all.sort((one, other) -> Double.compare(other.value(), one.value()));
        return List.copyOf(all);
    }

    /// What a round looks for.
    private sealed interface Goal {

        /// How many of the largest Ritz values have to converge.
        int wanted(RitzPairs pairs);

        boolean isReached(RitzPairs pairs, int steps);
    }

    private record One() implements Goal {
        @Override
        public int wanted(RitzPairs pairs) {
            return 1;
        }

        @Override
        public boolean isReached(RitzPairs pairs, int steps) {
            return steps >= MOST_STEPS_OF_FIRST || pairs.residual(0) <= CONVERGED * pairs.scale();
        }
    }

    private record AtLeast(double threshold, int most) implements Goal {
        @Override
        public int wanted(RitzPairs pairs) {
            int wanted = 0;
            while (wanted < pairs.size() && wanted <= most && pairs.value(wanted) >= threshold) {
                wanted++;
            }
            return wanted;
        }

        /// All wanted ones are there, and the next is seen to lie below.
        @Override
        public boolean isReached(RitzPairs pairs, int steps) {
            int wanted = wanted(pairs);
            for (int i = 0; i < wanted; i++) {
                if (pairs.residual(i) > CONVERGED * pairs.scale()) {
                    return false;
                }
            }
            if (wanted > most || pairs.isAll()) {
                return true;
            }
            return wanted < pairs.size() && pairs.residual(wanted) < threshold - pairs.value(wanted);
        }
    }

    private List<Eigenpair> round(Goal goal) {
        int all = operator.size() - locked.size();
        int capacity = Math.min(all, CAPACITY);
        projected = new double[capacity][capacity];
        double[] next = randomUnit();
        while (true) {
            double remainder = extend(next);
            boolean isAll = basis.size() == all;
            boolean isInvariant = isAll || remainder <= NOTHING * largestImage;
            if (isInvariant || basis.size() == capacity || steps % CHECK_EVERY == 0) {
                RitzPairs pairs = RitzPairs.of(projected, basis.size(), isInvariant ? 0 : remainder, isAll);
                if (goal.isReached(pairs, steps)) {
                    return eigenpairs(pairs, goal.wanted(pairs));
                }
                if (steps >= MOST_STEPS) {
                    throw new IllegalStateException("no convergence of eigenvalues in " + MOST_STEPS + " steps");
                }
                if (basis.size() == capacity) {
                    int kept = Math.min(goal.wanted(pairs) + KEPT_BESIDE, capacity - 1);
                    capacity = Math.min(all, Math.max(CAPACITY, 4 * kept));
                    restart(pairs, kept, capacity);
                }
            }
            next = isInvariant ? randomUnit() : unit(image, remainder);
        }
    }

    /// Adds a vector to the basis and leaves in `image` what of its image lies outside of it.
    ///
    /// @return the norm of that
    private double extend(double[] vector) {
        int last = basis.size();
        basis.add(vector);
        steps++;
        image = new double[vector.length];
        operator.apply(vector, image);
        largestImage = Math.max(largestImage, norm(image));
        orthogonalise(image, locked);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i <= last; i++) {
                double product = product(basis.get(i), image);
                subtract(image, product, basis.get(i));
                projected[i][last] += product;
            }
        }
        for (int i = 0; i < last; i++) {
            projected[last][i] = projected[i][last];
        }
        orthogonalise(image, locked);
        return norm(image);
    }

    /// Begins again with the first `kept` Ritz vectors; the vector that comes next couples to them.
    private void restart(RitzPairs pairs, int kept, int capacity) {
        List<double[]> vectors = new ArrayList<>();
        projected = new double[capacity][capacity];
        for (int k = 0; k < kept; k++) {
            vectors.add(combined(pairs.coefficients(k)));
            projected[k][k] = pairs.value(k);
        }
        basis = vectors;
    }

    private List<Eigenpair> eigenpairs(RitzPairs pairs, int count) {
        List<Eigenpair> found = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] vector = combined(pairs.coefficients(k));
            found.add(Eigenpair.of(pairs.value(k), unit(vector, norm(vector))));
        }
        return found;
    }

    private double[] combined(double[] coefficients) {
        double[] sum = new double[operator.size()];
        for (int j = 0; j < coefficients.length; j++) {
            subtract(sum, -coefficients[j], basis.get(j));
        }
        return sum;
    }

    /// Orthogonal to all that is locked and to the basis.
    private double[] randomUnit() {
        double[] vector = new double[operator.size()];
        Arrays.setAll(vector, i -> random.nextGaussian());
        for (int pass = 0; pass < 2; pass++) {
            orthogonalise(vector, locked);
            orthogonalise(vector, basis);
        }
        return unit(vector, norm(vector));
    }

    private static void orthogonalise(double[] vector, List<double[]> others) {
        for (double[] other : others) {
            subtract(vector, product(other, vector), other);
        }
    }

    private static double[] unit(double[] vector, double norm) {
        double[] unit = new double[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / norm;
        }
        return unit;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(product(vector, vector));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// a ← a − factor·b
    private static void subtract(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] -= factor * b[i];
        }
    }
}
