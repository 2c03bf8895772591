package io.ketstream.model.learning;

import io.ketstream.model.RealVector;
import java.util.Arrays;

/// Probabilities of K classes from those of each pair: the p that makes ΣΣ (r_ba p_a − r_ab p_b)² least,
/// where r_ab is the probability of a among a and b (T.-F. Wu, C.-J. Lin, R. C. Weng, JMLR 5, 975 (2004),
/// algorithm 2).
public final class PairwiseCoupling {

    /// So that no class is ruled out by one pair.
    public static final double LEAST = 1e-7;

    private static final int MOST_SWEEPS = 10_000;
    private static final double TOLERANCE = 1e-12;

    private PairwiseCoupling() {}

    /// @param ofSecond entry [a][b], a < b: the probability of b among a and b
    static RealVector probabilities(double[][] ofSecond) {
        int classes = ofSecond.length;
        if (classes == 2) {
            return RealVector.of(1 - ofSecond[0][1], ofSecond[0][1]);
        }
        double[][] q = quadratic(ofSecond);
        var p = new double[classes];
        Arrays.fill(p, 1.0 / classes);
        var qp = new double[classes];
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double form = 0;
            for (int a = 0; a < classes; a++) {
                qp[a] = 0;
                for (int b = 0; b < classes; b++) {
                    qp[a] += q[a][b] * p[b];
                }
                form += p[a] * qp[a];
            }
            double worst = 0;
            for (double entry : qp) {
                worst = Math.max(worst, Math.abs(entry - form));
            }
            if (worst < TOLERANCE) {
                break;
            }
            for (int a = 0; a < classes; a++) {
                double step = (form - qp[a]) / q[a][a];
                p[a] += step;
                form = (form + step * (step * q[a][a] + 2 * qp[a])) / ((1 + step) * (1 + step));
                for (int b = 0; b < classes; b++) {
                    qp[b] = (qp[b] + step * q[a][b]) / (1 + step);
                    p[b] /= 1 + step;
                }
            }
        }
        return KernelRules.normalised(p);
    }

    private static double[][] quadratic(double[][] ofSecond) {
        int classes = ofSecond.length;
        var q = new double[classes][classes];
        for (int a = 0; a < classes; a++) {
            for (int b = a + 1; b < classes; b++) {
                double second = Math.min(Math.max(ofSecond[a][b], LEAST), 1 - LEAST);
                q[a][a] += second * second;
                q[b][b] += (1 - second) * (1 - second);
                q[a][b] = -second * (1 - second);
                q[b][a] = q[a][b];
            }
        }
        return q;
    }
}
