package io.ketstream.optimizer.learning.control;

import io.ketstream.optimizer.learning.kernel.StoppingRule;
import java.util.ArrayList;
import java.util.List;

/// The classical models, each with the configurations that may be tried: the first is its default, as
/// scikit-learn has it unless said otherwise, and those after it are the usual grid on a logarithmic scale.
/// A run that tries n configurations of its own gives each of them its first n, or all it has.
public enum ControlModel {
    /// [MajorityClass], or [MeanTarget]: nothing to configure.
    CONSTANT("constant"),
    /// [LogisticRegression] with C = 1, or [RidgeRegression] with α = 1, on standardised columns.
    LINEAR("linear"),
    /// [GaussianSupportVectors] with C = 1, γ = 'scale' and ε = 0.1 on standardised columns and targets.
    SUPPORT_VECTORS("Gaussian support vectors"),
    /// [NeuralNetwork] of 100 units with α = 1e-4 and rate 0.001 on standardised columns and targets.
    NEURAL_NETWORK("neural network"),
    /// [BoostedTrees]: 100 of depth 3, rate 0.1.
    BOOSTED_TREES("boosted trees"),
    /// [RandomFourierFeatures]: 250 frequencies of the spectrum that is given, α = 0.1 (scikit-learn has
    /// none), on columns as they are.
    RANDOM_FOURIER_FEATURES("random Fourier features");

    private static final double[] DECADES = {1, 10, 0.1, 100, 0.01, 1000, 0.001};

    private final String words;

    ControlModel(String words) {
        this.words = words;
    }

    /// What it is called in a report.
    public String words() {
        return words;
    }

    /// Whether it takes memory for each pair of rows of training.
    public boolean isOfPairs() {
        return switch (this) {
            case SUPPORT_VECTORS, RANDOM_FOURIER_FEATURES -> true;
            case CONSTANT, LINEAR, NEURAL_NETWORK, BOOSTED_TREES -> false;
        };
    }

    /// At least one, and no more than the budget has.
    List<Configuration<ClassifierTrainer>> classifiers(ControlBudget budget) {
        var given = budget.gaussianSvm();
        if (this == SUPPORT_VECTORS && given != null) {
            return List.of(new Configuration<>(
                    "C = " + given.c() + ", gamma = " + given.gamma(),
                    GaussianSupportVectors.of(given.c(), given.gamma(), budget.rule())));
        }
        var all = new ArrayList<Configuration<ClassifierTrainer>>();
        switch (this) {
            case CONSTANT -> all.add(new Configuration<>("majority class", new MajorityClass()));
            case LINEAR -> {
                for (double c : DECADES) {
                    all.add(new Configuration<>("C = " + c, Standardised.of(new LogisticRegression(c))));
                }
            }
            case SUPPORT_VECTORS ->
                supportVectors(budget.rule())
                        .forEach(machine -> all.add(new Configuration<ClassifierTrainer>(
                                "C = " + machine.c() + ", gamma = " + machine.factor() + " scale",
                                Standardised.of((ClassifierTrainer) machine))));
            case NEURAL_NETWORK ->
                networks()
                        .forEach(network -> all.add(new Configuration<ClassifierTrainer>(
                                words(network), Standardised.of((ClassifierTrainer) network))));
            case BOOSTED_TREES -> trees().forEach(trees -> all.add(new Configuration<>(words(trees), trees)));
            case RANDOM_FOURIER_FEATURES ->
                waves(budget.frequencies()).forEach(waves -> all.add(new Configuration<>(words(waves), waves)));
        }
        return List.copyOf(all.subList(0, Math.min(budget.configurations(), all.size())));
    }

    /// At least one, and no more than the budget has.
    List<Configuration<RegressorTrainer>> regressors(ControlBudget budget) {
        var given = budget.gaussianSvm();
        if (this == SUPPORT_VECTORS && given != null) {
            return List.of(new Configuration<>(
                    "C = " + given.c() + ", gamma = " + given.gamma(),
                    GaussianSupportVectors.of(given.c(), given.gamma(), budget.rule())));
        }
        var all = new ArrayList<Configuration<RegressorTrainer>>();
        switch (this) {
            case CONSTANT -> all.add(new Configuration<>("mean", new MeanTarget()));
            case LINEAR -> {
                for (double alpha : DECADES) {
                    all.add(new Configuration<>("alpha = " + alpha, Standardised.of(new RidgeRegression(alpha))));
                }
            }
            case SUPPORT_VECTORS ->
                supportVectors(budget.rule())
                        .forEach(machine -> all.add(new Configuration<RegressorTrainer>(
                                "C = " + machine.c() + ", gamma = " + machine.factor() + " scale",
                                Standardised.of((RegressorTrainer) machine))));
            case NEURAL_NETWORK ->
                networks()
                        .forEach(network -> all.add(new Configuration<RegressorTrainer>(
                                words(network), Standardised.of((RegressorTrainer) network))));
            case BOOSTED_TREES -> trees().forEach(trees -> all.add(new Configuration<>(words(trees), trees)));
            case RANDOM_FOURIER_FEATURES ->
                waves(budget.frequencies()).forEach(waves -> all.add(new Configuration<>(words(waves), waves)));
        }
        return List.copyOf(all.subList(0, Math.min(budget.configurations(), all.size())));
    }

    private static List<GaussianSupportVectors> supportVectors(StoppingRule rule) {
        var all = new ArrayList<GaussianSupportVectors>();
        for (double factor : new double[] {1, 0.1, 10}) {
            for (double c : new double[] {1, 10, 0.1, 100}) {
                all.add(new GaussianSupportVectors(c, factor, 0.1, rule));
            }
        }
        return all;
    }

    private static List<NeuralNetwork> networks() {
        var all = new ArrayList<NeuralNetwork>();
        for (double rate : new double[] {0.001, 0.01}) {
            for (double alpha : new double[] {1e-4, 1e-2, 1}) {
                all.add(new NeuralNetwork(100, alpha, rate));
            }
        }
        return all;
    }

    private static List<BoostedTrees> trees() {
        var all = new ArrayList<BoostedTrees>();
        for (int trees : new int[] {100, 300}) {
            for (int depth : new int[] {3, 2, 5}) {
                for (double rate : new double[] {0.1, 0.03}) {
                    all.add(new BoostedTrees(trees, depth, rate));
                }
            }
        }
        return all;
    }

    private static List<RandomFourierFeatures> waves(Frequencies frequencies) {
        var all = new ArrayList<RandomFourierFeatures>();
        for (double alpha : new double[] {0.1, 0.01, 1, 0.001, 10}) {
            all.add(new RandomFourierFeatures(frequencies, 250, alpha));
        }
        return all;
    }

    private static String words(NeuralNetwork network) {
        return "alpha = " + network.alpha() + ", rate = " + network.rate();
    }

    private static String words(BoostedTrees trees) {
        return trees.trees() + " trees of depth " + trees.depth() + ", rate " + trees.rate();
    }

    private static String words(RandomFourierFeatures waves) {
        return waves.count() + " frequencies, alpha = " + waves.alpha();
    }
}
