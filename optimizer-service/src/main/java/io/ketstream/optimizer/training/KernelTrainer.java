package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.PosteriorVariance;
import io.ketstream.optimizer.learning.kernel.KernelModels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fits what a user's model says to a kernel.
final class KernelTrainer {

    /// A row's kernel with itself, be it a fidelity or projected.
    static final double ITSELF = 1;

    private final LearningModel.OfKernel model;

    KernelTrainer(LearningModel.OfKernel model) {
        this.model = model;
    }

    /// A model of the rows themselves; null where only their kernel is wanted.
    @Nullable
    KernelModel fit(KernelModels models) {
        return switch (model) {
            case LearningModel.KernelMatrix _ -> null;
            case LearningModel.KernelPca pca -> components(models, pca);
            case LearningModel.OneClass machine -> models.oneClass(machine.nu());
            case LearningModel.SupportVectorMachine _, LearningModel.KernelRidge _, LearningModel.GaussianProcess _ ->
                throw new IllegalStateException("there is a target to learn");
        };
    }

    private static KernelPrincipalComponents components(KernelModels models, LearningModel.KernelPca pca) {
        try {
            return models.components(pca.components());
        } catch (InvalidValueException e) {
            throw e.within("model");
        }
    }

    /// @param seed of what is drawn for it
    KernelModel fit(KernelModels models, Target target, long seed) {
        return switch (target) {
            case Target.Classes classes -> classifier(models, classes, seed);
            case Target.Numbers numbers -> regressor(models, numbers.values());
        };
    }

    private KernelModel classifier(KernelModels models, Target.Classes target, long seed) {
        int[] labels = target.labels();
        List<String> names = target.names();
        return switch (model) {
            case LearningModel.SupportVectorMachine machine ->
                models.machine(labels, names, machine.c(), machine.withProbabilities() ? seed : null);
            case LearningModel.KernelRidge ridge -> models.ridge(labels, names, ridge.alpha());
            case LearningModel.GaussianProcess _ -> models.process(ITSELF, labels, names);
            case LearningModel.KernelMatrix _, LearningModel.KernelPca _, LearningModel.OneClass _ ->
                throw withoutTarget();
        };
    }

    private KernelModel regressor(KernelModels models, double[] targets) {
        return switch (model) {
            case LearningModel.SupportVectorMachine machine -> models.machine(targets, machine.c(), machine.epsilon());
            case LearningModel.KernelRidge ridge -> models.ridge(targets, ridge.alpha());
            case LearningModel.GaussianProcess process -> scaledProcess(models, targets, process.noise());
            case LearningModel.KernelMatrix _, LearningModel.KernelPca _, LearningModel.OneClass _ ->
                throw withoutTarget();
        };
    }

    private static IllegalStateException withoutTarget() {
        return new IllegalStateException("there is no target to learn");
    }

    /// The kernel is that of a process of variance 1: so is the target, and what comes of it is
    /// scaled back.
    private static GaussianProcessRegressor scaledProcess(KernelModels models, double[] targets, double noise) {
        double deviation = deviation(targets);
        double[] scaled = new double[targets.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = targets[i] / deviation;
        }
        GaussianProcessRegressor fitted = models.process(ITSELF, scaled, noise);
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
}
