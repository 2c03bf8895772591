package io.ketstream.optimizer.portfolio;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.BitSet;
import java.util.List;

/// Minimise f(x) = q·xᵀΣx − μᵀx over x ∈ {0, 1}ⁿ with k ≤ Σx ≤ K, for any number of assets.
///
/// @param expectedReturns μ
/// @param covariance Σ, symmetric and, which is not checked here (n³), positive semidefinite; shared, never copied
/// @param riskAversion q
/// @param minCardinality k, between 0 and K
/// @param cardinality K, between 0 and n: a part of a problem may have nothing left to choose
public record SelectionProblem(
        RealVector expectedReturns, RealMatrix covariance, double riskAversion, int minCardinality, int cardinality) {

    /// Of exactly `cardinality` assets.
    public SelectionProblem(RealVector expectedReturns, RealMatrix covariance, double riskAversion, int cardinality) {
        this(expectedReturns, covariance, riskAversion, cardinality, cardinality);
    }

    public SelectionProblem {
        int assets = Rules.within("expectedReturns", expectedReturns.size(), 1, Integer.MAX_VALUE);
        Rules.size("covariance", covariance.rows(), assets);
        Rules.size("covariance[0]", covariance.columns(), assets);
        Rules.within("riskAversion", riskAversion, 0, 1e12);
        Rules.within("cardinality", cardinality, 0, assets);
        Rules.within("minCardinality", minCardinality, 0, cardinality);
    }

    public int size() {
        return expectedReturns.size();
    }

    /// f of the assets whose bits are set, each covariance looked up: O(K²).
    public double value(BitSet assets) {
        double value = 0;
        for (int i = assets.nextSetBit(0); i >= 0; i = assets.nextSetBit(i + 1)) {
            double risk = 0;
            for (int j = assets.nextSetBit(0); j >= 0; j = assets.nextSetBit(j + 1)) {
                risk += covariance.get(i, j);
            }
            value += riskAversion * risk - expectedReturns.get(i);
        }
        return value;
    }

    /// The selection of `count` of these assets on their own, their bits in the order given here.
    public SelectionProblem part(List<Integer> assets, double aversion, int count) {
        double[] returns = new double[assets.size()];
        for (int a = 0; a < returns.length; a++) {
            returns[a] = expectedReturns.get(assets.get(a));
        }
        return part(assets, RealVector.of(returns), aversion, count);
    }

    SelectionProblem part(List<Integer> assets, RealVector returns, double aversion, int count) {
        double[][] risk = new double[assets.size()][assets.size()];
        for (int a = 0; a < risk.length; a++) {
            for (int b = 0; b < risk.length; b++) {
                risk[a][b] = covariance.get(assets.get(a), assets.get(b));
            }
        }
        return new SelectionProblem(returns, RealMatrix.of(risk), aversion, count);
    }
}
