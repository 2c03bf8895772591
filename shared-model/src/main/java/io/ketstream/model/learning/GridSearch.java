package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values of a run's own fields that are all tried, each with each; the best is trained and tested.
///
/// A *point* of the grid has a value of each field. Points are counted from 0, the last field's values first.
///
/// @param grid by the path of a field of the run, as `model.c` or `problem.preprocessing[0].high`, what it may be:
///     numbers, texts, true or false
/// @param validation how points are compared, on rows of training only: folds, or a part that is held out
/// @param metric by whose mean over the parts of `validation` the best is chosen, the earliest of equal ones; absent:
///     accuracy, or the root mean square error
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GridSearch(
        Map<String, List<Object>> grid,
        Validation validation,
        @Nullable SelectionMetric metric) {

    public static final int MAX_POINTS = 1000;

    /// Points times the parts of the run's own validation.
    public static final int MAX_TRIALS = 5000;

    private static final int MAX_FIELDS = 16;
    private static final int MAX_TEXT = 200;

    private static final String NAME = "[A-Za-z][A-Za-z0-9]*";
    private static final Pattern MODEL = Pattern.compile("model(\\." + NAME + "(\\[\\d{1,4}])?)+");
    private static final Pattern PREPROCESSING =
            Pattern.compile("problem\\.preprocessing\\[\\d{1,4}](\\." + NAME + ")+");

    public GridSearch {
        Rules.required("grid", grid);
        Rules.required("validation", validation);
        Rules.within("grid", grid.size(), 1, MAX_FIELDS);
        var copy = new LinkedHashMap<String, List<Object>>();
        long points = 1;
        for (Map.Entry<String, List<Object>> field : grid.entrySet()) {
            String path = "grid." + field.getKey();
            checkPath(path, field.getKey());
            copy.put(field.getKey(), values(path, field.getValue()));
            points = Math.min(points * field.getValue().size(), Integer.MAX_VALUE);
        }
        if (points > MAX_POINTS) {
            throw new InvalidValueException("grid", "must have at most " + MAX_POINTS + " points, not " + points);
        }
        if (validation instanceof Validation.OtherDataset) {
            throw new InvalidValueException(
                    "validation.type", "must be folds or holdout: points are compared on rows of training");
        }
        grid = Collections.unmodifiableMap(copy);
    }

    @JsonCreator
    static GridSearch of(
            Map<String, List<Object>> grid, @Nullable Validation validation, @Nullable SelectionMetric metric) {
        return new GridSearch(grid, validation == null ? Validation.Folds.of(null) : validation, metric);
    }

    private static void checkPath(String path, String field) {
        boolean type = PREPROCESSING.matcher(field).matches() && field.endsWith(".type");
        if (type
                || !(MODEL.matcher(field).matches()
                        || PREPROCESSING.matcher(field).matches())) {
            throw new InvalidValueException(
                    path,
                    "must be a field of model, as model.c, or of a step, as problem.preprocessing[0].high, and not a"
                            + " step's type");
        }
    }

    private static List<Object> values(String path, List<Object> values) {
        Rules.notEmpty(path, Rules.required(path, values));
        for (int i = 0; i < values.size(); i++) {
            Object value = Rules.required(path + "[" + i + "]", values.get(i));
            switch (value) {
                case String text when text.length() <= MAX_TEXT -> {}
                case Integer _, Long _, Boolean _ -> {}
                case Double number when Double.isFinite(number) -> {}
                default ->
                    throw new InvalidValueException(
                            path + "[" + i + "]",
                            "must be a number, a text of at most " + MAX_TEXT + " characters, true or false");
            }
            if (values.indexOf(value) < i) {
                throw new InvalidValueException(path + "[" + i + "]", "is there twice");
            }
        }
        return List.copyOf(values);
    }

    /// How many points there are.
    @JsonIgnore
    public int size() {
        return grid.values().stream().mapToInt(List::size).reduce(1, (all, some) -> all * some);
    }

    /// Which of each field's values a point has, in the order of the fields.
    @JsonIgnore
    public int[] places(int point) {
        List<List<Object>> fields = List.copyOf(grid.values());
        int[] places = new int[fields.size()];
        int rest = point;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = rest % fields.get(i).size();
            rest /= fields.get(i).size();
        }
        return places;
    }

    /// Of what a run's problem tells: the metric, or the one that is taken where none is named.
    ///
    /// @throws InvalidValueException naming `metric` when it is one of something else
    public SelectionMetric metricOf(LearningTask task) {
        SelectionMetric chosen = metric == null ? SelectionMetric.of(task) : metric;
        if (chosen.task() != task) {
            throw new InvalidValueException(
                    "metric",
                    task == LearningTask.CLASSIFICATION
                            ? "must be accuracy, balancedAccuracy or macroF1 of a classification"
                            : "must be rmse, mae or r2 of a regression");
        }
        return chosen;
    }
}
