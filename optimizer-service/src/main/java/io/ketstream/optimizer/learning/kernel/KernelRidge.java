package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelRidgeClassifier;
import io.ketstream.model.learning.KernelRidgeRegressor;
import java.util.List;
import java.util.stream.IntStream;

/// Kernel ridge regression on a kernel matrix, of targets less their mean.
public final class KernelRidge {

    private static final double LARGEST = 1e9;

    private KernelRidge() {}

    /// @param alpha α > 0: what is added to the diagonal
    public static KernelRidgeRegressor regressor(double[][] gram, double[] targets, double alpha) {
        Factor factor = factor(gram, alpha);
        Rules.size("targets", targets.length, gram.length);
        return new KernelRidgeRegressor(all(gram.length), function(factor, targets));
    }

    /// Of two classes one function, of more one for each against the rest.
    public static KernelRidgeClassifier classifier(double[][] gram, int[] labels, List<String> classes, double alpha) {
        Factor factor = factor(gram, alpha);
        Labels.check(labels, gram.length, classes.size());
        List<KernelExpansion> functions = Labels.functions(classes.size())
                .mapToObj(label -> function(factor, Labels.against(labels, label)))
                .toList();
        return new KernelRidgeClassifier(classes, all(gram.length), functions);
    }

    private static Factor factor(double[][] gram, double alpha) {
        KernelMatrices.check(gram);
        Rules.positive("alpha", alpha, LARGEST);
        double[][] shifted = KernelMatrices.symmetric(gram);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i][i] += alpha;
        }
        return Factor.of("alpha", shifted);
    }

    private static KernelExpansion function(Factor factor, double[] targets) {
        double mean = Targets.mean(targets);
        return new KernelExpansion(RealVector.of(factor.solve(Targets.minus(targets, mean))), mean);
    }

    static List<Integer> all(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }
}
