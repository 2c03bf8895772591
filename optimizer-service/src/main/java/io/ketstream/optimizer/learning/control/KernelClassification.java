package io.ketstream.optimizer.learning.control;

import io.ketstream.model.learning.KernelClassifier;
import java.util.List;

/// The run's own way of training on a kernel matrix, for controls that change what it is trained on: other
/// labels ([ShuffledTargets]), or the matrix of another kernel, such as that of the same feature map
/// without its entangling gates.
public interface KernelClassification {

    /// @param gram kernel of the rows of training with each other
    /// @param labels place of each row's class in `classes`
    KernelClassifier train(double[][] gram, int[] labels, List<String> classes);

    /// What a model trained on `gram` tells of rows of test.
    ///
    /// @param kernel test × training
    default int[] told(double[][] gram, int[] labels, List<String> classes, double[][] kernel) {
        KernelClassifier model = train(gram, labels, classes);
        var told = new int[kernel.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = model.decide(model.needed(kernel[i])).label();
        }
        return told;
    }
}
