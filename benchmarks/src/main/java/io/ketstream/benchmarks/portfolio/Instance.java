package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.decomposition.MarketMoments;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.optimizer.portfolio.RandomSelections;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import org.apache.commons.math3.random.MersenneTwister;

/// A selection from a random subset of a market's assets, every subset equally likely.
record Instance(MarketMoments moments, SelectionProblem problem) {

    static Instance draw(MarketSnapshot market, PortfolioOptions options, long seed) {
        int[] assets =
                RandomSelections.draw(market.symbols().size(), options.assets(), new MersenneTwister(seed)).stream()
                        .toArray();
        double[] returns = new double[assets.length];
        double[][] covariance = new double[assets.length][assets.length];
        for (int a = 0; a < assets.length; a++) {
            returns[a] = market.expectedReturns().get(assets[a]);
            RealVector row = market.covariance().row(assets[a]);
            for (int b = 0; b < assets.length; b++) {
                covariance[a][b] = row.get(assets[b]);
            }
        }
        var moments = new MarketMoments(
                RealVector.of(returns),
                RealMatrix.of(covariance),
                market.quality().observations());
        return new Instance(
                moments,
                new SelectionProblem(
                        moments.expectedReturns(),
                        moments.covariance(),
                        options.aversionPerAsset(),
                        options.minCardinality(),
                        options.cardinality()));
    }
}
