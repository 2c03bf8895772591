package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which columns of a table a model learns from, and what it learns to tell.
///
/// @param features absent: all columns but the target
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingColumns(
        LearningTask task, String target, @Nullable List<String> features, Preprocessing preprocessing) {

    /// Of a cross-validation.
    private static final int MOST_FOLDS = 100;

    public TrainingColumns {
        Rules.required("task", task);
        Rules.required("target", target);
        Rules.required("preprocessing", preprocessing);
        List<String> given = Rules.given(features);
        if (given != null) {
            for (int i = 0; i < given.size(); i++) {
                Rules.required("features[" + i + "]", given.get(i));
            }
        }
        features = given == null ? null : List.copyOf(given);
    }

    /// The features in their order.
    public List<String> featuresOf(TableDescription table) {
        return features != null
                ? features
                : table.columns().stream()
                        .map(TableColumn::name)
                        .filter(name -> !name.equals(target))
                        .toList();
    }

    /// Whether a model can learn this from the table.
    ///
    /// @param folds that the rows are divided into, at least 2: each once for a test, the others for training
    /// @throws InvalidValueException naming the field
    public void check(TableDescription table, int folds) {
        Rules.within("folds", folds, 2, MOST_FOLDS);
        TableColumn told = table.column(target).orElseThrow(() -> unknown("target", target));
        if (told.missing() > 0) {
            throw new InvalidValueException("target", "has no value in " + told.missing() + " rows");
        }
        switch (task) {
            case CLASSIFICATION -> checkClasses(told, folds);
            case REGRESSION -> checkNumbers(told);
        }
        if (table.rows() < folds) {
            throw new InvalidValueException("folds", "must be at most the " + table.rows() + " rows, not " + folds);
        }
        checkFeatures(table);
        checkSteps(table, folds);
    }

    private static void checkClasses(TableColumn target, int folds) {
        Map<String, Long> classes = target.categories();
        if (classes == null) {
            throw new InvalidValueException(
                    "target", "is a column of numbers: load the data set with it as a category to tell classes");
        }
        if (classes.size() < 2) {
            throw new InvalidValueException("target", "has one class only");
        }
        classes.forEach((name, rows) -> {
            if (rows < folds) {
                throw new InvalidValueException(
                        "target", "has " + rows + " rows of class '" + name + "', fewer than " + folds + " folds");
            }
        });
    }

    private static void checkNumbers(TableColumn target) {
        NumberSummary numbers = target.numbers();
        if (numbers == null) {
            throw new InvalidValueException("target", "is a column of categories: regression needs numbers");
        }
        if (numbers.isConstant()) {
            throw new InvalidValueException("target", "is the same number in every row");
        }
    }

    private void checkFeatures(TableDescription table) {
        List<String> names = featuresOf(table);
        Rules.notEmpty("features", names);
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String field = "features[" + i + "]";
            String name = names.get(i);
            if (table.column(name).isEmpty()) {
                throw unknown(field, name);
            }
            if (name.equals(target)) {
                throw new InvalidValueException(field, "is the target, '" + target + "'");
            }
            if (!seen.add(name)) {
                throw new InvalidValueException(field, "is there twice: '" + name + "'");
            }
            if (table.areAlike(name, target)) {
                throw new InvalidValueException(
                        field, "gives the target away: '" + name + "' tells it in every row, and is told by it");
            }
        }
    }

    private void checkSteps(TableDescription table, int folds) {
        Optional<PreprocessingStep.Impute> impute = preprocessing.find(PreprocessingStep.Impute.class);
        boolean filled = impute.map(PreprocessingStep.Impute::value).isPresent();
        boolean expanded = preprocessing.find(PreprocessingStep.OneHot.class).isPresent();
        // rows of the largest fold, which may be any
        long left = Math.ceilDiv(table.rows(), folds);
        long width = 0;
        long certain = 0;
        List<String> names = featuresOf(table);
        for (int i = 0; i < names.size(); i++) {
            TableColumn column = table.column(names.get(i)).orElseThrow();
            Map<String, Long> categories = column.categories();
            if (categories != null && !expanded) {
                throw new InvalidValueException(
                        "features[" + i + "]", "needs one-hot: column '" + column.name() + "' has categories");
            }
            if (categories == null && column.missing() > 0 && impute.isEmpty()) {
                throw new InvalidValueException(
                        "features[" + i + "]", "needs impute: column '" + column.name() + "' has missing values");
            }
            boolean needsValue = categories != null || (column.missing() > 0 && !filled);
            if (needsValue && table.rows() - column.missing() <= left) {
                throw new InvalidValueException(
                        "features[" + i + "]",
                        "has nothing to go by: column '" + column.name() + "' may have no value but in a fold of "
                                + left + " rows");
            }
            width += categories == null ? 1 : categories.size();
            certain += categories == null ? 1 : certainly(categories, left);
        }
        checkComponents(width, Math.min(certain, table.rows() - left - 1));
    }

    /// How many of them are in training whichever rows are left out; one of them is, as the column has a value.
    private static long certainly(Map<String, Long> categories, long left) {
        return Math.max(
                1, categories.values().stream().filter(rows -> rows > left).count());
    }

    private void checkComponents(long width, long most) {
        for (int i = 0; i < preprocessing.steps().size(); i++) {
            if (preprocessing.steps().get(i) instanceof PreprocessingStep.Pca pca) {
                String field = "preprocessing[" + i + "]";
                if (width > PreprocessingStep.Pca.MAX_COLUMNS) {
                    throw new InvalidValueException(
                            field, "takes at most " + PreprocessingStep.Pca.MAX_COLUMNS + " columns, not " + width);
                }
                Rules.within(field + ".components", pca.components(), 1, most);
            }
        }
    }

    private static InvalidValueException unknown(String field, String name) {
        return new InvalidValueException(field, "is not a column of the data set: '" + name + "'");
    }
}
