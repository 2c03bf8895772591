package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.testing.SampleMoments;
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
        SampleMoments moments = SampleMoments.of(returns);
        return new MarketMoments(moments.means(), moments.covariance(), observations);
    }
}
