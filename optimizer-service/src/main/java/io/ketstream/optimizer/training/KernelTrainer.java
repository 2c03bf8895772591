package io.ketstream.optimizer.training;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.PosteriorVariance;
import io.ketstream.optimizer.learning.kernel.GaussianProcesses;
import io.ketstream.optimizer.learning.kernel.KernelRidge;
import io.ketstream.optimizer.learning.kernel.SupportVectorMachines;
import java.util.Arrays;
import java.util.List;

/// Fits what a user's model says to a kernel's matrix, and asks what it tells of rows.
final class KernelTrainer {

    /// A row's kernel with itself, be it a fidelity or projected.
    private static final double ITSELF = 1;

    private final LearningModel.OfKernel model;

    KernelTrainer(LearningModel.OfKernel model) {
        this.model = model;
    }

    /// @param gram of the rows of training
    KernelModel fit(double[][] gram, Target target) {
        return switch (target) {
            case Target.Classes classes -> classifier(gram, classes);
            case Target.Numbers numbers -> regressor(gram, numbers.values());
        };
    }

    private KernelModel classifier(double[][] gram, Target.Classes target) {
        int[] labels = target.labels();
        List<String> names = target.names();
        return switch (model) {
            case LearningModel.SupportVectorMachine machine ->
                SupportVectorMachines.classifier(gram, labels, names, machine.c());
            case LearningModel.KernelRidge ridge -> KernelRidge.classifier(gram, labels, names, ridge.alpha());
            case LearningModel.GaussianProcess _ -> GaussianProcesses.classifier(gram, ITSELF, labels, names);
            case LearningModel.KernelMatrix _ -> throw nothingLearnt();
        };
    }

    private KernelModel regressor(double[][] gram, double[] targets) {
        return switch (model) {
            case LearningModel.SupportVectorMachine machine ->
                SupportVectorMachines.regressor(gram, targets, machine.c(), machine.epsilon());
            case LearningModel.KernelRidge ridge -> KernelRidge.regressor(gram, targets, ridge.alpha());
            case LearningModel.GaussianProcess process -> scaledProcess(gram, targets, process.noise());
            case LearningModel.KernelMatrix _ -> throw nothingLearnt();
        };
    }

    private static IllegalStateException nothingLearnt() {
        return new IllegalStateException("a kernel's matrix learns nothing");
    }

    /// The kernel is that of a process of variance 1: so is the target, and what comes of it is scaled back.
    private static GaussianProcessRegressor scaledProcess(double[][] gram, double[] targets, double noise) {
        double deviation = deviation(targets);
        double[] scaled = new double[targets.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = targets[i] / deviation;
        }
        GaussianProcessRegressor fitted = GaussianProcesses.regressor(gram, ITSELF, scaled, noise);
        PosteriorVariance variance = fitted.variance();
        return new GaussianProcessRegressor(
                fitted.rows(),
                new KernelExpansion(
                        times(fitted.function().coefficients(), deviation),
                        deviation * fitted.function().bias()),
                noise * deviation * deviation,
                variance == null
                        ? null
                        : new PosteriorVariance(
                                deviation * deviation * variance.prior(), times(variance.whitening(), deviation)),
                fitted.logMarginalLikelihood() - targets.length * StrictMath.log(deviation));
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        return deviation > 0 ? deviation : 1;
    }

    private static RealVector times(RealVector vector, double factor) {
        double[] scaled = vector.toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return RealVector.of(scaled);
    }

    private static RealMatrix times(RealMatrix matrix, double factor) {
        RealVector[] rows = new RealVector[matrix.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = times(matrix.row(i), factor);
        }
        return RealMatrix.of(rows);
    }

    /// What the model tells of rows.
    ///
    /// @param kernel of each row with all rows of training
    static Told tell(KernelModel fitted, double[][] kernel) {
        return Told.of(Arrays.stream(kernel)
                .map(row -> fitted.decide(fitted.needed(row)))
                .toList());
    }
}
