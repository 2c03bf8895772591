package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Limited-memory BFGS with a strong Wolfe line search (J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed.,
/// algorithms 7.4, 7.5); every evaluation is one with gradient.
///
/// Converged when no component of the gradient exceeds the tolerance. When the line search finds no decrease along
/// the quasi-Newton direction the memory is dropped and steepest descent tried once; when that fails too, nothing more
/// can be gained here (rounding or noise) and the search ends as a plateau.
record Lbfgs(int memory) implements Method {

    private static final class Correction {

        private final double[] step;
        private final double[] change;
        private final double curvature;

        Correction(double[] step, double[] change, double curvature) {
            this.step = step;
            this.change = change;
            this.curvature = curvature;
        }

        double[] step() {
            return step;
        }

        double[] change() {
            return change;
        }

        double curvature() {
            return curvature;
        }
    }

    static Lbfgs of(Options options) {
        return new Lbfgs(options.getInt("memory", 10, 1, 1000));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        var corrections = new ArrayDeque<Correction>();
        LinePoint here = LinePoint.at(search, search.start().toArray());
        while (true) {
            if (Vectors.largest(here.gradient()) <= search.limits().tolerance()) {
                return StopReason.CONVERGED;
            }
            LinePoint next = next(search, here, corrections);
            if (next == null) {
                return StopReason.PLATEAU;
            }
            remember(corrections, here, next);
            here = next;
            StopReason reason = search.iterate(RealVector.of(here.x()), here.value(), here.standardError());
            if (search.settled(here.value())) {
                return StopReason.CONVERGED;
            }
            if (reason != null) {
                return reason;
            }
        }
    }

    private @Nullable LinePoint next(Search search, LinePoint here, ArrayDeque<Correction> corrections) {
        if (!corrections.isEmpty()) {
            double[] direction = direction(here.gradient(), corrections);
            LinePoint next = WolfeLineSearch.search(search, here, direction, 1);
            if (next != null) {
                return next;
            }
            corrections.clear();
        }
        double[] downhill = Vectors.plus(new double[here.x().length], -1, here.gradient());
        double firstStep = Math.min(1, 1 / Math.sqrt(Vectors.dot(downhill, downhill)));
        return WolfeLineSearch.search(search, here, downhill, firstStep);
    }

    private void remember(ArrayDeque<Correction> corrections, LinePoint here, LinePoint next) {
        double[] step = Vectors.plus(next.x(), -1, here.x());
        double[] change = Vectors.plus(next.gradient(), -1, here.gradient());
        double curvature = Vectors.dot(step, change);
        if (curvature > 1e-12 * Vectors.dot(change, change)) {
            corrections.addLast(new Correction(step, change, curvature));
            if (corrections.size() > memory) {
                corrections.removeFirst();
            }
        }
    }

    /// −H∇f by the two-loop recursion.
    private static double[] direction(double[] gradient, ArrayDeque<Correction> corrections) {
        List<Correction> oldestFirst = new ArrayList<>(corrections);
        double[] q = gradient.clone();
        double[] weights = new double[oldestFirst.size()];
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            Correction correction = oldestFirst.get(i);
            weights[i] = Vectors.dot(correction.step(), q) / correction.curvature();
            q = Vectors.plus(q, -weights[i], correction.change());
        }
        Correction latest = oldestFirst.getLast();
        double scale = latest.curvature() / Vectors.dot(latest.change(), latest.change());
        q = Vectors.plus(new double[q.length], scale, q);
        for (int i = 0; i < oldestFirst.size(); i++) {
            Correction correction = oldestFirst.get(i);
            double weight = Vectors.dot(correction.change(), q) / correction.curvature();
            q = Vectors.plus(q, weights[i] - weight, correction.step());
        }
        return Vectors.plus(new double[q.length], -1, q);
    }
}
