package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.PosteriorVariance;
import java.util.Arrays;
import java.util.List;

/// Gaussian processes on a kernel matrix (C. E. Rasmussen, C. K. I. Williams, Gaussian Processes
/// for Machine Learning (2006)). Their kernel has the same number for every row with itself, k(x,
/// x); the diagonal of a matrix whose noise was repaired is a little above it.
public final class GaussianProcesses {

    private static final double LARGEST = 1e9;

    private GaussianProcesses() {}

    /// @param prior k(x, x) of new rows
    /// @param noise variance of a target around the process, greater than 0
    public static GaussianProcessRegressor regressor(double[][] gram, double prior, double[] targets, double noise) {
        check(gram, prior);
        Rules.size("targets", targets.length, gram.length);
        Rules.positive("noise", noise, LARGEST);
        double mean = Targets.mean(targets);
        double[] centred = Targets.minus(targets, mean);
        double[][] shifted = KernelMatrices.symmetric(gram);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i][i] += noise;
        }
        Factor factor = Factor.of("noise", shifted);
        double[] coefficients = factor.solve(centred);
        double fit = 0;
        for (int i = 0; i < centred.length; i++) {
            fit += centred[i] * coefficients[i];
        }
        double likelihood = -fit / 2 - factor.halfLogDeterminant() - gram.length / 2.0 * StrictMath.log(2 * Math.PI);
        var ones = new double[gram.length];
        Arrays.fill(ones, 1);
        return new GaussianProcessRegressor(
                KernelRidge.all(gram.length),
                new KernelExpansion(RealVector.of(coefficients), mean),
                noise,
                new PosteriorVariance(prior, factor.inverseTimes(ones)),
                likelihood);
    }

    /// Of two classes one process, of more one for each against the rest.
    ///
    /// @param prior k(x, x) of new rows
    public static GaussianProcessClassifier classifier(
            double[][] gram, double prior, int[] labels, List<String> classes) {
        check(gram, prior);
        Labels.check(labels, gram.length, classes.size());
        double[][] kernel = KernelMatrices.symmetric(gram);
        List<GaussianProcessClassifier.LatentProcess> processes = Labels.functions(classes.size())
                .mapToObj(label -> LaplaceApproximation.process(kernel, Labels.against(labels, label), prior))
                .toList();
        return new GaussianProcessClassifier(classes, KernelRidge.all(gram.length), processes);
    }

    private static void check(double[][] gram, double prior) {
        KernelMatrices.check(gram);
        Rules.positive("prior", prior, 1e100);
    }
}
