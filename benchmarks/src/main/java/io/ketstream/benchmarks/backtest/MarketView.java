package io.ketstream.benchmarks.backtest;

import io.ketstream.circuit.decomposition.MarketMoments;
import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.optimizer.strategy.Forecast;
import io.ketstream.optimizer.strategy.Ledger;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/// What is known of the market at a rebalancing, cleaned as ingestion-service cleans.
///
/// @param moments with the sample covariance, whose noise random-matrix theory knows
/// @param covariance shrunk (Ledoit and Wolf), as ingestion-service's snapshots are: what risk is judged by
record MarketView(
        LocalDate day, List<String> symbols, MarketMoments moments, RealMatrix covariance, int periodsPerYear) {

    /// @throws io.ketstream.model.InvalidValueException naming `prices` when too few are left
    static MarketView of(PriceTable prices) {
        MarketSnapshot sample = MarketSnapshot.of(prices, new CovarianceEstimator(CovarianceMethod.SAMPLE, null));
        MarketSnapshot shrunk = MarketSnapshot.of(prices, new CovarianceEstimator(CovarianceMethod.LEDOIT_WOLF, null));
        return new MarketView(
                prices.days().getLast(),
                sample.symbols(),
                new MarketMoments(
                        sample.expectedReturns(),
                        sample.covariance().matrix(),
                        sample.quality().observations()),
                shrunk.covariance().matrix(),
                sample.method().periodsPerYear());
    }

    RealVector expectedReturns() {
        return moments.expectedReturns();
    }

    /// The shares of a ledger's equity that are in these symbols now.
    RealVector held(Ledger ledger) {
        return RealVector.of(symbols.stream().mapToDouble(ledger::weight).toArray());
    }

    /// Weights by symbol; those of 0 are left out.
    Target target(double[] weights) {
        var shares = new TreeMap<String, Double>();
        double expected = 0;
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                shares.put(symbols.get(i), weights[i]);
                expected += expectedReturns().get(i) * weights[i];
                RealVector row = covariance.row(i);
                for (int j = 0; j < weights.length; j++) {
                    variance += weights[i] * row.get(j) * weights[j];
                }
            }
        }
        return new Target(shares, new Forecast(expected, Math.sqrt(variance)));
    }
}
