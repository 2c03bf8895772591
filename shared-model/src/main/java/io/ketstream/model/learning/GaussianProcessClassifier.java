package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gaussian process classification with the logistic likelihood and Laplace's approximation (C. E.
/// Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning (2006), algorithms 3.1 and 3.2):
/// of two classes one process, positive for the second; of more one for each against the rest.
///
/// A process's probability is the mean of the logistic function under its normal distribution at x, or,
/// where its variance was left out, the logistic function of its mean; those of more than two classes are
/// divided by their sum. The class of the largest mean wins, of several the first, so that a model without its
/// variance tells the same of each row; the largest probability may be another's.
public record GaussianProcessClassifier(List<String> classes, List<Integer> rows, List<LatentProcess> processes)
        implements KernelClassifier {

    /// @param mean of the latent function
    /// @param variance of the latent function; m² numbers for m rows, which
    ///     [GaussianProcessClassifier#withoutVariance()] leaves out
    /// @param logMarginalLikelihood Laplace's approximation of log p(labels | rows), natural logarithm
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LatentProcess(
            KernelExpansion mean, @Nullable PosteriorVariance variance, double logMarginalLikelihood) {

        double probability(double score, double[] kernelRow) {
            return variance == null ? Sigmoid.logistic(score) : LogisticNormal.mean(score, variance.at(kernelRow));
        }
    }

    public GaussianProcessClassifier {
        classes = KernelRules.classes(classes);
        rows = KernelRules.ascending("rows", rows);
        processes = KernelRules.functions("processes", processes, classes.size());
        for (int k = 0; k < processes.size(); k++) {
            LatentProcess process = processes.get(k);
            String field = "processes[" + k + "]";
            Rules.size(
                    field + ".mean.coefficients", process.mean().coefficients().size(), rows.size());
            if (process.variance() != null) {
                Rules.size(
                        field + ".variance.whitening",
                        process.variance().whitening().rows(),
                        rows.size());
            }
        }
    }

    /// The same latent means; probabilities are those of the means alone.
    public GaussianProcessClassifier withoutVariance() {
        return new GaussianProcessClassifier(
                classes,
                rows,
                processes.stream()
                        .map(process -> new LatentProcess(process.mean(), null, process.logMarginalLikelihood()))
                        .toList());
    }

    @Override
    public Decision.OfClass decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        var scores = new double[processes.size()];
        var chances = new double[scores.length];
        for (int k = 0; k < scores.length; k++) {
            LatentProcess process = processes.get(k);
            scores[k] = process.mean().at(kernelRow);
            chances[k] = process.probability(scores[k], kernelRow);
        }
        RealVector probabilities =
                scores.length > 1 ? KernelRules.normalised(chances) : RealVector.of(1 - chances[0], chances[0]);
        int label = scores.length > 1 ? KernelRules.largest(scores) : scores[0] > 0 ? 1 : 0;
        return new Decision.OfClass(label, RealVector.of(scores), probabilities);
    }
}
