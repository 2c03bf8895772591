package io.ketstream.model.learning;

import java.util.List;

/// A model that tells which class a row is of.
public sealed interface KernelClassifier extends KernelModel
        permits SupportVectorClassifier, KernelRidgeClassifier, GaussianProcessClassifier {

    /// The names of the classes; a decision's label is a place in here.
    List<String> classes();

    @Override
    Decision.OfClass decide(double[] kernelRow);
}
