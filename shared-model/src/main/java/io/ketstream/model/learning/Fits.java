package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What steps take from the rows that they are fitted on.
final class Fits {

    /// Of a mean: a smaller deviation may be that of equal numbers.
    private static final double ROUNDING = 1e-15;

    private Fits() {}

    static FittedStep fit(PreprocessingStep step, Features features) {
        return switch (step) {
            case PreprocessingStep.Impute impute -> impute(impute, features);
            case PreprocessingStep.OneHot _ -> oneHot(features);
            case PreprocessingStep.Scale scale -> scale(scale, features);
            case PreprocessingStep.Pca pca -> pca(pca, features);
            case PreprocessingStep.Bandwidth bandwidth -> bandwidth(bandwidth, features);
        };
    }

    private static FittedStep impute(PreprocessingStep.Impute impute, Features features) {
        var fills = new double[features.names().size()];
        var numbers = new ArrayList<Integer>();
        for (int j = 0; j < fills.length; j++) {
            if (features.isNumber(j)) {
                numbers.add(j);
                fills[j] = impute.value() == null ? middle(impute.method(), features, j) : impute.value();
            }
        }
        return new FittedStep.Impute(numbers, RealVector.of(fills));
    }

    private static double middle(PreprocessingStep.Impute.Filling method, Features features, int column) {
        double[] values = features.present(column);
        if (values.length == 0) {
            throw withoutValue(features, column);
        }
        if (method == PreprocessingStep.Impute.Filling.MEAN) {
            return mean(values);
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static FittedStep oneHot(Features features) {
        var columns = new ArrayList<FittedStep.OneHot.Column>();
        for (int j = 0; j < features.names().size(); j++) {
            if (features.isNumber(j)) {
                columns.add(new FittedStep.OneHot.Column(List.of(), List.of()));
                continue;
            }
            List<Integer> seen = Arrays.stream(features.present(j))
                    .mapToObj(code -> (int) code)
                    .distinct()
                    .sorted()
                    .toList();
            if (seen.isEmpty()) {
                throw withoutValue(features, j);
            }
            List<String> all = features.categories(j);
            columns.add(new FittedStep.OneHot.Column(seen.stream().map(all::get).toList(), seen));
        }
        return new FittedStep.OneHot(columns);
    }

    private static FittedStep scale(PreprocessingStep.Scale scale, Features features) {
        features.requireNumbers();
        var shift = new double[features.names().size()];
        var factor = new double[shift.length];
        var offset = new double[shift.length];
        for (int j = 0; j < shift.length; j++) {
            double[] values = features.present(j);
            double min = Arrays.stream(values).min().orElseThrow();
            double max = Arrays.stream(values).max().orElseThrow();
            if (scale.low() == null || scale.high() == null) {
                shift[j] = mean(values);
                double deviation = deviation(values, shift[j]);
                factor[j] = factor(deviation <= ROUNDING * Math.abs(shift[j]) ? 0 : deviation, 1);
            } else {
                shift[j] = min;
                factor[j] = factor(max - min, scale.high() - scale.low());
                offset[j] = scale.low();
            }
        }
        return new FittedStep.Affine(RealVector.of(shift), RealVector.of(factor), RealVector.of(offset));
    }

    /// What makes one width of another; a column whose width is too small for that stays as wide as it is.
    private static double factor(double width, double wanted) {
        double factor = wanted / width;
        return Double.isInfinite(factor) ? 1 : factor;
    }

    private static FittedStep pca(PreprocessingStep.Pca pca, Features features) {
        features.requireNumbers();
        int columns = features.names().size();
        if (columns > PreprocessingStep.Pca.MAX_COLUMNS) {
            throw new InvalidValueException(
                    "", "takes at most " + PreprocessingStep.Pca.MAX_COLUMNS + " columns, not " + columns);
        }
        Rules.within("components", pca.components(), 1, Math.min(columns, features.rows().length));
        var means = new double[columns];
        for (int j = 0; j < columns; j++) {
            means[j] = mean(features.present(j));
        }
        double[][] directions = PrincipalDirections.of(features.rows(), means);
        return new FittedStep.Pca(RealVector.of(means), RealMatrix.of(Arrays.copyOf(directions, pca.components())));
    }

    private static FittedStep bandwidth(PreprocessingStep.Bandwidth bandwidth, Features features) {
        features.requireNumbers();
        var factor = new double[features.names().size()];
        Arrays.fill(factor, bandwidth.factor());
        RealVector zeros = RealVector.zeros(factor.length);
        return new FittedStep.Affine(zeros, RealVector.of(factor), zeros);
    }

    private static InvalidValueException withoutValue(Features features, int column) {
        return new InvalidValueException(
                "", "has nothing to go by: column '" + features.names().get(column) + "' has no value");
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double rest = 0;
        for (double value : values) {
            rest += value - mean;
        }
        // the second pass takes back what the first one rounded
        return mean + rest / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
