package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.PreprocessingStep.Impute;
import io.ketstream.model.learning.PreprocessingStep.OneHot;
import io.ketstream.model.learning.PreprocessingStep.Pca;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingColumnsTest {

    private static final NumberSummary NUMBERS = new NumberSummary(0, 1, 0.5, 0.1);
    private static final Preprocessing ALL = new Preprocessing(
            List.of(new Impute(Impute.Filling.MEDIAN, null), new OneHot(), PreprocessingStep.Scale.standard()));

    private static final TableDescription TABLE = new TableDescription(
            30,
            List.of(
                    TableColumn.ofNumbers("width", 0, NUMBERS),
                    TableColumn.ofNumbers("holes", 4, NUMBERS),
                    TableColumn.ofNumbers("same", 0, NUMBERS),
                    TableColumn.ofNumbers("again", 0, NUMBERS),
                    TableColumn.ofNumbers("flat", 0, new NumberSummary(2, 2, 2, 0)),
                    TableColumn.ofCategories("colour", 3, Map.of("red", 14L, "blue", 13L)),
                    TableColumn.ofCategories("kind", 0, Map.of("a", 16L, "b", 14L)),
                    TableColumn.ofCategories("code", 0, Map.of("1", 16L, "2", 14L)),
                    TableColumn.ofCategories("rare", 0, Map.of("a", 28L, "b", 2L)),
                    TableColumn.ofCategories("one", 0, Map.of("a", 30L))),
            0,
            List.of(
                    new TableWarning(TableWarning.Kind.SAME, "same", "width"),
                    new TableWarning(TableWarning.Kind.SAME, "again", "width"),
                    new TableWarning(TableWarning.Kind.DETERMINES, "kind", "code"),
                    new TableWarning(TableWarning.Kind.DETERMINES, "code", "kind"),
                    new TableWarning(TableWarning.Kind.DETERMINES, "colour", "kind")));

    @Test
    void takesWhatCanBeLearnt() {
        columns(LearningTask.CLASSIFICATION, "kind", "width holes colour").check(TABLE, 5);
        columns(LearningTask.REGRESSION, "width", "holes kind").check(TABLE, 5);
        var byDefault = new TrainingColumns(LearningTask.CLASSIFICATION, "rare", List.of(), ALL);
        byDefault.check(TABLE, 2);
        assertThat(byDefault.featuresOf(TABLE)).hasSize(9).doesNotContain("rare");
    }

    @Test
    void takesAWideTable() {
        int width = 20_000;
        var wide = new TableDescription(
                30,
                IntStream.rangeClosed(0, width)
                        .mapToObj(k -> TableColumn.ofNumbers("column" + k, 0, NUMBERS))
                        .toList(),
                0,
                List.of());
        var columns = new TrainingColumns(LearningTask.REGRESSION, "column0", null, ALL);
        columns.check(wide, 5);
        assertThat(columns.widthOf(wide)).isEqualTo(width);
    }

    @ParameterizedTest(name = "{1} of {2}")
    @CsvSource(delimiter = '|', textBlock = """
            CLASSIFICATION | nothing | width       | target      | not a column of the data set: 'nothing'
            CLASSIFICATION | one     | width       | target      | one class only
            CLASSIFICATION | rare    | width       | target      | 2 rows of class 'b', fewer than 5 folds
            CLASSIFICATION | colour  | width       | target      | no value in 3 rows
            CLASSIFICATION | width   | holes       | target      | is a column of numbers
            REGRESSION     | kind    | width       | target      | is a column of categories
            REGRESSION     | flat    | width       | target      | same number in every row
            CLASSIFICATION | kind    | width kind  | features[1] | is the target
            CLASSIFICATION | kind    | width width | features[1] | is there twice
            CLASSIFICATION | kind    | none        | features[0] | not a column of the data set: 'none'
            CLASSIFICATION | kind    | width code  | features[1] | gives the target away
            REGRESSION     | width   | same        | features[0] | gives the target away
            REGRESSION     | same    | again       | features[0] | gives the target away
            """)
    void saysWhyItCannotBeLearnt(LearningTask task, String target, String features, String field, String rule) {
        assertRefused(columns(task, target, features), 5, field, rule);
    }

    @Test
    void saysWhichColumnIsNoNumberYet() {
        assertRefused(with("width colour"), 5, "features[1]", "needs one-hot: column 'colour'");
        assertRefused(with("holes"), 5, "features[0]", "needs impute: column 'holes'");
        assertRefused(with("width flat", new Pca(3)), 5, "preprocessing[0].components", "between 1 and 2");
        assertRefused(with("width"), 1, "folds", "between 2 and 100");
        assertRefused(columns(LearningTask.REGRESSION, "width", "flat"), 31, "folds", "at most the 30 rows");
    }

    /// Six rows have a value; five folds have six rows each, six folds five.
    @Test
    void saysWhichColumnMayHaveNothingInTraining() {
        var sparse = new TableDescription(
                30,
                List.of(
                        TableColumn.ofNumbers("number", 24, NUMBERS),
                        TableColumn.ofCategories("category", 24, Map.of("a", 3L, "b", 3L)),
                        TableColumn.ofCategories("kind", 0, Map.of("a", 16L, "b", 14L))),
                0,
                List.of());
        TrainingColumns mean = with("number", new Impute(Impute.Filling.MEAN, null));
        TrainingColumns oneHot = with("category", new OneHot());

        assertRefused(
                mean,
                sparse,
                5,
                "features[0]",
                "column 'number' may have no value but in the 6 rows that are left out");
        assertRefused(
                oneHot,
                sparse,
                5,
                "features[0]",
                "column 'category' may have no value but in the 6 rows that are left out");
        mean.check(sparse, 6);
        oneHot.check(sparse, 6);
        with("number", new Impute(Impute.Filling.CONSTANT, 0.0)).check(sparse, 5);
    }

    /// The fifteen rows of a fold may have all of a colour.
    @Test
    void countsComponentsOfWhatIsInEveryTraining() {
        with("width colour", new OneHot(), new Pca(3)).check(TABLE, 5);
        assertRefused(
                with("width colour", new OneHot(), new Pca(3)), 2, "preprocessing[1].components", "between 1 and 2");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Preprocessing(List.of(new OneHot(), new Pca(3)))
                        .fit(
                                List.of(
                                        TABLE.column("width").orElseThrow(),
                                        TABLE.column("colour").orElseThrow()),
                                new double[][] {{1, 0}, {2, 0}, {3, 0}, {4, 0}}))
                .withMessage("[1].components must be between 1 and 2, not 3");
    }

    @Test
    void aHoldoutLeavesTwoRowsAtLeast() {
        TrainingColumns numbers = columns(LearningTask.REGRESSION, "width", "height");
        var pair = List.of(TableColumn.ofNumbers("width", 0, NUMBERS), TableColumn.ofNumbers("height", 0, NUMBERS));
        var two = new TableDescription(2, pair, 0, List.of());
        var three = new TableDescription(3, pair, 0, List.of());
        String rule = "must leave at least 2 of ";

        assertRefused(numbers, two, Validation.Holdout.of(null), "validation.fraction", rule + "2 rows for training");
        assertRefused(numbers, three, new Validation.Holdout(0.5), "validation.fraction", rule + "3 rows");
        numbers.check(three, Validation.Holdout.of(null));
        numbers.check(two, new Validation.Folds(2));
    }

    @Test
    void needsWhatAHoldoutLeavesForTraining() {
        var half = new Validation.Holdout(0.5);
        columns(LearningTask.CLASSIFICATION, "rare", "width").check(TABLE, half);
        with("width colour", new OneHot(), new Pca(2)).check(TABLE, half);

        assertRefused(with("width colour", new OneHot(), new Pca(3)), half, "preprocessing[1].components", "1 and 2");
        with("width colour", new OneHot(), new Pca(3)).check(TABLE, new Validation.Holdout(0.25));
        var single =
                table(TableColumn.ofNumbers("width", 0, NUMBERS), TableColumn.ofCategories("kind", 0, counts(29, 1)));
        assertRefused(with("width"), single, half, "target", "has 1 rows of class 'c1', and needs 2, one for training");
        var fives = table(
                TableColumn.ofNumbers("width", 0, NUMBERS),
                TableColumn.ofCategories("kind", 0, counts(5, 5, 5, 5, 5, 5)));
        assertRefused(
                with("width"),
                fives,
                new Validation.Holdout(0.9),
                "validation.fraction",
                "must leave at least 6 of 30 rows for training, one of each class, not 3");
        with("width").check(fives, new Validation.Holdout(0.8));
        var sparse = table(
                TableColumn.ofNumbers("number", 24, NUMBERS), TableColumn.ofCategories("kind", 0, counts(16, 14)));
        TrainingColumns mean = with("number", new Impute(Impute.Filling.MEAN, null));
        assertRefused(mean, sparse, new Validation.Holdout(0.2), "features[0]", "in the 6 rows that are left out");
        mean.check(sparse, new Validation.Holdout(0.1));
        mean.check(sparse, new Validation.OtherDataset("other"));
    }

    @Test
    void saysWhichFoldsAreTooMany() {
        TrainingColumns columns = columns(LearningTask.CLASSIFICATION, "rare", "width");

        assertRefused(columns, new Validation.Folds(5), "target", "2 rows of class 'b', fewer than 5 folds");
        assertRefused(
                columns(LearningTask.REGRESSION, "x", "y"),
                new TableDescription(
                        3,
                        List.of(TableColumn.ofNumbers("x", 0, NUMBERS), TableColumn.ofNumbers("y", 0, NUMBERS)),
                        0,
                        List.of()),
                new Validation.Folds(5),
                "validation.folds",
                "at most the 3 rows");
        columns.check(TABLE, new Validation.Folds(2));
    }

    @Test
    void aKernelNeedsNoTarget() {
        var kernel = new LearningProblem.Similarity("d", null, null, ALL);
        TrainingColumns columns = TrainingColumns.of(kernel, TABLE);

        columns.check(TABLE, (Validation) null);
        assertThat(columns.featuresOf(TABLE)).hasSize(10);
        assertThat(columns.classesOf(TABLE)).isNull();
        // five numbers, and the categories of colour, kind, code, rare and one
        assertThat(columns.widthOf(TABLE)).isEqualTo(5 + 2 + 2 + 2 + 2 + 1);
        assertRefused(
                TrainingColumns.of(new LearningProblem.Similarity("d", null, names("flat one"), ALL), TABLE),
                (Validation) null,
                "features",
                "must not all be constant");
        TrainingColumns told =
                TrainingColumns.of(new LearningProblem.Similarity("d", "rare", names("width holes"), ALL), TABLE);
        told.check(TABLE, (Validation) null);
        assertThat(told.task()).isEqualTo(LearningTask.CLASSIFICATION);
        assertThat(told.classesOf(TABLE)).containsExactly("a", "b");
        assertThat(TrainingColumns.of(new LearningProblem.Similarity("d", "holes", null, ALL), TABLE)
                        .task())
                .isEqualTo(LearningTask.REGRESSION);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> TrainingColumns.of(new LearningProblem.Similarity("d", "none", null, ALL), TABLE))
                .withMessage("target is not a column of the data set: 'none'");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new TrainingColumns(null, "kind", null, ALL))
                .withMessage("task is required");
    }

    @Test
    void countsTheNumbersThatFeaturesBecome() {
        assertThat(with("width holes colour", new OneHot()).widthOf(TABLE)).isEqualTo(4);
        assertThat(with("width holes colour", new OneHot(), new Pca(2)).widthOf(TABLE))
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            width colour | more                | ok
            width        | less                | has no column 'width'
            width        | otherType           | must have numbers in column 'width', not categories
            width        | missing             | needs impute: column 'width' has missing values
            width        | noTarget            | has no column 'kind'
            width        | missingTarget       | has no value of the target in 2 rows
            width        | otherClass          | has class 'c', which the data set that is learnt from has not
            """)
    void saysWhyItCannotBeTestedOnATable(String features, String name, String rule) {
        TableColumn width = TableColumn.ofNumbers("width", 0, NUMBERS);
        TableColumn kind = TableColumn.ofCategories("kind", 0, Map.of("a", 4L));
        TableDescription test = switch (name) {
            case "more" ->
                table(TableColumn.ofCategories("colour", 3, Map.of("green", 1L)), kind, width, plain("extra"));
            case "less" -> table(plain("extra"), kind);
            case "otherType" -> table(TableColumn.ofCategories("width", 0, Map.of("1", 4L)), kind);
            case "missing" -> table(TableColumn.ofNumbers("width", 1, NUMBERS), kind);
            case "noTarget" -> table(width);
            case "missingTarget" -> table(width, TableColumn.ofCategories("kind", 2, Map.of("a", 4L)));
            case "otherClass" -> table(width, TableColumn.ofCategories("kind", 0, Map.of("c", 4L)));
            default -> throw new IllegalArgumentException(name);
        };
        TrainingColumns columns = with(features, new OneHot());

        if (rule.equals("ok")) {
            columns.checkTest(TABLE, test);
        } else {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> columns.checkTest(TABLE, test))
                    .satisfies(refused -> {
                        assertThat(refused.field()).isEqualTo("validation.dataset");
                        assertThat(refused.rule()).isEqualTo(rule);
                    });
        }
    }

    private static TableColumn plain(String name) {
        return TableColumn.ofNumbers(name, 0, NUMBERS);
    }

    private static TableDescription table(TableColumn... columns) {
        return new TableDescription(30, List.of(columns), 0, List.of());
    }

    private static Map<String, Long> counts(long... rows) {
        var counts = new TreeMap<String, Long>();
        for (int i = 0; i < rows.length; i++) {
            counts.put("c" + i, rows[i]);
        }
        return counts;
    }

    private static void assertRefused(
            TrainingColumns columns, @Nullable Validation validation, String field, String rule) {
        assertRefused(columns, TABLE, validation, field, rule);
    }

    private static void assertRefused(
            TrainingColumns columns,
            TableDescription table,
            @Nullable Validation validation,
            String field,
            String rule) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> columns.check(table, validation))
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.rule()).contains(rule);
                });
    }

    @Test
    void namesAFeatureThatIsNoName() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(
                        () -> new TrainingColumns(LearningTask.REGRESSION, "width", Arrays.asList("holes", null), ALL))
                .withMessage("features[1] is required");
    }

    private static void assertRefused(TrainingColumns columns, int folds, String field, String rule) {
        assertRefused(columns, TABLE, folds, field, rule);
    }

    private static void assertRefused(
            TrainingColumns columns, TableDescription table, int folds, String field, String rule) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> columns.check(table, folds))
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.rule()).contains(rule);
                });
    }

    private static TrainingColumns columns(LearningTask task, String target, String features) {
        return new TrainingColumns(task, target, names(features), ALL);
    }

    private static TrainingColumns with(String features, PreprocessingStep... steps) {
        return new TrainingColumns(
                LearningTask.CLASSIFICATION, "kind", names(features), new Preprocessing(List.of(steps)));
    }

    private static List<String> names(String features) {
        return Arrays.asList(features.split(" "));
    }
}
