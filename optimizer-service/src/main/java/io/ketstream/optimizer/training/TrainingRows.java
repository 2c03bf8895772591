package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a run's table, and below them those of its other table if it is tested on one: the columns that it
/// learns from, and what is to be told.
final class TrainingRows {

    private final LearningProblem problem;
    private final int width;
    private final List<TableColumn> columns;
    private final double[][] rows;
    private final int trainable;
    private final @Nullable Target target;

    private TrainingRows(
            LearningProblem problem,
            int width,
            List<TableColumn> columns,
            double[][] rows,
            int trainable,
            @Nullable Target target) {
        this.problem = problem;
        this.width = width;
        this.columns = columns;
        this.rows = rows;
        this.trainable = trainable;
        this.target = target;
    }

    /// @throws InvalidValueException when the tables are not those that the run was submitted with
    static TrainingRows of(TrainingReady ready, DataTable table, @Nullable DataTable test) {
        List<String> features = ready.table().features();
        List<TableColumn> columns = features.stream().map(table::column).toList();
        double[][] rows = table.select(features);
        int trainable = rows.length;
        if (test != null) {
            rows = joined(rows, recoded(test, columns));
        }
        LearningProblem problem = ready.problem();
        String name = problem.target();
        Target target = name == null ? null : target(table.column(name), table, test);
        return new TrainingRows(problem, ready.table().width(), columns, rows, trainable, target);
    }

    /// The same rows, put through other steps.
    ///
    /// @param other of the same data set, features and target
    TrainingRows with(LearningProblem other) {
        return new TrainingRows(other, width, columns, rows, trainable, target);
    }

    private static Target target(TableColumn column, DataTable table, @Nullable DataTable test) {
        List<TableColumn> columns = List.of(column);
        double[][] values = table.select(List.of(column.name()));
        if (test != null) {
            values = joined(values, recoded(test, columns));
        }
        double[] told = new double[values.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = values[i][0];
            if (Double.isNaN(told[i]) || (told[i] < 0 && column.type() == ColumnType.CATEGORY)) {
                throw new InvalidValueException(
                        "target",
                        Double.isNaN(told[i])
                                ? "has no value in row " + i
                                : "has a class in the data set of the test that is not in that of training");
            }
        }
        if (column.type() == ColumnType.NUMBER) {
            return new Target.Numbers(told);
        }
        int[] labels = new int[told.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) told[i];
        }
        return new Target.Classes(column.categoryNames(), labels);
    }

    /// Another table's rows, with categories as their places in these columns; −1: it is not there.
    private static double[][] recoded(DataTable table, List<TableColumn> columns) {
        double[][] rows = table.select(columns.stream().map(TableColumn::name).toList());
        for (int j = 0; j < columns.size(); j++) {
            TableColumn column = columns.get(j);
            TableColumn other = table.column(column.name());
            if (column.type() != other.type() && other.missing() < table.rows()) {
                throw new InvalidValueException(
                        "validation.dataset", "has another type of values in column '" + column.name() + "'");
            }
            if (column.type() == ColumnType.CATEGORY) {
                List<String> categories = column.categoryNames();
                int[] places = other.categoryNames().stream()
                        .mapToInt(categories::indexOf)
                        .toArray();
                for (double[] row : rows) {
                    row[j] = Double.isNaN(row[j]) ? row[j] : places[(int) row[j]];
                }
            }
        }
        return rows;
    }

    private static double[][] joined(double[][] first, double[][] second) {
        var joined = new double[first.length + second.length][];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /// Of both tables.
    int size() {
        return rows.length;
    }

    /// How many come from the first table: the others are for tests only.
    int trainable() {
        return trainable;
    }

    @Nullable
    Target target() {
        return target;
    }

    Target requireTarget() {
        if (target == null) {
            throw new InvalidValueException("problem.target", "is required");
        }
        return target;
    }

    List<TrainedModel.Column> columns() {
        return columns.stream()
                .map(column -> new TrainedModel.Column(column.name(), column.type(), column.categoryNames()))
                .toList();
    }

    int width() {
        return width;
    }

    /// Fits the preprocessing on these rows, and on no others.
    FittedPreprocessing fit(List<Integer> training) {
        double[][] fitted = training.stream().map(row -> rows[row]).toArray(double[][]::new);
        try {
            return problem.preprocessing().fit(columns, fitted);
        } catch (InvalidValueException e) {
            throw e.within("problem.preprocessing");
        }
    }

    /// Features of rows, as many as the circuit takes.
    List<RealVector> features(FittedPreprocessing fitted, List<Integer> of) {
        var features = new ArrayList<RealVector>(of.size());
        for (int row : of) {
            try {
                features.add(TrainedModel.widened(fitted.apply(rows[row]), width));
            } catch (InvalidValueException e) {
                throw e.within("rows[" + row + "]");
            }
        }
        return features;
    }

    /// Inputs of the circuit, for the features of rows.
    static List<RealVector> angles(FeatureMap map, List<RealVector> features) {
        var angles = new ArrayList<RealVector>(features.size());
        for (RealVector row : features) {
            angles.add(map.angles(row));
        }
        return angles;
    }
}
