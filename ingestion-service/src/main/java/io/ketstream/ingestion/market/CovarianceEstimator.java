package io.ketstream.ingestion.market;

import io.ketstream.model.InvalidValueException;
import org.jspecify.annotations.Nullable;

/// A method with what it needs to be told.
///
/// @param decay λ of [CovarianceMethod#EWMA], between 0 and 1, and of no other: the weight of a return relative to that
///     of the next. The newest 1/(1 − λ) returns carry about two thirds of all weight.
public record CovarianceEstimator(
        CovarianceMethod method, @Nullable Double decay) {

    /// For daily returns, of J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996).
    private static final double DAILY_DECAY = 0.94;

    static final CovarianceEstimator LEDOIT_WOLF = of(CovarianceMethod.LEDOIT_WOLF);

    public CovarianceEstimator {
        if (method == CovarianceMethod.EWMA) {
            decay = decay == null ? DAILY_DECAY : decay;
            if (!(decay > 0 && decay < 1)) {
                throw new InvalidValueException("decay", "must lie between 0 and 1, both excluded, not at " + decay);
            }
        } else if (decay != null) {
            throw new InvalidValueException("decay", "is for ewma only");
        }
    }

    static CovarianceEstimator of(CovarianceMethod method) {
        return new CovarianceEstimator(method, null);
    }
}
