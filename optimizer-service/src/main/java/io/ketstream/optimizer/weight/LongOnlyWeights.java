package io.ketstream.optimizer.weight;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.List;

/// Weights of at least 0 that add up to 1, of any number of assets.
public final class LongOnlyWeights {

    private LongOnlyWeights() {}

    /// The least ½·aversion·wᵀΣw − μᵀw + cost·Σ|wᵢ − heldᵢ|.
    ///
    /// @param held shares of the capital now
    public static RealVector meanVariance(
            RealVector expectedReturns, RealMatrix covariance, double aversion, double cost, RealVector held) {
        int assets = expectedReturns.size();
        double[] most = new double[assets];
        Arrays.fill(most, 1);
        return RealVector.of(new MeanVariance(
                        expectedReturns,
                        covariance,
                        aversion,
                        RealVector.zeros(assets),
                        RealVector.of(most),
                        List.of(),
                        cost,
                        held,
                        1)
                .solve());
    }

    /// The least wᵀΣw.
    public static RealVector minimumVariance(RealMatrix covariance) {
        RealVector nothing = RealVector.zeros(covariance.rows());
        return meanVariance(nothing, covariance, 1, 0, nothing);
    }
}
