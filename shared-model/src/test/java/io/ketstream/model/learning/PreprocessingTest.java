package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.learning.PreprocessingStep.Bandwidth;
import io.ketstream.model.learning.PreprocessingStep.Impute;
import io.ketstream.model.learning.PreprocessingStep.OneHot;
import io.ketstream.model.learning.PreprocessingStep.Pca;
import io.ketstream.model.learning.PreprocessingStep.Scale;
import io.ketstream.model.testing.ReferenceData;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The figures are of scikit-learn 1.9.1 with numpy 2.4.6: `SimpleImputer`, `StandardScaler`, `MinMaxScaler`, `PCA`
/// with `svd_solver='full'`, one after the other.
class PreprocessingTest {

    /// Two ways of the same sums of about a hundred terms of size one.
    private static final double ROUNDING = 1e-10;

    private static final double MISSING = Double.NaN;
    private static final NumberSummary ANY = new NumberSummary(0, 1, 0.5, 0.1);
    private static final double[][] ROWS = {
        {5.1, MISSING, 1.4}, {4.9, 3.0, MISSING}, {7.0, 3.2, 4.7}, {6.4, 3.2, 4.5}, {6.3, 3.3, MISSING}, {5.8, 2.7, 5.1}
    };

    @Test
    void fillsInWhatTheReferenceFillsIn() {
        assertClose(imputed(Impute.Filling.MEAN), 5.916666666666667, 3.0799999999999996, 3.925);
        assertClose(imputed(Impute.Filling.MEDIAN), 6.05, 3.2, 4.6);
        var constant = new Preprocessing(List.of(new Impute(Impute.Filling.CONSTANT, 7.0))).fit(numbers(3), ROWS);
        assertThat(constant.apply(ROWS).row(0).toArray()).containsExactly(5.1, 7, 1.4);
    }

    private static RealMatrix imputed(Impute.Filling method) {
        var fitted = new Preprocessing(List.of(new Impute(method, null))).fit(numbers(3), ROWS);
        return fitted.apply(new double[][] {{MISSING, MISSING, MISSING}});
    }

    @Test
    void appliesToNewRowsWhatItTookFromThoseOfTraining() {
        var steps = new Preprocessing(List.of(
                new Impute(Impute.Filling.MEDIAN, null),
                Scale.standard(),
                new Pca(2),
                Scale.minmax(0, Math.PI),
                new Bandwidth(0.5)));

        FittedPreprocessing fitted = steps.fit(numbers(3), ROWS);

        assertThat(fitted.names()).containsExactly("component 1", "component 2");
        assertClose(
                fitted.apply(new double[][] {{6.0, MISSING, 4.0}, {5.0, 3.4, 1.5}}),
                0.9981867546662448,
                1.3494126624913965,
                -0.028125018540058777,
                1.888686097713559);
        assertThat(steps.fit(numbers(3), ROWS)).isEqualTo(fitted);
    }

    @Test
    void agreesWithTheReferenceOnIris() {
        double[][] iris = table("qml/iris.csv", 4);
        double[][] training = every(iris, 5);

        FittedPreprocessing fitted = new Preprocessing(
                        List.of(Scale.standard(), new Pca(3), Scale.minmax(-Math.PI / 2, Math.PI / 2)))
                .fit(numbers(4), training);

        assertThat(fitted.steps().get(1))
                .isInstanceOfSatisfying(
                        FittedStep.Pca.class,
                        pca -> assertClose(
                                pca.directions(),
                                0.5331445513490368,
                                -0.21759358432851272,
                                0.5859813655890829,
                                0.570119074061075,
                                0.32375062722078335,
                                0.9431443603494732,
                                -0.01590843753482945,
                                0.07356064525500461,
                                0.7423193033884622,
                                -0.20914709559753647,
                                -0.15151004015003341,
                                -0.6182752234674449));
        assertClose(
                fitted.apply(new double[][] {iris[1], iris[52], iris[103], iris[149]}),
                -1.4701466411246389,
                -0.3666932554580011,
                0.512544445155765,
                0.6082147037698382,
                0.23178430540291614,
                1.2434157130892298,
                0.7179748119923021,
                -0.13452126507383086,
                -0.10555709576354705,
                0.42219674145698016,
                -0.09113963058284391,
                -0.777271009702609);
    }

