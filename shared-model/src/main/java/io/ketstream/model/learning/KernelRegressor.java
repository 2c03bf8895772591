package io.ketstream.model.learning;

/// A model that tells a row's number.
public sealed interface KernelRegressor extends KernelModel
        permits SupportVectorRegressor, KernelRidgeRegressor, GaussianProcessRegressor {

    @Override
    Decision.OfValue decide(double[] kernelRow);
}
