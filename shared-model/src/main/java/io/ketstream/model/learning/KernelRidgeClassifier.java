package io.ketstream.model.learning;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;

/// Kernel ridge regression on ±1: of two classes one function, +1 for the second, which decides by its
/// sign; of more one function for each against the rest, of which the largest decides, of several the
/// first. It has no probabilities.
public record KernelRidgeClassifier(List<String> classes, List<Integer> rows, List<KernelExpansion> functions)
        implements KernelClassifier {

    public KernelRidgeClassifier {
        classes = KernelRules.classes(classes);
        rows = KernelRules.ascending("rows", rows);
        functions = KernelRules.functions("functions", functions, classes.size());
        for (int k = 0; k < functions.size(); k++) {
            Rules.size(
                    "functions[" + k + "].coefficients",
                    functions.get(k).coefficients().size(),
                    rows.size());
        }
    }

    @Override
    public Decision.OfClass decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        var scores = new double[functions.size()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = functions.get(k).at(kernelRow);
        }
        int label = scores.length > 1 ? KernelRules.largest(scores) : scores[0] > 0 ? 1 : 0;
        return new Decision.OfClass(label, RealVector.of(scores), null);
    }
}
