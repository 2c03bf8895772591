package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.List;
import java.util.stream.IntStream;

/// The factor q′/q by which clusters on their own weigh risk: taken apart, they lose the covariances between them, and
/// so risk against return.
///
/// (‖Σ‖_F / Σ_c ‖Σ_cc‖_F) · (Σ_c ‖μ_c‖ / ‖μ‖); without returns the second factor is 1.
final class RiskBalance {

    private RiskBalance() {}

    static double factor(MarketMoments moments, List<List<Integer>> groups) {
        List<Integer> everything = IntStream.range(0, moments.size()).boxed().toList();
        double covariances = 0;
        double returns = 0;
        for (List<Integer> group : groups) {
            covariances += norm(moments.covariance(), group);
            returns += norm(moments.expectedReturns(), group);
        }
        double whole = norm(moments.expectedReturns(), everything);
        return norm(moments.covariance(), everything) / covariances * (whole == 0 ? 1 : returns / whole);
    }

    private static double norm(RealMatrix matrix, List<Integer> group) {
        double[] rows = new double[group.size()];
        int[] assets = group.stream().mapToInt(asset -> asset).toArray();
        Rows.forEach(rows.length, a -> {
            RealVector row = matrix.row(assets[a]);
            double sum = 0;
            for (int asset : assets) {
                sum += row.get(asset) * row.get(asset);
            }
            rows[a] = sum;
        });
        double sum = 0;
        for (double row : rows) {
            sum += row;
        }
        return Math.sqrt(sum);
    }

    private static double norm(RealVector vector, List<Integer> group) {
        double sum = 0;
        for (int asset : group) {
            sum += vector.get(asset) * vector.get(asset);
        }
        return Math.sqrt(sum);
    }
}
