package io.ketstream.ingestion.market;

import io.ketstream.model.InvalidValueException;

/// A method with what it needs to be told.
public sealed interface CovarianceEstimator {

    CovarianceEstimator SAMPLE = new Sample();
    CovarianceEstimator LEDOIT_WOLF = new LedoitWolf();

    record Sample() implements CovarianceEstimator {}

    record LedoitWolf() implements CovarianceEstimator {}

    /// @param decay λ, between 0 and 1: the weight of a return relative to that of the next. The newest 1/(1 − λ)
    ///     returns carry about two thirds of all weight.
    record ExponentiallyWeighted(double decay) implements CovarianceEstimator {

        /// For daily returns, of J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), §5.3.2.
        public static final double DAILY = 0.94;

        public ExponentiallyWeighted {
            if (!(decay > 0 && decay < 1)) {
                throw new InvalidValueException("decay", "must lie between 0 and 1, both excluded, not at " + decay);
            }
        }
    }
}
