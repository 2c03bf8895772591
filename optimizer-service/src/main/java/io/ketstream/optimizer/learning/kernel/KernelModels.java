package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.KernelRidgeClassifier;
import io.ketstream.model.learning.KernelRidgeRegressor;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The models that may be fitted to what is known of a kernel on rows of training.
///
/// Labels are places of the rows' classes in `classes`, each of which has a row. A `prior` is k(x,
/// x) of new rows.
public sealed interface KernelModels permits MatrixModels, NystromModels {

    /// As [SupportVectorMachines#classifier].
    ///
    /// @param seed of probabilities; null: none
    SupportVectorClassifier machine(int[] labels, List<String> classes, double c, @Nullable Long seed);

    /// As [SupportVectorMachines#regressor].
    SupportVectorRegressor machine(double[] targets, double c, double epsilon);

    /// As [SupportVectorMachines#oneClass].
    OneClassModel oneClass(double nu);

    /// As [KernelPca#fit].
    KernelPrincipalComponents components(int components);

    /// As [KernelRidge#classifier].
    KernelRidgeClassifier ridge(int[] labels, List<String> classes, double alpha);

    /// As [KernelRidge#regressor].
    KernelRidgeRegressor ridge(double[] targets, double alpha);

    /// As [GaussianProcesses#classifier].
    GaussianProcessClassifier process(double prior, int[] labels, List<String> classes);

    /// As [GaussianProcesses#regressor].
    GaussianProcessRegressor process(double prior, double[] targets, double noise);
}
