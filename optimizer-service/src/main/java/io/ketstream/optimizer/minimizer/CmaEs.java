package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Covariance matrix adaptation: one generation is one batch. Commons Math has this method too, but asks for a
/// generation point by point, which would cost as many message hops; its eigendecomposition is used here.
///
/// Converged when the values of a generation lie within the tolerance, or its best ones over ten generations do, or
/// the distribution has become narrower than the square root of the tolerance in every direction.
///
/// @param populationSize λ; 0 takes 4 + ⌊3 ln n⌋
/// @param sigma the first standard deviation in every direction
record CmaEs(int populationSize, double sigma) implements Method {

    static CmaEs of(Options options) {
        return new CmaEs(options.getInt("populationSize", 0, 2, 10_000), options.get("sigma", 0.3, 0, 1e6));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        int size = search.start().size();
        int population = populationSize > 0 ? populationSize : 4 + (int) (3 * StrictMath.log(size));
        var distribution = new AdaptedDistribution(search.start().toArray(), sigma, population, seed);
        double tolerance = search.limits().tolerance();
        while (true) {
            List<RealVector> points = distribution.sample();
            List<Evaluation> answers = search.evaluate(points);
            Integer[] ranks = new Integer[points.size()];
            Arrays.setAll(ranks, i -> i);
            Arrays.sort(ranks, Comparator.comparingDouble(i -> answers.get(i).value()));
            distribution.adapt(ranks);
            Evaluation best = answers.get(ranks[0]);
            StopReason reason = search.iterate(points.get(ranks[0]), best.value(), best.standardError());
            double spread = answers.get(ranks[ranks.length - 1]).value() - best.value();
            if (search.settled(best.value())
                    || spread <= tolerance
                    || distribution.width() <= Math.sqrt(tolerance) * 1e-3) {
                return StopReason.CONVERGED;
            }
            if (reason != null) {
                return reason;
            }
        }
    }
}
