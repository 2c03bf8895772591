package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;

/// A step with the numbers that it took from the rows it was fitted on.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FittedStep.Impute.class, name = "impute"),
    @JsonSubTypes.Type(value = FittedStep.OneHot.class, name = "one-hot"),
    @JsonSubTypes.Type(value = FittedStep.Affine.class, name = "affine"),
    @JsonSubTypes.Type(value = FittedStep.Pca.class, name = "pca")
})
public sealed interface FittedStep {

    /// @return a new row; `row` stays as it is
    double[] apply(double[] row);

    /// @param columns the places of those that are numbers
    /// @param values what a missing number of a column becomes
    record Impute(List<Integer> columns, RealVector values) implements FittedStep {
        public Impute {
            columns = List.copyOf(columns);
        }

        @Override
        public double[] apply(double[] row) {
            double[] filled = row.clone();
            for (int j : columns) {
                if (Double.isNaN(filled[j])) {
                    filled[j] = values.get(j);
                }
            }
            return filled;
        }
    }

    /// @param columns one for each column that there was before
    record OneHot(List<Column> columns) implements FittedStep {

        /// What becomes of a column: as many as it has categories here, or, of none, itself.
        ///
        /// @param places of the categories among all of the table's column
        public record Column(List<String> categories, List<Integer> places) {
            public Column {
                categories = List.copyOf(categories);
                places = List.copyOf(places);
            }
        }

        public OneHot {
            columns = List.copyOf(columns);
        }

        @Override
        public double[] apply(double[] row) {
            var numbers = new ArrayList<Double>();
            for (int j = 0; j < row.length; j++) {
                if (columns.get(j).places().isEmpty()) {
                    numbers.add(row[j]);
                }
                for (int place : columns.get(j).places()) {
                    numbers.add(row[j] == place ? 1.0 : 0.0);
                }
            }
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        List<String> names(List<String> before) {
            var names = new ArrayList<String>();
            for (int j = 0; j < before.size(); j++) {
                String name = before.get(j);
                List<String> categories = columns.get(j).categories();
                if (categories.isEmpty()) {
                    names.add(name);
                }
                categories.forEach(category -> names.add(name + "=" + category));
            }
            return names;
        }
    }

    /// (x − shift) · factor + offset, column by column.
    record Affine(RealVector shift, RealVector factor, RealVector offset) implements FittedStep {
        @Override
        public double[] apply(double[] row) {
            var moved = new double[row.length];
            for (int j = 0; j < row.length; j++) {
                moved[j] = (row[j] - shift.get(j)) * factor.get(j) + offset.get(j);
            }
            return moved;
        }
    }

    /// @param directions a component in a row
    record Pca(RealVector mean, RealMatrix directions) implements FittedStep {
        @Override
        public double[] apply(double[] row) {
            var projected = new double[directions.rows()];
            for (int k = 0; k < projected.length; k++) {
                for (int j = 0; j < row.length; j++) {
                    projected[k] += (row[j] - mean.get(j)) * directions.get(k, j);
                }
            }
            return projected;
        }

        List<String> names() {
            var names = new ArrayList<String>();
            for (int k = 1; k <= directions.rows(); k++) {
                names.add("component " + k);
            }
            return names;
        }
    }
}
