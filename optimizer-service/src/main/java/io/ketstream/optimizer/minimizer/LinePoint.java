package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;

/// An evaluated point of a gradient method. Its arrays are never changed after construction.
@SuppressWarnings("ArrayRecordComponent") // internal: compared by nobody
record LinePoint(double[] x, double value, double standardError, double[] gradient) {

    static LinePoint at(Search search, double[] x) {
        Evaluation answer = search.evaluateWithGradient(RealVector.of(x));
        return new LinePoint(
                x,
                answer.value(),
                answer.standardError(),
                answer.requireGradient().toArray());
    }
}
