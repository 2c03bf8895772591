package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessClassifier.LatentProcess;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.KernelRidgeClassifier;
import io.ketstream.model.learning.KernelRidgeRegressor;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models of n rows on a kernel that [Landmarks] approximate: those that the others here make of
/// the matrix of k̃, but from the features of rows, and told of a new row by its kernel with the
/// landmarks. Takes O(n r²) where φ has r numbers, and no memory for pairs of rows.
public final class NystromModels implements KernelModels {

    private static final double LARGEST = 1e9;

    private final Landmarks landmarks;
    private final double[][] features;
    private final StoppingRule rule;

    /// @param features of the rows of training, as [Landmarks#features] has them
    /// @param rule of machines
    public NystromModels(Landmarks landmarks, double[][] features, StoppingRule rule) {
        Rules.within("features", features.length, 1, Integer.MAX_VALUE);
        this.landmarks = landmarks;
        this.features = features;
        this.rule = rule;
    }

    @Override
    public SupportVectorClassifier machine(int[] labels, List<String> classes, double c, @Nullable Long seed) {
        SupportVectorClassifier ofRows = SupportVectorMachines.classifier(kernel(), labels, classes, c, seed);
        List<Integer> all = KernelRidge.all(landmarks.places().size());
        List<Machine> machines = ofRows.machines().stream()
                .map(machine -> new Machine(
                        machine.first(),
                        machine.second(),
                        all,
                        onLandmarks(
                                machine.places().stream()
                                        .map(ofRows.rows()::get)
                                        .toList(),
                                machine.coefficients()),
                        machine.bias(),
                        machine.dualObjective(),
                        machine.sigmoid()))
                .toList();
        return new SupportVectorClassifier(classes, landmarks.places(), machines);
    }

    @Override
    public SupportVectorRegressor machine(double[] targets, double c, double epsilon) {
        SupportVectorRegressor ofRows = SupportVectorMachines.regressor(kernel(), targets, c, epsilon);
        return new SupportVectorRegressor(
                landmarks.places(), onLandmarks(ofRows.rows(), ofRows.function()), ofRows.dualObjective());
    }

    private MachineKernel kernel() {
        return new MachineKernel.OfFeatures(features, rule);
    }

    private KernelExpansion onLandmarks(List<Integer> rows, KernelExpansion function) {
        return new KernelExpansion(onLandmarks(rows, function.coefficients()), function.bias());
    }

    /// W⁺ k(L, X) c
    private RealVector onLandmarks(List<Integer> rows, RealVector coefficients) {
        var weights = new double[landmarks.rank()];
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < weights.length; k++) {
                weights[k] += coefficients.get(i) * features[rows.get(i)][k];
            }
        }
        return RealVector.of(landmarks.coefficients(weights));
    }

    @Override
    public OneClassModel oneClass(double nu) {
        OneClassModel ofRows = SupportVectorMachines.oneClass(kernel(), nu);
        return new OneClassModel(landmarks.places(), onLandmarks(ofRows.rows(), ofRows.function()), nu);
    }

    @Override
    public KernelPrincipalComponents components(int components) {
        return KernelPca.fit(landmarks, features, components);
    }

    @Override
    public KernelRidgeRegressor ridge(double[] targets, double alpha) {
        return new KernelRidgeRegressor(
                landmarks.places(), leastSquares("alpha", alpha).function(targets));
    }

    @Override
    public KernelRidgeClassifier ridge(int[] labels, List<String> classes, double alpha) {
        Labels.check(labels, features.length, classes.size());
        FeatureLeastSquares squares = leastSquares("alpha", alpha);
        List<KernelExpansion> functions = Labels.functions(classes.size())
                .mapToObj(label -> squares.function(Labels.against(labels, label)))
                .toList();
        return new KernelRidgeClassifier(classes, landmarks.places(), functions);
    }

    @Override
    public GaussianProcessRegressor process(double prior, double[] targets, double noise) {
        FeatureLeastSquares squares = leastSquares("noise", noise);
        return new GaussianProcessRegressor(
                landmarks.places(),
                squares.function(targets),
                noise,
                squares.variance(prior),
                squares.logMarginalLikelihood(targets));
    }

    @Override
    public GaussianProcessClassifier process(double prior, int[] labels, List<String> classes) {
        Labels.check(labels, features.length, classes.size());
        List<LatentProcess> processes = Labels.functions(classes.size())
                .mapToObj(label -> FeatureLaplace.process(landmarks, features, Labels.against(labels, label), prior))
                .toList();
        return new GaussianProcessClassifier(classes, landmarks.places(), processes);
    }

    private FeatureLeastSquares leastSquares(String field, double ridge) {
        Rules.positive(field, ridge, LARGEST);
        return new FeatureLeastSquares(landmarks, features, field, ridge);
    }
}
