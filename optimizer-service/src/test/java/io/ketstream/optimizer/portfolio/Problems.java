package io.ketstream.optimizer.portfolio;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.Consumer;

/// Small random problems and all their selections.
final class Problems {

    private Problems() {}

    /// Returns of a few factors and noise of each asset's own, all random.
    static SelectionProblem random(int assets, int cardinality, double aversion, long seed) {
        return random(assets, cardinality, cardinality, aversion, seed);
    }

    static SelectionProblem random(int assets, int minCardinality, int cardinality, double aversion, long seed) {
        var random = new Random(seed);
        int factors = 3;
        double[][] exposures = new double[assets][factors];
        double[][] covariance = new double[assets][assets];
        double[] returns = new double[assets];
        for (int i = 0; i < assets; i++) {
            Arrays.setAll(exposures[i], f -> (f == 0 ? 0.2 : 0) + 0.1 * random.nextGaussian());
            returns[i] = 0.1 * random.nextGaussian();
            for (int j = 0; j <= i; j++) {
                for (int f = 0; f < factors; f++) {
                    covariance[i][j] += exposures[i][f] * exposures[j][f];
                }
                covariance[i][j] += i == j ? 0.02 * (1 + random.nextDouble()) : 0;
                covariance[j][i] = covariance[i][j];
            }
        }
        return new SelectionProblem(
                RealVector.of(returns), RealMatrix.of(covariance), aversion, minCardinality, cardinality);
    }

    static BitSet draw(SelectionProblem problem, Random random) {
        var assets = new BitSet();
        while (assets.cardinality() < problem.cardinality()) {
            assets.set(random.nextInt(problem.size()));
        }
        return assets;
    }

    /// For at most 30 assets.
    static void forEachSelection(SelectionProblem problem, Consumer<BitSet> visitor) {
        for (long bits = 0; bits < 1L << problem.size(); bits++) {
            int count = Long.bitCount(bits);
            if (count >= problem.minCardinality() && count <= problem.cardinality()) {
                visitor.accept(BitSet.valueOf(new long[] {bits}));
            }
        }
    }

    static BitSet optimum(SelectionProblem problem) {
        BitSet[] best = {new BitSet()};
        double[] least = {Double.POSITIVE_INFINITY};
        forEachSelection(problem, assets -> {
            double value = problem.value(assets);
            if (value < least[0]) {
                least[0] = value;
                best[0] = assets;
            }
        });
        return best[0];
    }
}
