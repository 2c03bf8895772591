package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.Sigmoid;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Support vector machines on a kernel matrix: minimises ½‖w‖² + C Σ loss. Those of a matrix stop by
/// the current [StoppingRule].
public final class SupportVectorMachines {

    /// Beyond it the single precision of LIBSVM's matrix shows in the margins, by more than 0.05.
    private static final double LARGEST_COST = 1e5;

    private static final double LARGEST = 1e9;

    /// By how much a support vector on the border of one class may miss it in score: the kernel
    /// goes into LIBSVM in single precision.
    private static final double BORDER = 1e-6;

    private SupportVectorMachines() {}

    /// @param gram kernel of the rows of training with each other
    /// @param labels place of each row's class in `classes`; each class has a row
    /// @param c 0 < C ≤ 1e5: what a violation costs
    public static SupportVectorClassifier classifier(double[][] gram, int[] labels, List<String> classes, double c) {
        return classifier(new MachineKernel.OfMatrix(gram, StoppingRule.current()), labels, classes, c, null);
    }

    /// As [#classifier], with probabilities: for each pair a sigmoid on decisions of machines that
    /// were trained without the rows they decide, in [PlattScaling#FOLDS] seeded folds.
    public static SupportVectorClassifier classifierWithProbabilities(
            double[][] gram, int[] labels, List<String> classes, double c, long seed) {
        return classifier(new MachineKernel.OfMatrix(gram, StoppingRule.current()), labels, classes, c, seed);
    }

    /// @param seed of probabilities; null: none
    static SupportVectorClassifier classifier(
            MachineKernel kernel, int[] labels, List<String> classes, double c, @Nullable Long seed) {
        Labels.check(labels, kernel.size(), classes.size());
        Rules.positive("c", c, LARGEST_COST);
        Libsvm solver = kernel.solver();
        var pairs = new ArrayList<PairMachine>();
        var sigmoids = new ArrayList<@Nullable Sigmoid>();
        var needed = new TreeSet<Integer>();
        for (int a = 0; a < classes.size(); a++) {
            for (int b = a + 1; b < classes.size(); b++) {
                PairMachine pair = PairMachine.train(kernel, solver, labels, a, b, c);
                needed.addAll(pair.supportVectors());
                pairs.add(pair);
                sigmoids.add(seed == null ? null : PlattScaling.sigmoid(kernel, solver, labels, a, b, c, seed));
            }
        }
        List<Integer> rows = List.copyOf(needed);
        List<Machine> machines = IntStream.range(0, pairs.size())
                .mapToObj(k -> pairs.get(k).machine(rows).with(sigmoids.get(k)))
                .toList();
        return new SupportVectorClassifier(classes, rows, machines);
    }

    /// @param epsilon how far from its target a value may be at no cost
    public static SupportVectorRegressor regressor(double[][] gram, double[] targets, double c, double epsilon) {
        return regressor(new MachineKernel.OfMatrix(gram, StoppingRule.current()), targets, c, epsilon);
    }

    static SupportVectorRegressor regressor(MachineKernel kernel, double[] targets, double c, double epsilon) {
        Rules.size("targets", targets.length, kernel.size());
        Rules.moderate("targets", RealVector.of(targets));
        Rules.positive("c", c, LARGEST_COST);
        Rules.within("epsilon", epsilon, 0, LARGEST);
        double[] beta = kernel.solver().regressor(targets, c, epsilon);
        int[] support = MachineKernel.nonzero(beta);
        double[] values = kernel.times(beta);
        var bounds = new BiasBounds();
        double dual = 0;
        for (int i = 0; i < beta.length; i++) {
            double residual = targets[i] - values[i];
            dual += beta[i] * (targets[i] - values[i] / 2) - epsilon * Math.abs(beta[i]);
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

    /// Rows on the border are alike: ρ is by 1e-6 less than what they score, so that rounding does
    /// not decide of them.
    ///
    /// @param nu 0 < ν ≤ 1: at most this share of the rows is told not to be alike
    public static OneClassModel oneClass(double[][] gram, double nu) {
        return oneClass(new MachineKernel.OfMatrix(gram, StoppingRule.current()), nu);
    }

    static OneClassModel oneClass(MachineKernel kernel, double nu) {
        Rules.positive("nu", nu, 1);
        double[] alpha = kernel.solver().oneClass(nu);
        int[] support = MachineKernel.nonzero(alpha);
        double[] values = kernel.times(alpha);
        double total = nu * kernel.size();
        var bounds = new BiasBounds();
        for (int i = 0; i < alpha.length; i++) {
            if (alpha[i] == 0) {
                bounds.atMost(values[i]);
            } else if (alpha[i] == 1) {
                bounds.atLeast(values[i]);
            } else {
                bounds.exactly(values[i]);
            }
        }
        for (int i : support) {
            alpha[i] /= total;
        }
        return new OneClassModel(
                IntStream.of(support).boxed().toList(), expansion(alpha, support, BORDER - bounds.bias() / total), nu);
    }

    private static KernelExpansion expansion(double[] coefficients, int[] support, double bias) {
        return new KernelExpansion(
                RealVector.of(
                        IntStream.of(support).mapToDouble(i -> coefficients[i]).toArray()),
                bias);
    }
}
