package io.ketstream.circuit.decomposition;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;

/// What is known of the returns of n assets: μ, Σ, and from how many observations T they were estimated.
///
/// Any unit of time will do. Σ must be symmetric and positive semidefinite, which is not checked here (n³); it is read
/// in place, 8n² bytes that are never copied (200 MB for 5000 assets).
public record MarketMoments(RealVector expectedReturns, RealMatrix covariance, int observations) {

    public MarketMoments {
        int assets = Rules.within("expectedReturns", expectedReturns.size(), 2, Integer.MAX_VALUE);
        Rules.size("covariance", covariance.rows(), assets);
        Rules.size("covariance[0]", covariance.columns(), assets);
        Rules.within("observations", observations, 2, Integer.MAX_VALUE);
        for (int i = 0; i < assets; i++) {
            if (!(covariance.get(i, i) > 0)) {
                throw new InvalidValueException(
                        "covariance[" + i + "][" + i + "]", "must be greater than 0, not " + covariance.get(i, i));
            }
        }
    }

    /// The number of assets.
    int size() {
        return expectedReturns.size();
    }
}
