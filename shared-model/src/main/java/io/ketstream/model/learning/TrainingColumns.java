package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which columns of a table a model learns from, and what it learns to tell.
///
/// @param task absent, as the target is: nothing is told, only how alike rows are
/// @param features absent: all columns but the target
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingColumns(
        @Nullable LearningTask task,
        @Nullable String target,
        @Nullable List<String> features,
        Preprocessing preprocessing) {

    /// Of a cross-validation.
    private static final int MOST_FOLDS = 100;

    public TrainingColumns {
        if (task != null) {
            Rules.required("target", target);
        }
        if (target != null) {
            Rules.required("task", task);
        }
        Rules.required("preprocessing", preprocessing);
        List<String> given = Rules.given(features);
        if (given != null) {
            for (int i = 0; i < given.size(); i++) {
                Rules.required("features[" + i + "]", given.get(i));
            }
        }
        features = given == null ? null : List.copyOf(given);
    }

    /// What a problem takes of a table. Where only a kernel is wanted, the target's column says
    /// what it would be told as.
    ///
    /// @throws InvalidValueException naming the field, when there is no such target
    public static TrainingColumns of(LearningProblem problem, TableDescription table) {
        String target = problem.target();
        LearningTask task = switch (problem) {
            case LearningProblem.Classification _ -> LearningTask.CLASSIFICATION;
            case LearningProblem.Regression _ -> LearningTask.REGRESSION;
            case LearningProblem.Similarity _ -> target == null ? null : taskOf(column(table, target));
        };
        return new TrainingColumns(task, target, problem.features(), problem.preprocessing());
    }

    private static LearningTask taskOf(TableColumn target) {
        return target.type() == ColumnType.CATEGORY ? LearningTask.CLASSIFICATION : LearningTask.REGRESSION;
    }

    private static TableColumn column(TableDescription table, String target) {
        return table.column(target).orElseThrow(() -> unknown("target", target));
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

    /// The columns of the features, which are all there, in their order.
    private List<TableColumn> ofFeatures(TableDescription table) {
        Map<String, TableColumn> columns = table.byName();
        return featuresOf(table).stream()
                .map(name -> Objects.requireNonNull(columns.get(name)))
                .toList();
    }

    /// What the target's values are, in the order of their texts; null of numbers, and without a
    /// target.
    public @Nullable List<String> classesOf(TableDescription table) {
        return task == LearningTask.CLASSIFICATION && target != null
                ? column(table, target).categoryNames()
                : null;
    }

    /// How many numbers the features of such a row become, whichever rows the preprocessing is
    /// fitted on. Where fewer categories are met there, that many are fewer.
    public int widthOf(TableDescription table) {
        return preprocessing
                .find(PreprocessingStep.Pca.class)
                .map(PreprocessingStep.Pca::components)
                .orElseGet(() -> ofFeatures(table).stream()
                        .mapToInt(TrainingColumns::width)
                        .sum());
    }

    private static int width(TableColumn feature) {
        return feature.categories() == null ? 1 : feature.categories().size();
    }

    /// Whether a model can learn this from the table.
    ///
    /// @param folds that the rows are divided into, at least 2: each once for a test, the others
    ///     for training
    /// @throws InvalidValueException naming the field
    public void check(TableDescription table, int folds) {
        Rules.within("folds", folds, 2, MOST_FOLDS);
        if (table.rows() < folds) {
            throw new InvalidValueException("folds", "must be at most the " + table.rows() + " rows, not " + folds);
        }
        // rows of the largest fold, which may be any
        check(table, folds, "fewer than " + folds + " folds", Math.ceilDiv(table.rows(), folds));
    }

    /// Whether a model can learn this from the table, and be tested in this way; of another data
    /// set that is asked for in [#checkTest].
    ///
    /// @param validation absent: all rows are for training
    /// @throws InvalidValueException naming the field
    public void check(TableDescription table, @Nullable Validation validation) {
        switch (validation) {
            case null -> check(table, 1, "", 0);
            case Validation.OtherDataset _ -> check(table, 1, "", 0);
            case Validation.Folds(int folds) -> checkFolds(table, folds);
            case Validation.Holdout holdout -> checkHoldout(table, holdout);
        }
    }

    private void checkFolds(TableDescription table, int folds) {
        try {
            check(table, folds);
        } catch (InvalidValueException e) {
            throw e.field().equals("folds") ? e.within("validation") : e;
        }
    }

    private void checkHoldout(TableDescription table, Validation.Holdout holdout) {
        long tested = Math.max(0, holdout.tested(table.rows()));
        check(table, 2, "and needs 2, one for training and one for the test", tested);
        List<String> classes = classesOf(table);
        if (classes != null && table.rows() - tested < classes.size()) {
            throw new InvalidValueException(
                    "validation.fraction",
                    "must leave at least " + classes.size() + " of " + table.rows()
                            + " rows for training, one of each class, not " + (table.rows() - tested));
        }
        // what is said of a kernel's matrix compares rows
        if (table.rows() - tested < 2) {
            throw new InvalidValueException(
                    "validation.fraction",
                    "must leave at least 2 of " + table.rows() + " rows for training, not " + (table.rows() - tested));
        }
    }

    /// Whether what the test leaves for training can be divided once more, so that models are
    /// compared on it.
    ///
    /// @param validation of the problem, which has been checked
    /// @param inner how models are compared
    /// @throws InvalidValueException naming the field, `validation` being `inner`
    public void checkSearch(TableDescription table, @Nullable Validation validation, Validation inner) {
        long left = table.rows() - tested(validation, table.rows());
        if (inner instanceof Validation.Folds(int folds) && left < folds) {
            throw new InvalidValueException(
                    "validation.folds", "must be at most the " + left + " rows of training, not " + folds);
        }
        List<String> classes = classesOf(table);
        long trained = left - tested(inner, left);
        long needed = Math.max(2, classes == null ? 0 : classes.size());
        if (trained < needed) {
            throw new InvalidValueException(
                    "validation",
                    "must leave at least " + needed + " of " + left + " rows of training to train on, not " + trained);
        }
        int least = 2;
        while (least - testedOfClass(validation, least) < 2) {
            least++;
        }
        try {
            check(table, least, "too few to be divided twice", table.rows() - trained);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("validation", "leaves too little to train on: " + e.getMessage());
        }
    }

    /// How many rows of each class every training has for certain.
    ///
    /// @param validation of the problem, which has been checked
    /// @param inner by which what the test leaves is divided once more; null: it is not
    /// @return by class; empty without classes
    public Map<String, Long> trainedOfClasses(
            TableDescription table, @Nullable Validation validation, @Nullable Validation inner) {
        List<String> classes = classesOf(table);
        Map<String, Long> rows =
                classes == null || target == null ? null : column(table, target).categories();
        if (rows == null) {
            return Map.of();
        }
        long left = table.rows() - tested(validation, table.rows());
        var trained = new TreeMap<String, Long>();
        rows.forEach((name, ofClass) ->
                trained.put(name, leftOfClass(inner, left, leftOfClass(validation, table.rows(), ofClass))));
        return trained;
    }

    /// Each class has its share of the test, to less than one row, and one row at least is left.
    private static long leftOfClass(@Nullable Validation validation, long rows, long ofClass) {
        long share = validation instanceof Validation.Folds(int folds)
                ? Math.ceilDiv(ofClass, folds)
                : Math.ceilDiv(tested(validation, rows) * ofClass, rows);
        return Math.max(ofClass - share, 1);
    }

    /// Of so many rows, the most of one part.
    private static long tested(@Nullable Validation validation, long rows) {
        return switch (validation) {
            case null -> 0;
            case Validation.OtherDataset _ -> 0;
            case Validation.Folds(int folds) -> Math.ceilDiv(rows, folds);
            case Validation.Holdout holdout -> holdout.tested(rows);
        };
    }

    /// Of so many rows of a class, whose share differs from that of all by less than one row.
    private static long testedOfClass(@Nullable Validation validation, long rows) {
        return validation instanceof Validation.Holdout holdout
                ? Math.min(rows - 1, (long) (holdout.fraction() * rows) + 1)
                : tested(validation, rows);
    }

    /// Whether a model that has learnt this from one table can be tested on another.
    ///
    /// @throws InvalidValueException naming `validation.dataset`
    public void checkTest(TableDescription table, TableDescription test) {
        boolean filled = preprocessing.find(PreprocessingStep.Impute.class).isPresent();
        for (TableColumn feature : ofFeatures(table)) {
            TableColumn column = sameIn(test, feature);
            if (column.type() == ColumnType.NUMBER && column.missing() > 0 && !filled) {
                throw refusedTest("needs impute: column '" + feature.name() + "' has missing values");
            }
        }
        if (target == null) {
            return;
        }
        TableColumn told = sameIn(test, column(table, target));
        if (told.missing() > 0) {
            throw refusedTest("has no value of the target in " + told.missing() + " rows");
        }
        List<String> classes = classesOf(table);
        if (classes != null) {
            told.categoryNames().stream()
                    .filter(name -> !classes.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refusedTest("has class '" + name + "', which the data set that is learnt from has not");
                    });
        }
    }

    private static TableColumn sameIn(TableDescription test, TableColumn column) {
        TableColumn same =
                test.column(column.name()).orElseThrow(() -> refusedTest("has no column '" + column.name() + "'"));
        if (same.type() != column.type()) {
            throw refusedTest("must have " + plural(column.type()) + " in column '" + column.name() + "', not "
                    + plural(same.type()));
        }
        return same;
    }

    private static String plural(ColumnType type) {
        return type == ColumnType.NUMBER ? "numbers" : "categories";
    }

    private static InvalidValueException refusedTest(String rule) {
        return new InvalidValueException("validation.dataset", rule);
    }

    /// @param least rows that a class must have
    /// @param reason why it must have more than one
    /// @param left rows that may be left out of training
    private void check(TableDescription table, int least, String reason, long left) {
        if (task != null && target != null) {
            TableColumn told = column(table, target);
            if (told.missing() > 0) {
                throw new InvalidValueException("target", "has no value in " + told.missing() + " rows");
            }
            switch (task) {
                case CLASSIFICATION -> checkClasses(told, least, reason);
                case REGRESSION -> checkNumbers(told);
                case SIMILARITY -> throw new IllegalStateException("a target is there to be told");
            }
        }
        checkFeatures(table);
        checkSteps(table, left);
    }

    private static void checkClasses(TableColumn target, int least, String reason) {
        Map<String, Long> classes = target.categories();
        if (classes == null) {
            throw new InvalidValueException(
                    "target", "is a column of numbers: load the data set with it as a category to tell classes");
        }
        if (classes.size() < 2) {
            throw new InvalidValueException("target", "has one class only");
        }
        classes.forEach((name, rows) -> {
            if (rows < least) {
                throw new InvalidValueException("target", "has " + rows + " rows of class '" + name + "', " + reason);
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
        Map<String, TableColumn> columns = table.byName();
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String field = "features[" + i + "]";
            String name = names.get(i);
            if (!columns.containsKey(name)) {
                throw unknown(field, name);
            }
            if (name.equals(target)) {
                throw new InvalidValueException(field, "is the target, '" + target + "'");
            }
            if (!seen.add(name)) {
                throw new InvalidValueException(field, "is there twice: '" + name + "'");
            }
            if (target != null && table.areAlike(name, target)) {
                throw new InvalidValueException(
                        field, "gives the target away: '" + name + "' tells it in every row, and is told by it");
            }
        }
        if (ofFeatures(table).stream().allMatch(TableColumn::isConstant)) {
            throw new InvalidValueException("features", "must not all be constant: no row differs from another");
        }
    }

    private void checkSteps(TableDescription table, long left) {
        Optional<PreprocessingStep.Impute> impute = preprocessing.find(PreprocessingStep.Impute.class);
        boolean filled = impute.map(PreprocessingStep.Impute::value).isPresent();
        boolean expanded = preprocessing.find(PreprocessingStep.OneHot.class).isPresent();
        long width = 0;
        long certain = 0;
        List<TableColumn> taken = ofFeatures(table);
        for (int i = 0; i < taken.size(); i++) {
            TableColumn column = taken.get(i);
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
                        "has nothing to go by: column '" + column.name() + "' may have no value but in the " + left
                                + " rows that are left out");
            }
            width += width(column);
            certain += categories == null ? 1 : certainly(categories, left);
        }
        checkComponents(width, Math.min(certain, table.rows() - left - 1));
    }

    /// How many of them are in training whichever rows are left out; one of them is, as the column
    /// has a value.
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
