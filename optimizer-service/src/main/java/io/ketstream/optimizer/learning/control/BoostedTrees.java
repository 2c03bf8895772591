package io.ketstream.optimizer.learning.control;

import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.List;

/// Gradient boosted regression trees (J. H. Friedman, Annals of Statistics 29, 1189 (2001)): logistic or
/// softmax loss with Newton steps in the leaves, squared loss for numbers; with 100 trees of depth 3 and
/// rate 0.1 scikit-learn's `GradientBoostingClassifier` and `GradientBoostingRegressor`.
///
/// @param trees in a sequence; of more than two classes one each at every step
/// @param depth of a tree
/// @param rate what a tree's values are multiplied by
public record BoostedTrees(int trees, int depth, double rate) implements ClassifierTrainer, RegressorTrainer {

    public BoostedTrees {
        Rules.within("trees", trees, 1, 100_000);
        Rules.within("depth", depth, 1, 30);
        Rules.positive("rate", rate, 1);
    }

    @Override
    public Classifier train(double[][] rows, int[] labels, int classes, long seed) {
        int functions = Scores.functions(classes);
        double[] start = start(labels, classes);
        var scores = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            scores[i] = start.clone();
        }
        var steps = new ArrayList<List<Tree>>();
        for (int step = 0; step < trees; step++) {
            var gradients = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                gradients[i] = Scores.gradient(scores[i], labels[i]);
            }
            var grown = new ArrayList<Tree>();
            for (int k = 0; k < functions; k++) {
                Tree tree = tree(rows, labels, gradients, k, functions);
                for (int i = 0; i < rows.length; i++) {
                    scores[i][k] += rate * tree.value(rows[i]);
                }
                grown.add(tree);
            }
            steps.add(grown);
        }
        return row -> {
            double[] sums = start.clone();
            for (List<Tree> step : steps) {
                for (int k = 0; k < functions; k++) {
                    sums[k] += rate * step.get(k).value(row);
                }
            }
            return Scores.decision(sums);
        };
    }

    private Tree tree(double[][] rows, int[] labels, double[][] gradients, int function, int functions) {
        var residuals = new double[rows.length];
        var curvature = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            residuals[i] = -gradients[i][function];
            boolean own = functions == 1 ? labels[i] == 1 : labels[i] == function;
            double p = (own ? 1 : 0) - residuals[i];
            curvature[i] = p * (1 - p);
        }
        double factor = functions == 1 ? 1 : (functions - 1.0) / functions;
        return Tree.grow(rows, residuals, depth, members -> {
            double sum = 0;
            double bend = 0;
            for (int i : members) {
                sum += residuals[i];
                bend += curvature[i];
            }
            return bend < 1e-150 ? 0 : factor * sum / bend;
        });
    }

    /// The scores whose probabilities are the shares of the classes.
    private static double[] start(int[] labels, int classes) {
        var counts = new double[classes];
        for (int label : labels) {
            counts[label]++;
        }
        if (classes == 2) {
            return new double[] {StrictMath.log(counts[1] / counts[0])};
        }
        var start = new double[classes];
        for (int k = 0; k < classes; k++) {
            start[k] = StrictMath.log(counts[k] / labels.length);
        }
        return start;
    }

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        double start = new MeanTarget().train(rows, targets, seed).value(rows[0]);
        var residuals = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            residuals[i] = targets[i] - start;
        }
        var sequence = new ArrayList<Tree>();
        for (int step = 0; step < trees; step++) {
            double[] left = residuals.clone();
            Tree tree = Tree.grow(rows, left, depth, members -> {
                double sum = 0;
                for (int i : members) {
                    sum += left[i];
                }
                return sum / members.length;
            });
            for (int i = 0; i < rows.length; i++) {
                residuals[i] -= rate * tree.value(rows[i]);
            }
            sequence.add(tree);
        }
        return row -> {
            double sum = start;
            for (Tree tree : sequence) {
                sum += rate * tree.value(row);
            }
            return sum;
        };
    }
}
