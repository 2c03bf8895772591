package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;

/// An evaluated point of a gradient method. Its arrays are never changed after construction.
final class LinePoint {

    private final double[] x;
    private final double value;
    private final double standardError;
    private final double[] gradient;

    LinePoint(double[] x, double value, double standardError, double[] gradient) {
        this.x = x;
        this.value = value;
        this.standardError = standardError;
        this.gradient = gradient;
    }

    double[] x() {
        return x;
    }

    double value() {
        return value;
    }

    double standardError() {
        return standardError;
    }

    double[] gradient() {
        return gradient;
    }

    static LinePoint at(Search search, double[] x) {
        Evaluation answer = search.evaluateWithGradient(RealVector.of(x));
        return new LinePoint(
                x,
                answer.value(),
                answer.standardError(),
                answer.requireGradient().toArray());
    }
}
