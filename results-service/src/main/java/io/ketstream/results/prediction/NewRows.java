package io.ketstream.results.prediction;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.FittedStep;
import io.ketstream.model.learning.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads rows as a user writes them: the name of a column and a number, a text or null, which is as
/// good as absent.
///
/// What is refused is named as `rows[3].width`.
final class NewRows {

    /// Of one request.
    static final int MAX_ROWS = 1000;

    private final TrainedModel model;
    private final Set<String> allowed;
    private final String names;

    /// Whether a missing number becomes another.
    private final boolean filled;

    /// @param withTarget whether a row may have the target, too
    NewRows(TrainedModel model, boolean withTarget) {
        this.model = model;
        this.allowed = model.columns().stream().map(TrainedModel.Column::name).collect(Collectors.toSet());
        String target = model.target();
        if (withTarget && !target.isEmpty()) {
            allowed.add(target);
        }
        this.names = String.join(", ", allowed.stream().sorted().toList());
        this.filled = model.preprocessing().steps().stream().anyMatch(FittedStep.Impute.class::isInstance);
    }

    /// The inputs of the model's circuit for each row.
    List<RealVector> angles(List<? extends @Nullable Map<String, @Nullable Object>> rows) {
        Rules.within("rows", rows.size(), 1, MAX_ROWS);
        var angles = new ArrayList<RealVector>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String field = "rows[" + i + "]";
            angles.add(angles(field, Rules.required(field, rows.get(i))));
        }
        return angles;
    }

    private RealVector angles(String field, Map<String, @Nullable Object> row) {
        for (String name : row.keySet()) {
            if (!allowed.contains(name)) {
                throw new InvalidValueException(field + "." + name, "is not a column of the model: it takes " + names);
            }
        }
        double[] coded = new double[model.columns().size()];
        for (int j = 0; j < coded.length; j++) {
            TrainedModel.Column column = model.columns().get(j);
            coded[j] = code(field + "." + column.name(), column, row.get(column.name()));
        }
        try {
            return model.inputs(coded);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(field, "makes no state: what becomes of its columns " + e.rule());
        }
    }

    /// A text that the column did not have is a category without a place.
    private double code(String field, TrainedModel.Column column, @Nullable Object value) {
        if (column.type() == ColumnType.CATEGORY) {
            return value == null ? Double.NaN : column.categories().indexOf(text(field, value));
        }
        if (value == null && !filled) {
            throw new InvalidValueException(field, "is required: the model's preprocessing fills in nothing");
        }
        return value == null ? Double.NaN : number(field, value);
    }

    static String text(String field, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidValueException(field, "must be a text: the column has categories");
    }

    static double number(String field, Object value) {
        if (value instanceof Number number) {
            return Rules.moderate(field, number.doubleValue());
        }
        throw new InvalidValueException(field, "must be a number");
    }
}
