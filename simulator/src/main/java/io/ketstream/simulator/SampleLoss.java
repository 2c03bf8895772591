package io.ketstream.simulator;

/// One sample's loss, in memory that the next sample uses again.
final class SampleLoss {

    private final OutputLoss loss;
    private final double[] outputs;
    private final double[] derivatives;

    SampleLoss(OutputLoss loss, int outputs) {
        this.loss = loss;
        this.outputs = new double[outputs];
        this.derivatives = new double[outputs];
    }

    /// To be filled before [#evaluate].
    double[] outputs() {
        return outputs;
    }

    double evaluate(double target) {
        return loss.evaluate(outputs, target, derivatives);
    }

    /// By each output, of what was evaluated last.
    double[] derivatives() {
        return derivatives;
    }

    /// Whether all derivatives are 0.
    boolean isFlat() {
        for (double derivative : derivatives) {
            if (derivative != 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether there is an observable to sweep back with.
    boolean hasFiniteDerivatives() {
        for (double derivative : derivatives) {
            if (!Double.isFinite(derivative)) {
                return false;
            }
        }
        return true;
    }
}
