package io.ketstream.optimizer.training;

/// D. P. Kingma, J. Ba, arXiv 1412.6980, algorithm 1.
final class Adam {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double[] x;
    private final double[] first;
    private final double[] second;
    private double decay1 = 1;
    private double decay2 = 1;

    /// @param start copied
    Adam(double[] start, double learningRate) {
        this.learningRate = learningRate;
        this.x = start.clone();
        this.first = new double[x.length];
        this.second = new double[x.length];
    }

    /// Where it has come to.
    double[] at() {
        return x.clone();
    }

    /// One step down.
    ///
    /// @param gradient of what is to become smaller, there
    void step(double[] gradient) {
        decay1 *= BETA_1;
        decay2 *= BETA_2;
        for (int i = 0; i < x.length; i++) {
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * gradient[i];
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * gradient[i] * gradient[i];
            double mean = first[i] / (1 - decay1);
            double square = second[i] / (1 - decay2);
            x[i] -= learningRate * mean / (Math.sqrt(square) + EPSILON);
        }
    }
}
