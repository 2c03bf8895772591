package io.ketstream.model.learning;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;

/// [Preprocessing] with the numbers that it took from the rows of training.
///
/// @param width how many fields a row has before
/// @param names of the features that it has after
public record FittedPreprocessing(int width, List<FittedStep> steps, List<String> names) {

    public FittedPreprocessing {
        steps = List.copyOf(steps);
        names = List.copyOf(names);
    }

    /// @param row a missing value is NaN, a category its place in [TableColumn#categoryNames()]
    /// @throws InvalidValueException naming an entry of the result that is missing or too large
    public RealVector apply(double[] row) {
        Rules.size("row", row.length, width);
        double[] features = row;
        for (FittedStep step : steps) {
            features = step.apply(features);
        }
        return RealVector.of(features);
    }

    public RealMatrix apply(double[][] rows) {
        var applied = new RealVector[rows.length];
        for (int i = 0; i < rows.length; i++) {
            applied[i] = apply(rows[i]);
        }
        return RealMatrix.of(applied);
    }
}
