package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Support vector machines on a kernel matrix: minimises ½‖w‖² + C Σ loss.
public final class SupportVectorMachines {

    /// Beyond it the single precision of LIBSVM's matrix shows in the margins, by more than 0.05.
    private static final double LARGEST_COST = 1e5;

    private static final double LARGEST = 1e9;

    private SupportVectorMachines() {}

    /// @param gram kernel of the rows of training with each other
    /// @param labels place of each row's class in `classes`; each class has a row
    /// @param c 0 < C ≤ 1e5: what a violation costs
    public static SupportVectorClassifier classifier(double[][] gram, int[] labels, List<String> classes, double c) {
        KernelMatrices.check(gram);
        Labels.check(labels, gram.length, classes.size());
        Rules.positive("c", c, LARGEST_COST);
        var solver = new Libsvm(gram);
        var pairs = new ArrayList<PairMachine>();
        var needed = new TreeSet<Integer>();
        for (int a = 0; a < classes.size(); a++) {
            for (int b = a + 1; b < classes.size(); b++) {
                PairMachine pair = PairMachine.train(solver, gram, labels, a, b, c);
                needed.addAll(pair.supportVectors());
                pairs.add(pair);
            }
        }
        List<Integer> rows = List.copyOf(needed);
        return new SupportVectorClassifier(
                classes, rows, pairs.stream().map(pair -> pair.machine(rows)).toList());
    }

    /// As [#classifier], with probabilities: for each pair a sigmoid on decisions of machines that were
    /// trained without the rows they decide, in [PlattScaling#FOLDS] seeded folds.
    public static SupportVectorClassifier classifierWithProbabilities(
            double[][] gram, int[] labels, List<String> classes, double c, long seed) {
        SupportVectorClassifier plain = classifier(gram, labels, classes, c);
        var machines = new ArrayList<Machine>();
        for (Machine machine : plain.machines()) {
            machines.add(new Machine(
                    machine.first(),
                    machine.second(),
                    machine.places(),
                    machine.coefficients(),
                    machine.bias(),
                    machine.dualObjective(),
                    PlattScaling.sigmoid(gram, labels, machine.first(), machine.second(), c, seed)));
        }
        return new SupportVectorClassifier(classes, plain.rows(), machines);
    }

    /// @param epsilon how far from its target a value may be at no cost
    public static SupportVectorRegressor regressor(double[][] gram, double[] targets, double c, double epsilon) {
        KernelMatrices.check(gram);
        Rules.size("targets", targets.length, gram.length);
        Rules.moderate("targets", RealVector.of(targets));
        Rules.positive("c", c, LARGEST_COST);
        Rules.within("epsilon", epsilon, 0, LARGEST);
        double[] beta = new Libsvm(gram).regressor(targets, c, epsilon);
        int[] support = nonzero(beta);
        var bounds = new BiasBounds();
        double dual = 0;
        for (int i = 0; i < beta.length; i++) {
            double value = value(gram[i], beta, support);
            double residual = targets[i] - value;
            dual += beta[i] * (targets[i] - value / 2) - epsilon * Math.abs(beta[i]);
            if (beta[i] == 0) {
                bounds.atLeast(residual - epsilon);
                bounds.atMost(residual + epsilon);
            } else if (beta[i] == c) {
                bounds.atMost(residual - epsilon);
            } else if (beta[i] == -c) {
                bounds.atLeast(residual + epsilon);
            } else {
                bounds.exactly(residual - Math.signum(beta[i]) * epsilon);
            }
        }
        return new SupportVectorRegressor(
                IntStream.of(support).boxed().toList(), expansion(beta, support, bounds.bias()), dual);
    }

    /// @param nu 0 < ν ≤ 1: at most this share of the rows is told not to be alike
    public static OneClassModel oneClass(double[][] gram, double nu) {
        KernelMatrices.check(gram);
        Rules.positive("nu", nu, 1);
        double[] alpha = new Libsvm(gram).oneClass(nu);
        int[] support = nonzero(alpha);
        double total = nu * gram.length;
        var bounds = new BiasBounds();
        for (int i = 0; i < alpha.length; i++) {
            double value = value(gram[i], alpha, support);
            if (alpha[i] == 0) {
                bounds.atMost(value);
            } else if (alpha[i] == 1) {
                bounds.atLeast(value);
            } else {
                bounds.exactly(value);
            }
        }
        for (int i : support) {
            alpha[i] /= total;
        }
        return new OneClassModel(
                IntStream.of(support).boxed().toList(), expansion(alpha, support, -bounds.bias() / total), nu);
    }

    private static KernelExpansion expansion(double[] coefficients, int[] support, double bias) {
        return new KernelExpansion(
                RealVector.of(
                        IntStream.of(support).mapToDouble(i -> coefficients[i]).toArray()),
                bias);
    }

    private static int[] nonzero(double[] coefficients) {
        return IntStream.range(0, coefficients.length)
                .filter(i -> coefficients[i] != 0)
                .toArray();
    }

    private static double value(double[] kernelRow, double[] coefficients, int[] support) {
        double sum = 0;
        for (int i : support) {
            sum += coefficients[i] * kernelRow[i];
        }
        return sum;
    }
}