    @Test
    void agreesWithTheReferenceOnWine() {
        double[][] wine = table("qml/wine_data.csv", 13);
        double[][] training = every(wine, 3);
        double[][] test = {wine[1], wine[100]};

        assertClose(
                new Preprocessing(List.of(Scale.standard(), new Pca(4), Scale.minmax(0, 2), new Bandwidth(0.75)))
                        .fit(numbers(13), training)
                        .apply(test),
                1.2423459934107166,
                0.6602361255140076,
                0.7592888126014388,
                0.429107342454661,
                0.934637325398435,
                0.009968349689930933,
                0.8118569329744345,
                0.4686967178607088);
        // of columns as they are, whose variances differ by a factor of 10⁶
        assertClose(
                new Preprocessing(List.of(new Pca(4)))
                        .fit(numbers(13), training)
                        .apply(test),
                305.09010933141747,
                -4.66454608426163,
                -6.677698602006005,
                2.5205508242666577,
                -34.939602798275814,
                -2.1475033639027856,
                -2.778538601159976,
                -0.5389107970015328);
    }

    /// Of two such columns both entries of a direction are of one size, which rounding tells apart by the order of
    /// rows.
    @Test
    void givesDirectionsOneSignInWhateverOrderRowsCome() {
        var random = new Random(3);
        List<double[]> rows = IntStream.range(0, 50)
                .mapToObj(i -> random.doubles(2, -1, 1).toArray())
                .collect(Collectors.toList());
        var steps = new Preprocessing(List.of(Scale.standard(), new Pca(2)));

        for (int order = 0; order < 50; order++) {
            Collections.shuffle(rows, random);
            FittedPreprocessing fitted = steps.fit(numbers(2), rows.toArray(double[][]::new));

            var pca = (FittedStep.Pca) fitted.steps().get(1);
            assertThat(pca.directions().get(0, 0)).isCloseTo(Math.sqrt(0.5), within(ROUNDING));
            assertThat(pca.directions().get(1, 0)).isCloseTo(Math.sqrt(0.5), within(ROUNDING));
        }
    }

