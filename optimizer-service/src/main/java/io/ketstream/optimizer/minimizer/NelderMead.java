package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;

/// The simplex method of Nelder and Mead by Commons Math, whose first simplex and shrinks are asked as one batch.
///
/// Converged when all vertices' values lie within the tolerance and all vertices within its square root.
record NelderMead(double initialStep) implements Method {

    static NelderMead of(Options options) {
        return new NelderMead(options.get("initialStep", 0.5, 0, 1e6));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        Comparator<PointValuePair> byValue = Comparator.comparingDouble(PointValuePair::getValue);
        MultivariateFunction function = x -> search.evaluate(RealVector.of(x)).value();
        var simplex = new BatchedSimplex(search, initialStep);
        simplex.build(search.start().toArray());
        simplex.evaluate(function, byValue);
        while (!simplex.smallerThan(search.limits().tolerance())) {
            simplex.iterate(function, byValue);
            PointValuePair lowest = simplex.getPoint(0);
            StopReason reason = search.iterate(
                    RealVector.of(lowest.getPointRef()),
                    lowest.getValue(),
                    search.best().standardError());
            if (reason != null) {
                return reason;
            }
        }
        return StopReason.CONVERGED;
    }

    private static final class BatchedSimplex extends NelderMeadSimplex {

        private final Search search;

        BatchedSimplex(Search search, double sideLength) {
            super(search.start().size(), sideLength);
            this.search = search;
        }

        /// Evaluates the vertices that have no value yet, then sorts all.
        @Override
        public void evaluate(MultivariateFunction function, Comparator<PointValuePair> comparator) {
            List<Integer> vertices = new ArrayList<>();
            List<RealVector> batch = new ArrayList<>();
            for (int i = 0; i < getSize(); i++) {
                if (Double.isNaN(getPoint(i).getValue())) {
                    vertices.add(i);
                    batch.add(RealVector.of(getPoint(i).getPointRef()));
                }
            }
            if (!batch.isEmpty()) {
                List<Evaluation> answers = search.evaluate(batch);
                for (int i = 0; i < batch.size(); i++) {
                    setPoint(
                            vertices.get(i),
                            new PointValuePair(
                                    batch.get(i).toArray(), answers.get(i).value(), false));
                }
            }
            super.evaluate(function, comparator);
        }

        boolean smallerThan(double tolerance) {
            PointValuePair lowest = getPoint(0);
            double distance = 0;
            double difference = 0;
            for (int i = 1; i < getSize(); i++) {
                double[] edge = Vectors.plus(getPoint(i).getPointRef(), -1, lowest.getPointRef());
                distance = Math.max(distance, Vectors.largest(edge));
                difference = Math.max(difference, getPoint(i).getValue() - lowest.getValue());
            }
            return difference <= tolerance && distance <= Math.sqrt(tolerance);
        }
    }
}
