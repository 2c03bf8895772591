package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelRepair;
import io.ketstream.optimizer.learning.control.Similarity;
import io.ketstream.optimizer.learning.gram.Diagnostics;
import io.ketstream.optimizer.learning.gram.GeometricDifference;
import io.ketstream.optimizer.learning.gram.GramDiagnostics;
import io.ketstream.optimizer.learning.gram.TargetKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says of a kernel's matrix.
final class GramFigures {

    /// Of exact entries: concentrated are those whose standard deviation is below 1e-6, which the
    /// mean k(1 − k) of at most a quarter does not exceed with so many shots.
    private static final double RESOLVED = 1e-12;

    /// λ of the geometric difference, of matrices of trace m.
    private static final double REGULARISATION = 1e-3;

    /// Of more rows the geometric difference, of three decompositions, would take longer than all
    /// else.
    private static final int DIFFERENCE_ROWS = 400;

    private GramFigures() {}

    /// @param gram before any repair
    /// @param repair of it; null: it was not looked at
    /// @param features of the same rows
    /// @param shots null: exact
    /// @param noise mean over the entries off the diagonal of the variance that shots give them;
    ///     null: that of frequencies
    /// @param version that the run was begun with: the first took the variance of features in one
    ///     pass, and every kernel's entries for frequencies
    static KernelDiagnostics of(
            double[][] gram,
            @Nullable KernelRepair repair,
            List<RealVector> features,
            @Nullable Target target,
            @Nullable Integer shots,
            @Nullable Double noise,
            TrainingVersion version) {
        TargetKernel ofTarget = target == null ? null : target.kernel();
        int resolution = shots == null ? 1 : shots;
        boolean sampled = resolution > 1;
        GramDiagnostics figures = sampled && noise != null && version != TrainingVersion.FIRST
                ? Diagnostics.ofNoisy(gram, ofTarget, resolution, noise)
                : Diagnostics.of(gram, ofTarget, resolution, sampled);
        return new KernelDiagnostics(
                gram.length,
                figures.mean(),
                figures.variance(),
                figures.effectiveRank(),
                figures.smallestEigenvalue(),
                repair == null ? 0 : repair.clipped(),
                repair == null ? 0 : repair.distance(),
                figures.centredAlignment(),
                gram.length > DIFFERENCE_ROWS
                        ? null
                        : Double.valueOf(GeometricDifference.of(gaussian(features, version), gram, REGULARISATION)),
                sampled ? figures.concentration().concentrated() : figures.variance() < RESOLVED,
                null,
                null);
    }

    private static double[][] gaussian(List<RealVector> features, TrainingVersion version) {
        double[][] rows = features.stream().map(RealVector::toArray).toArray(double[][]::new);
        Similarity gaussian = version == TrainingVersion.FIRST
                ? Similarity.gaussian(scaleInOnePass(rows))
                : Similarity.gaussian(rows, 1);
        return gaussian.gram(rows);
    }

    /// γ of [Similarity#gaussian(double[][], double)] by E[x²] − E[x]², whose last bits are others.
    private static double scaleInOnePass(double[][] rows) {
        int width = rows[0].length;
        double count = (double) width * rows.length;
        double mean = 0;
        double squares = 0;
        for (double[] row : rows) {
            for (double entry : row) {
                mean += entry / count;
                squares += entry * entry / count;
            }
        }
        double variance = squares - mean * mean;
        return 1 / (width * (variance > 0 ? variance : 1));
    }
}
