package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;

/// Adam (D. P. Kingma, J. Ba, arXiv 1412.6980, algorithm 1): one evaluation with gradient a step.
///
/// Converged when no component of the gradient exceeds the tolerance.
record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Method {

    static Adam of(Options options) {
        return new Adam(
                options.get("learningRate", 0.05, 0, 10),
                options.getFrom("beta1", 0.9, 0, 0.999999999),
                options.getFrom("beta2", 0.999, 0, 0.999999999),
                options.get("epsilon", 1e-8, 0, 1));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        double[] x = search.start().toArray();
        double[] first = new double[x.length];
        double[] second = new double[x.length];
        double decay1 = 1;
        double decay2 = 1;
        StopReason reason = null;
        while (reason == null) {
            RealVector point = RealVector.of(x);
            Evaluation answer = search.evaluateWithGradient(point);
            double[] gradient = answer.requireGradient().toArray();
            decay1 *= beta1;
            decay2 *= beta2;
            for (int i = 0; i < x.length; i++) {
                first[i] = beta1 * first[i] + (1 - beta1) * gradient[i];
                second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] * gradient[i];
                double mean = first[i] / (1 - decay1);
                double square = second[i] / (1 - decay2);
                x[i] -= learningRate * mean / (Math.sqrt(square) + epsilon);
            }
            reason = search.iterate(point, answer.value(), answer.standardError());
            if (search.settled(answer.value())
                    || Vectors.largest(gradient) <= search.limits().tolerance()) {
                reason = StopReason.CONVERGED;
            }
        }
        return reason;
    }
}
