package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Markets whose structure is known.
final class Markets {

    private Markets() {}

    /// Equal assets in blocks, asset i in block i modulo their number: correlation `within` a block and `between`
    /// blocks.
    static MarketMoments blocks(int blocks, int size, double within, double between, int observations) {
        int assets = blocks * size;
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                double correlation = i == j ? 1 : i % blocks == j % blocks ? within : between;
                covariance[i][j] = deviation(i) * deviation(j) * correlation;
            }
        }
        double[] returns = new double[assets];
        Arrays.setAll(returns, i -> 0.01 * (i + 1));
        return new MarketMoments(RealVector.of(returns), RealMatrix.of(covariance), observations);
    }

    private static double deviation(int asset) {
        return 0.1 + 0.01 * (asset % 7);
    }

    /// Sample moments of returns = market + sector (asset modulo their number) + noise, all normal.
    static MarketMoments sectors(int sectors, int assets, int observations, double sector, double noise, long seed) {
        var random = new Random(seed);
        List<double[]> returns = new ArrayList<>();
        for (int t = 0; t < observations; t++) {
            double market = random.nextGaussian();
            double[] common = new double[sectors];
            Arrays.setAll(common, s -> sector * random.nextGaussian());
            double[] row = new double[assets];
            Arrays.setAll(row, i -> market + common[i % sectors] + noise * random.nextGaussian());
            returns.add(row);
        }
        return sample(returns);
    }

    /// Means and covariances (divisor T − 1) of returns, a row an observation.
    static MarketMoments sample(List<double[]> returns) {
        int assets = returns.getFirst().length;
        double[] means = new double[assets];
        for (double[] row : returns) {
            Arrays.setAll(means, i -> means[i] + row[i] / returns.size());
        }
        double[][] covariance = new double[assets][assets];
        for (double[] row : returns) {
            for (int i = 0; i < assets; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / (returns.size() - 1);
                    covariance[j][i] = covariance[i][j];
                }
            }
        }
        return new MarketMoments(RealVector.of(means), RealMatrix.of(covariance), returns.size());
    }
}
