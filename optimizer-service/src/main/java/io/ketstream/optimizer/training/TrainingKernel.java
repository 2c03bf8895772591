package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.optimizer.learning.kernel.KernelModels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a kernel on rows of training, and of rows of a test with them.
interface TrainingKernel {

    /// The models that can be fitted to it.
    KernelModels models();

    /// What a model that was fitted to it tells of the rows of training.
    List<Decision> ofTraining(KernelModel fitted);

    /// What it tells of the rows of the test.
    List<Decision> ofTest(KernelModel fitted);

    /// @param features of the rows of training
    /// @param target of them
    KernelDiagnostics figures(List<RealVector> features, @Nullable Target target);
}
