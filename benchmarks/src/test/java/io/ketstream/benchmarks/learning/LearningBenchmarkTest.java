package io.ketstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LearningBenchmarkTest {

    private static final JsonNode REPORT = JsonMapper.shared().readTree("""
            {"training": [{"name": "log-loss", "value": 0.5}, {"name": "accuracy", "value": 0.9}],
             "validation": [{"name": "accuracy", "value": 0.8}],
             "controls": [{"name": "mlp", "training": [{"name": "accuracy", "value": 0.1}]},
                          {"name": "rbf-svm", "training": [{"name": "accuracy", "value": 0.7}],
                           "validation": [{"name": "accuracy", "value": 0.6}]}]}""");

    @Test
    void accuraciesAreThoseOfTheModelOrOfTheControlThatIsAskedFor() {
        assertThat(LearningBenchmark.accuracies(REPORT, "")).isEqualTo(new PublishedRow.Accuracies(0.9, 0.8));
        assertThat(LearningBenchmark.accuracies(REPORT, "rbf-svm")).isEqualTo(new PublishedRow.Accuracies(0.7, 0.6));
    }

    /// Those of the run's own model would be compared in its place.
    @Test
    void whatTheReportHasNotIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LearningBenchmark.accuracies(REPORT, "majority"))
                .withMessage("the report has no control majority");
        assertThatIllegalStateException()
                .isThrownBy(() -> LearningBenchmark.accuracies(REPORT, "mlp"))
                .withMessage("the report has no accuracy of validation");
    }

    @Test
    void rowsAreThoseOfKnownModelsOnDataThatIsThere(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("published_results.json"), """
                [{"model": "IQPKernelClassifier", "dataset": "here", "best_hyperparams": ["name,value", "C,10.0", "repeats,2"],
                  "rows": [",train,test", "0,0.75,0.5", "1,0.75,0.5"]},
                 {"model": "IQPKernelClassifier", "dataset": "elsewhere", "best_hyperparams": [], "rows": []},
                 {"model": "SomethingElse", "dataset": "here", "best_hyperparams": [], "rows": []}]""");
        Files.writeString(directory.resolve("here_train.csv"), "0.5,1.0\n");
        var accuracies = new PublishedRow.Accuracies(0.75, 0.5);
        List<PublishedRow> rows = PublishedRows.read(directory, "");
        assertThat(rows)
                .containsExactly(new PublishedRow(
                        "IQPKernelClassifier",
                        "here",
                        Map.of("C", "10.0", "repeats", "2"),
                        List.of(accuracies, accuracies)));
        assertThat(rows.getFirst().count("repeats")).isEqualTo(2);
        assertThat(PublishedRows.read(directory, "SVC")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"single, true", "half, false", "full, false"})
    void reuploadingHasAnObservableOfOneQubit(String observable, boolean known) {
        var row =
                new PublishedRow("DataReuploadingClassifier", "here", Map.of("observable_type", observable), List.of());
        assertThat(PublishedModel.of(row).isPresent()).isEqualTo(known);
    }

    @Test
    void differencesAreInRows() {
        var published = new PublishedRow.Accuracies(0.75, 0.5);
        var row = new LearningFigures.Row(
                "SVC", "here", 240, 60, published, new PublishedRow.Accuracies(0.75 + 1 / 240.0, 0.5 - 2 / 60.0), 1);
        assertThat(row.trainDifference()).isEqualTo(1);
        assertThat(row.testDifference()).isEqualTo(-2);
        assertThat(row.isRight()).isFalse();
        assertThat(new LearningFigures(2, List.of(), List.of()).isRight()).isFalse();
        var same = new LearningFigures.Row("SVC", "here", 240, 60, published, published, 1);
        assertThat(new LearningFigures(2, List.of(same), List.of()).isRight()).isTrue();
        assertThat(LearningReport.of(new LearningFigures(2, List.of(same, row), List.of())))
                .contains("| +1, -2 |")
                .endsWith("1 of 2 exact, 1 to one sample (goal: all).\n");
    }

    /// scipy 1.17.1, `ttest_ind([0.7, 0.8, 0.9], [0.6, 0.7], equal_var=False).statistic` is
    /// 1.96396101.
    @Test
    void meansAreComparedByTheErrorOfTheirDifference() {
        List<PublishedRow.Accuracies> own = accuracies(0.7, 0.8, 0.9);
        var close = new LearningFigures.SeededRow("Variational", "here", accuracies(0.6, 0.7), own, 1300, 1);
        assertThat(close.train().own()).isCloseTo(0.8, within(1e-12));
        assertThat(close.train().published()).isCloseTo(0.65, within(1e-12));
        assertThat(close.train().errors()).isCloseTo(1.96396101, within(1e-8));
        assertThat(close.test().errors()).isZero();
        assertThat(close.isRight()).isTrue();
        assertThat(new LearningFigures(2, List.of(), List.of(close)).isRight()).isTrue();

        var far = new LearningFigures.SeededRow("Variational", "here", accuracies(0.55, 0.6), own, 1300, 1);
        assertThat(far.isRight()).isFalse();
        assertThat(new LearningFigures(2, List.of(), List.of(close, far)).isRight())
                .isFalse();
        assertThat(LearningReport.of(new LearningFigures(2, List.of(), List.of(close, far))))
                .contains("| Variational | here | 0.6500, 0.5000 | 0.8000, 0.5000 | 3 | +2.0, +0.0 | 1300 | 1.0 |")
                .endsWith("1 of 2 within two standard errors, of training and of test (goal: all).\n");
    }

    /// The same of the rows of test.
    private static List<PublishedRow.Accuracies> accuracies(double... train) {
        return Arrays.stream(train)
                .mapToObj(each -> new PublishedRow.Accuracies(each, 0.5))
                .toList();
    }
}
