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

/// Models on the whole matrix of a kernel.
public final class MatrixModels implements KernelModels {

    private final double[][] gram;
    private final StoppingRule rule;

    /// @param gram symmetric, positive semidefinite but for rounding; not copied
    /// @param rule of machines
    public MatrixModels(double[][] gram, StoppingRule rule) {
        this.gram = gram;
        this.rule = rule;
    }

    @Override
    public SupportVectorClassifier machine(int[] labels, List<String> classes, double c, @Nullable Long seed) {
        return SupportVectorMachines.classifier(kernel(), labels, classes, c, seed);
    }

    @Override
    public SupportVectorRegressor machine(double[] targets, double c, double epsilon) {
        return SupportVectorMachines.regressor(kernel(), targets, c, epsilon);
    }

    @Override
    public OneClassModel oneClass(double nu) {
        return SupportVectorMachines.oneClass(kernel(), nu);
    }

    private MachineKernel kernel() {
        return new MachineKernel.OfMatrix(gram, rule);
    }

    @Override
    public KernelPrincipalComponents components(int components) {
        return KernelPca.fit(gram, components);
    }

    @Override
    public KernelRidgeClassifier ridge(int[] labels, List<String> classes, double alpha) {
        return KernelRidge.classifier(gram, labels, classes, alpha);
    }

    @Override
    public KernelRidgeRegressor ridge(double[] targets, double alpha) {
        return KernelRidge.regressor(gram, targets, alpha);
    }

    @Override
    public GaussianProcessClassifier process(double prior, int[] labels, List<String> classes) {
        return GaussianProcesses.classifier(gram, prior, labels, classes);
    }

    @Override
    public GaussianProcessRegressor process(double prior, double[] targets, double noise) {
        return GaussianProcesses.regressor(gram, prior, targets, noise);
    }
}
