package io.ketstream.optimizer.learning.control;

import io.ketstream.model.learning.KernelRegressor;

/// The run's own way of training on a kernel matrix, as [KernelClassification] for numbers.
public interface KernelRegression {

    /// @param gram kernel of the rows of training with each other
    KernelRegressor train(double[][] gram, double[] targets);

    /// What a model trained on `gram` tells of rows of test.
    ///
    /// @param kernel test × training
    default double[] told(double[][] gram, double[] targets, double[][] kernel) {
        KernelRegressor model = train(gram, targets);
        var told = new double[kernel.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = model.decide(model.needed(kernel[i])).value();
        }
        return told;
    }
}