    /// More columns than rows: as many directions have a variance as there are rows, less one.
    @Test
    void findsDirectionsAtRightAnglesAlsoOfFewRows() {
        var random = new Random(11);
        double[][] rows = IntStream.range(0, 6)
                .mapToObj(i -> random.doubles(40, -1, 1).toArray())
                .toArray(double[][]::new);

        FittedPreprocessing fitted = new Preprocessing(List.of(new Pca(5))).fit(numbers(40), rows);

        var pca = (FittedStep.Pca) fitted.steps().getFirst();
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                double product = 0;
                for (int j = 0; j < 40; j++) {
                    product += pca.directions().get(a, j) * pca.directions().get(b, j);
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-13));
            }
        }
        assertThat(squared(fitted.apply(rows))).isCloseTo(centredSquares(rows), within(ROUNDING));
    }

    @Test
    void makesColumnsOfCategoriesThatWereSeenInTraining() {
        var columns = List.of(
                TableColumn.ofNumbers("x", 0, ANY),
                TableColumn.ofCategories("colour", 1, Map.of("red", 2L, "blue", 1L, "green", 1L)));
        double[][] training = {{1, 2}, {2, 0}, {3, MISSING}, {4, 2}};

        FittedPreprocessing fitted =
                new Preprocessing(List.of(new OneHot(), Scale.minmax(0, 1))).fit(columns, training);

        assertThat(columns.get(1).categoryNames()).containsExactly("blue", "green", "red");
        assertThat(fitted.names()).containsExactly("x", "colour=blue", "colour=red");
        assertThat(fitted.apply(training)).isEqualTo(RealMatrix.of(new double[][] {
            {0, 0, 1}, {1 / 3.0, 1, 0}, {2 / 3.0, 0, 0}, {1, 0, 1}
        }));
        assertThat(fitted.apply(new double[] {2.5, 1}).toArray()).containsExactly(0.5, 0, 0);
    }

    @Test
    void movesAConstantColumnOnly() {
        double[][] rows = {{5, 1}, {5, 3}};

        assertThat(new Preprocessing(List.of(Scale.standard()))
                        .fit(numbers(2), rows)
                        .apply(rows))
                .isEqualTo(RealMatrix.of(new double[][] {{0, -1}, {0, 1}}));
        assertThat(new Preprocessing(List.of(Scale.minmax(2, 4)))
                        .fit(numbers(2), rows)
                        .apply(rows))
                .isEqualTo(RealMatrix.of(new double[][] {{2, 2}, {2, 4}}));
    }

    /// Of neighbouring numbers, and of numbers so small that their reciprocals are beyond all numbers.
    @Test
    void takesWhatRoundingMayHaveMadeForAConstant() {
        double[][] rows = {{5e15, 1e-310}, {Math.nextUp(5e15), 3e-310}};

        for (Scale scale : List.of(Scale.standard(), Scale.minmax(0, 2))) {
            var affine = (FittedStep.Affine) new Preprocessing(List.of(scale))
                    .fit(numbers(2), rows)
                    .steps()
                    .getFirst();
            assertThat(affine.factor().get(1)).isOne();
        }
        var standard = (FittedStep.Affine) new Preprocessing(List.of(Scale.standard()))
                .fit(numbers(2), rows)
                .steps()
                .getFirst();
        assertThat(standard.factor().get(0)).isOne();
    }

    @Test
    void saysWhichStepCannotBeFitted() {
        var category = List.of(TableColumn.ofCategories("kind", 0, Map.of("a", 1L, "b", 1L)));
        assertRefused(
                "[0]",
                "needs impute: column 'x1'",
                () -> new Preprocessing(List.of(Scale.standard())).fit(numbers(3), ROWS));
        assertRefused("", "needs impute: column 'x1'", () -> new Preprocessing(List.of()).fit(numbers(3), ROWS));
        assertRefused(
                "[0]",
                "needs one-hot",
                () -> new Preprocessing(List.of(new Bandwidth(2))).fit(category, new double[][] {{0}, {1}}));
        assertRefused(
                "[0].components",
                "between 1 and 2",
                () -> new Preprocessing(List.of(new Pca(3))).fit(numbers(3), new double[][] {{1, 2, 3}, {2, 3, 5}}));
        assertRefused(
                "[0]",
                "column 'x0' has no value",
                () -> new Preprocessing(List.of(new Impute(Impute.Filling.MEAN, null)))
                        .fit(numbers(1), new double[][] {{MISSING}}));
        assertRefused(
                "[0]",
                "column 'kind' has no value",
                () -> new Preprocessing(List.of(new OneHot())).fit(category, new double[][] {{MISSING}}));
        assertRefused(
                "[0]",
                "takes at most 256 columns",
                () -> new Preprocessing(List.of(new Pca(1))).fit(numbers(257), new double[2][257]));
        assertRefused(
                "rows[1]",
                "must have 1 entries",
                () -> new Preprocessing(List.of()).fit(numbers(1), new double[][] {{1}, {1, 2}}));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"type": "scale", "method": "standard"}, {"type": "impute", "method": "mean"}] | [1] | must come before
            [{"type": "pca", "components": 2}, {"type": "pca", "components": 2}]            | [1] | twice
            [{"type": "pca", "components": 2}, null]                                        | [1] | is required
            """)
    void refusesStepsThatDoNotWorkTogether(String json, String field, String rule) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JsonMapper.shared().readValue(json, Preprocessing.class))
                .havingRootCause()
                .isInstanceOfSatisfying(InvalidValueException.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.rule()).contains(rule);
                });
    }

    @Test
    void refusesMoreStepsThanAnyoneNeeds() {
        assertRefused(
                "", "at most 16 steps, not 17", () -> new Preprocessing(Collections.nCopies(17, Scale.standard())));
    }

    @Test
    void refusesSettingsOfASingleStep() {
        assertRefused("value", "is required", () -> new Impute(Impute.Filling.CONSTANT, null));
        assertRefused("value", "belongs to method constant", () -> new Impute(Impute.Filling.MEAN, 1.0));
        assertRefused("high", "greater than low", () -> Scale.minmax(1, 1));
        assertRefused("low", "belongs to method minmax", () -> new Scale(Scale.Scaling.STANDARD, 0.0, null));
        assertRefused("factor", "greater than 0", () -> new Bandwidth(0));
        assertRefused("components", "between 1 and 256", () -> new Pca(0));
    }

    @Test
    void isTheSameInJson() {
        JsonMapper json = JsonMapper.shared();
        var steps = json.readValue(
                "[{\"type\": \"impute\", \"method\": \"median\"}, {\"type\": \"scale\", \"method\": \"minmax\"}]",
                Preprocessing.class);
        assertThat(steps.steps()).containsExactly(new Impute(Impute.Filling.MEDIAN, null), Scale.minmax(0, 1));
        assertThat(json.readValue(json.writeValueAsString(steps), Preprocessing.class))
                .isEqualTo(steps);
        FittedPreprocessing fitted = steps.fit(numbers(3), ROWS);
        assertThat(json.readValue(json.writeValueAsString(fitted), FittedPreprocessing.class))
                .isEqualTo(fitted);
    }

    @Test
    void hasADigestOfTheTableTheColumnsAndTheSteps() {
        var steps = new Preprocessing(List.of(Scale.standard(), new Pca(2)));
        var others = new Preprocessing(List.of(Scale.standard(), new Pca(3)));
        Digest table = Digest.of("table");

        Digest digest = steps.digest(table, List.of("a", "b"));

        assertThat(digest).isEqualTo(new Preprocessing(steps.steps()).digest(table, List.of("a", "b")));
        assertThat(List.of(
                        digest,
                        others.digest(table, List.of("a", "b")),
                        steps.digest(Digest.of("other"), List.of("a", "b")),
                        steps.digest(table, List.of("b", "a")),
                        steps.digest(table, List.of("a\n1 b"))))
                .doesNotHaveDuplicates();
    }

    /// Results are kept by it. Of these lines as `sha256sum` has it, each but the first two after its length.
    @Test
    void hasADigestThatStays() {
        var steps = new Preprocessing(List.of(
                new Impute(Impute.Filling.MEDIAN, null),
                new OneHot(),
                Scale.minmax(0, 1),
                new Pca(2),
                new Bandwidth(0.5)));

        assertThat(steps.digest(Digest.of("table"), List.of("a", "größe")))
                .hasToString("905faf815588ebc3aab5c0951aac90411f186b1d0b12265f6865552e1a73f7d6");
    }

    private static void assertRefused(String field, String rule, Runnable attempt) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(attempt::run)
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.rule()).contains(rule);
                });
    }

    private static void assertClose(RealMatrix actual, double... expected) {
        double[] entries =
                Arrays.stream(actual.toArray()).flatMapToDouble(Arrays::stream).toArray();
        assertThat(entries).usingComparatorWithPrecision(ROUNDING).containsExactly(expected);
    }

    private static double squared(RealMatrix matrix) {
        return Arrays.stream(matrix.toArray())
                .flatMapToDouble(Arrays::stream)
                .map(entry -> entry * entry)
                .sum();
    }

    private static double centredSquares(double[][] rows) {
        double sum = 0;
        for (int j = 0; j < rows[0].length; j++) {
            int column = j;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            sum += Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .sum();
        }
        return sum;
    }

    private static List<TableColumn> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(j -> TableColumn.ofNumbers("x" + j, 0, ANY))
                .toList();
    }

    private static double[][] table(String name, int columns) {
        return ReferenceData.text(name)
                .lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .limit(columns)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] every(double[][] rows, int step) {
        return IntStream.range(0, rows.length)
                .filter(i -> i % step == 0)
                .mapToObj(i -> rows[i])
                .toArray(double[][]::new);
    }
}
