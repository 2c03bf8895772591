package io.ketstream.simulator;

/// What one sample costs, as a function of what a circuit is read to give for it. Called from several threads at once.
@FunctionalInterface
public interface OutputLoss {

    /// The loss of one sample.
    ///
    /// @param outputs ⟨P_c⟩ of each Pauli string of the readout, in [−1, 1] up to rounding; not to be changed
    /// @param target what the sample should give
    /// @param derivatives as many numbers as outputs, all to be set: ∂loss/∂outputs
    double evaluate(double[] outputs, double target, double[] derivatives);
}
