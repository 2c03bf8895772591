package io.ketstream.optimizer.learning.kernel;

/// The bias of a support vector machine from its optimality conditions: the mean of what the free vectors
/// say, or, if there is none, the middle of what the others leave open.
final class BiasBounds {

    private double sum;
    private int free;
    private double least = Double.NEGATIVE_INFINITY;
    private double most = Double.POSITIVE_INFINITY;

    void exactly(double bias) {
        sum += bias;
        free++;
    }

    void atLeast(double bias) {
        least = Math.max(least, bias);
    }

    void atMost(double bias) {
        most = Math.min(most, bias);
    }

    double bias() {
        if (free > 0) {
            return sum / free;
        }
        if (Double.isInfinite(least)) {
            return Double.isInfinite(most) ? 0 : most;
        }
        return Double.isInfinite(most) ? least : (least + most) / 2;
    }
}
