package io.ketstream.ingestion.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.dataset.ColumnTypes;
import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.ingestion.dataset.DatasetLimits;
import io.ketstream.ingestion.dataset.DatasetMetrics;
import io.ketstream.ingestion.dataset.Datasets;
import io.ketstream.ingestion.dataset.HeldDatasets;
import io.ketstream.ingestion.market.HeldPrices;
import io.ketstream.ingestion.market.Market;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.Entanglement;
import io.ketstream.support.search.SearchPoints;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Runs that learn from data sets.
class TrainingIntakeTest {

    private static final URI ADDRESS = URI.create("http://ingestion:8081");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KERNEL = "\"kernel\": {\"type\": \"fidelity\", \"featureMap\": {\"type\": \"%s\"}}";

    private final HeldRuns runs = new HeldRuns();
    private final Datasets datasets = new Datasets(
            new HeldDatasets(),
            new DatasetLimits(1 << 24, 200_000, 2_000, 2_000),
            new DatasetMetrics(new SimpleMeterRegistry()),
            CLOCK);
    private final RunIntake intake = new RunIntake(
            runs, new Market(new HeldPrices(), ADDRESS, CLOCK), datasets::find, ADDRESS, CLOCK, new Random(1));

    /// Of 12 rows: numbers, numbers of which one is missing, three colours, two kinds, two kinds by
    /// other names, numbers that are all the same, three classes, and one.
    @BeforeEach
    void load() throws IOException {
        load(
                "shapes",
                "width,height,colour,kind,code,flat,third,single",
                12,
                i -> "%d,%s,%s,%s,%s,7,%s,one"
                        .formatted(
                                i * i % 7,
                                i == 5 ? "" : i * 5 % 11,
                                List.of("red", "green", "blue").get(i * i % 3 + i % 2),
                                i % 2 == 0 ? "a" : "b",
                                i % 2 == 0 ? "x" : "y",
                                "pqr".charAt(i % 3)));
    }

    @Test
    void aRunHasTheVersionThatItsDataSetIs() throws IOException {
        Dataset shapes = datasets.find("shapes").orElseThrow();

        TrainingSubmitted run = submit("""
                {"name": "n", "problem": {"type": "classification", "dataset": "shapes", "target": "kind",
                 "features": ["colour", "width"],
                 "preprocessing": [{"type": "one-hot"}, {"type": "scale", "method": "minmax", "high": 3}]}, "seed": 42}""");

        assertThat(run.table())
                .isEqualTo(new TableClaim(link(shapes), 12, List.of("colour", "width"), 4, List.of("a", "b")));
        assertThat(run.test()).isNull();
        assertThat(run.settings().seed()).isEqualTo(42);
        assertThat(run.settings().model())
                .isEqualTo(new LearningModel.SupportVectorMachine(
                        new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 1, 0.1));
        assertThat(run.problem().validation()).isEqualTo(new Validation.Holdout(0.25));
        assertThat(run.metadata().occurredAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void aSearchIsKeptWithTheMetricOfItsProblem() {
        TrainingSubmitted run = submit(search("""
                "grid": {"model.c": [0.1, 1], "model.kernel.featureMap.type": ["zz", "z"]}"""));

        GridSearch search = Objects.requireNonNull(run.settings().search());
        assertThat(search.grid().keySet()).containsExactly("model.c", "model.kernel.featureMap.type");
        assertThat(search.size()).isEqualTo(4);
        assertThat(search.places(2)).containsExactly(1, 0);
        assertThat(search.validation()).isEqualTo(new Validation.Folds(5));
        assertThat(search.metric()).isEqualTo(SelectionMetric.ACCURACY);
        assertThat(run.settings().part()).isNull();
    }

    /// Where a value is what there is without being told, it is written as nothing.
    @Test
    void aGridMayHaveWhatIsTheDefault() {
        TrainingSubmitted run = submit(search("""
                "grid": {"model.probabilities": [false, true]}"""));

        assertThat(SearchPoints.of(
                        Objects.requireNonNull(run.settings().search()),
                        run.problem(),
                        run.settings().model()))
                .map(point -> ((LearningModel.SupportVectorMachine) point.model()).withProbabilities())
                .containsExactly(false, true);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            search.grid.model.c[1]     | must be greater than 0                      | "grid": {"model.c": [1, 0]}
            search.grid.model.c[0]     | must not be so                              | "grid": {"model.c": ["1"]}
            search.grid.model.d        | is no field of this run                     | "grid": {"model.d": [1]}
            search.grid.model.probabilities | is no field of this run, or is given no value but its default | "grid": {"model.probabilities": [false]}
            search.grid.model.kernel   | is no field of this run                     | "grid": {"model.kernel": [1]}
            search.grid.model.kernel.featureMap.repetitions[1] | must be between 1 and 100 | "grid": {"model.kernel.featureMap.repetitions": [1, 101]}
            search.grid.model.kernel.featureMap.type[1] | is not known: 'zzz'        | "grid": {"model.kernel.featureMap.type": ["zz", "zzz"]}
            search.grid                | has a point, 1, that is refused             | "grid": {"problem.preprocessing[0].low": [0, 2]}
            search.grid.problem.preprocessing[1].high | is no field of this run      | "grid": {"problem.preprocessing[1].high": [1]}
            search.validation.folds    | must be at most the 9 rows of training      | "grid": {"model.c": [1]}, "validation": {"type": "folds", "folds": 10}
            search.validation          | must leave at least 2 of 9 rows             | "grid": {"model.c": [1]}, "validation": {"type": "holdout", "fraction": 0.9}
            """)
    void saysWhatCannotBeSearched(String field, String rule, String fields) {
        assertRefused(search(fields), field, rule);
    }

    @Test
    void aGridIsOfFieldsThatLearn() {
        for (String field : List.of("seed", "problem.target", "problem.preprocessing[0].type", "execution.shots")) {
            assertThatThrownBy(() -> submit(search("\"grid\": {\"" + field + "\": [1]}")))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("grid." + field));
        }
        String many = IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThatThrownBy(() -> submit(search("\"grid\": {\"model.c\": [" + many + "]}")))
                .rootCause()
                .hasMessage("grid must have at most 1000 points, not 1001");
        assertThatThrownBy(() -> submit(search("\"grid\": {\"model.c\": [1]}, \"metric\": \"rmse\"")))
                .rootCause()
                .hasMessage("search.metric must be accuracy, balancedAccuracy or macroF1 of a classification");
    }

    private static String search(String fields) {
        return """
                {"problem": {"type": "classification", "dataset": "shapes", "target": "kind", "features": ["width"],
                  "preprocessing": [{"type": "scale", "method": "minmax"}]}, "search": {%s}}""".formatted(fields);
    }

    /// As `docs/learning.md` makes them.
    @Test
    void theExampleIsTakenIn() throws IOException {
        load("shapes", "width,height,kind", 60, i -> {
            double width = i * 7 % 20 / 10.0;
            double height = i * i % 19 / 10.0;
            return width + "," + height + ","
                    + (Math.pow(width - 1, 2) + Math.pow(height - 1, 2) < 0.4 ? "small" : "large");
        });

        TrainingSubmitted run = submit(Files.readString(Path.of("../examples/classification.json")));

        assertThat(run.table().width()).isEqualTo(2);
        assertThat(run.table().classes()).containsExactly("large", "small");
        assertThat(submit(Files.readString(Path.of("../examples/reuploading.json")))
                        .settings()
                        .model())
                .isInstanceOfSatisfying(
                        LearningModel.QuantumNeuralNetwork.class,
                        network -> assertThat(network.weights(2)).isEqualTo(5 * 2 + 5 * 3));
        assertThat(submit(Files.readString(Path.of("../examples/search.json")))
                        .settings()
                        .search())
                .isNotNull();
    }

    @Test
    void featuresAreAllColumnsButTheTarget() {
        TrainingSubmitted run = submit("""
                {"problem": {"type": "regression", "dataset": "shapes", "target": "width", "validation": {"type": "folds"},
                 "preprocessing": [{"type": "impute", "method": "mean"}, {"type": "one-hot"}, {"type": "pca", "components": 2}]}}""");

        assertThat(run.table().features())
                .containsExactly("height", "colour", "kind", "code", "flat", "third", "single");
        assertThat(run.table().width()).isEqualTo(2);
        assertThat(run.table().classes()).isNull();
        assertThat(run.settings().seed()).isBetween(0L, 1L << 53);
    }

    @Test
    void aKernelNeedsNoTarget() {
        TrainingSubmitted plain = submit("""
                {"problem": {"type": "kernel", "dataset": "shapes", "features": ["width", "flat"]}}""");
        TrainingSubmitted told = submit("""
                {"problem": {"type": "kernel", "dataset": "shapes", "target": "third", "features": ["width", "flat"]}}""");

        assertThat(plain.settings().model()).isInstanceOf(LearningModel.KernelMatrix.class);
        assertThat(plain.problem()).isInstanceOf(LearningProblem.Similarity.class);
        assertThat(plain.table().classes()).isNull();
        assertThat(told.table().classes()).containsExactly("p", "q", "r");
    }

    @Test
    void aStepOfAnAlignmentIsOfSoManyStates() throws IOException {
        loadTen();
        String body = """
                {"problem": {"type": "regression", "dataset": "ten", "target": "x0"}, "model": {"type": "kernel-ridge", \
                "kernel": {"type": "fidelity", "featureMap": {"type": "z"}, \
                "alignment": {"layers": {"type": "strongly-entangling", "layers": %d}, "batchSize": %d, "steps": 82}}}}""";

        submit(body.formatted(2, 16));
        submit(body.formatted(10, 16));
        assertRefused(
                body.formatted(10, 200),
                "model.kernel.alignment.batchSize",
                "must be smaller: a step of 300 weights and 200 rows asks for 120200 states");
        assertRefused(body.replace("82", "83").formatted(10, 16), "model.kernel.alignment.steps", "must be fewer");
        assertRefused(
                body.formatted(20, 20),
                "model.kernel.alignment.batchSize",
                "must be smaller: rows of 600 weights fit into a message 16 at a time");
    }

    /// A step of 61 · 16 rows of 40 numbers is 5 questions of a fidelity and 4 of states of single
    /// qubits; 200 rows are looked at before and after, in 3 tiles or one question.
    @Test
    void questionsOfAnAlignmentAreBounded() throws IOException {
        loadTen();
        String body = """
                {"problem": {"type": "regression", "dataset": "ten", "target": "x0", "validation": %s}, \
                "model": {"type": "kernel-ridge", "kernel": {"type": "%s", "featureMap": {"type": "z"}, \
                "alignment": {"layers": {"type": "strongly-entangling", "layers": 1}, "steps": %d}}}}""";
        String holdout = "{\"type\": \"holdout\"}";
        String folds = "{\"type\": \"folds\", \"folds\": 4}";

        submit(body.formatted(holdout, "fidelity", 9998));
        assertRefused(
                body.formatted(holdout, "fidelity", 9999),
                "model.kernel.alignment.steps",
                "must be fewer, or the batch smaller: 9999 steps of 5 questions each come to 50001 of them");
        submit(body.formatted(folds, "projected", 2499));
        assertRefused(
                body.formatted(folds, "projected", 2500),
                "model.kernel.alignment.steps",
                "2500 steps of 4 questions each in 5 trainings come to 50010 of them, at most 50000");
    }

    /// Each of 45 pairs of classes has a machine that names all landmarks.
    @Test
    void machinesByLandmarksFitAMessage() throws IOException {
        load("ten", "x,kind", 600, i -> i + ",k" + i % 10);
        String body = """
                {"problem": {"type": "classification", "dataset": "ten", "target": "kind"}, "model": {\
                "type": "support-vector-machine", "kernel": {"type": "fidelity", "featureMap": {"type": "z"}, \
                "nystrom": {"landmarks": %d}}}%s}""";

        submit(body.formatted(242, ""));
        assertRefused(
                body.formatted(243, ""),
                "model.kernel.nystrom.landmarks",
                "must be fewer, or the target have fewer classes: 45 machines of two classes with 243 coefficients");
        assertRefused(
                body.formatted(9, ", \"search\": {\"grid\": {\"model.kernel.nystrom.landmarks\": [9, 243]}}"),
                "search.grid.model.kernel.nystrom.landmarks[1]",
                "must be fewer, or the target have fewer classes");
    }

    /// 2001 rows with 1999 landmarks are 4000000 pairs at most.
    @Test
    void pointsOfASearchAreWithinAllLimits() throws IOException {
        load("many", "x,kind", 2001, i -> i + ",k" + i % 2);
        String body = """
                {"problem": {"type": "classification", "dataset": "many", "target": "kind"}, "model": {\
                "type": "kernel-ridge", "kernel": {"type": "fidelity", "featureMap": {"type": "z"}, \
                "nystrom": {"landmarks": 100}}}, \
                "search": {"grid": {"model.kernel.nystrom.landmarks": [100, %d]}}}""";

        submit(body.formatted(1999));
        assertRefused(
                body.formatted(2000),
                "search.grid",
                "has a point, 1, that is refused: problem.dataset has 2001 rows: a kernel takes at most 2000");
    }

    /// Of 2000 rows 500 are tested, of which three models tell 10 probabilities and the class.
    @Test
    void whatPointsWithProbabilitiesTellFitsAMessage() throws IOException {
        load("tested", "x,kind", 2000, i -> i + ",k" + i % 10);
        String body = """
                {"problem": {"type": "classification", "dataset": "tested", "target": "kind", \
                "validation": {"type": "holdout", "fraction": %s}}, "model": {"type": "kernel-ridge", \
                "kernel": {"type": "fidelity", "featureMap": {"type": "z"}}}, \
                "search": {"grid": {"model.type": ["kernel-ridge", "support-vector-machine"]%s}}}""";

        submit(body.formatted("0.25", ""));
        submit(body.formatted("0.18", ", \"model.probabilities\": [true]"));
        assertRefused(
                body.formatted("0.25", ", \"model.probabilities\": [true]"),
                "search.grid",
                "has a point, 1, that is refused: search takes at most 361 rows of a test of such a model, not 500");
    }

    /// Of three rows of class b a half is at most two, as is a fold of two, and of two a quarter is
    /// at most one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "holdout", "fraction": 0.5} | 3 | 4
            {"type": "folds", "folds": 2}        | 3 | 4
            {"type": "holdout"}                  | 2 | 3
            {"type": "dataset", "dataset": "told"} | 1 | 2
            """)
    void probabilitiesNeedTwoRowsOfEachClass(String validation, int tooFew, int enough) throws IOException {
        String body = """
                {"problem": {"type": "classification", "dataset": "%s", "target": "kind", "validation": %s}, \
                "model": {"type": "support-vector-machine", "probabilities": %s, \
                "kernel": {"type": "fidelity", "featureMap": {"type": "z"}}}}""";
        load("few", "x,kind", 20, i -> i * i + "," + (i < tooFew ? "b" : "a"));
        load("enough", "x,kind", 20, i -> i * i + "," + (i < enough ? "b" : "a"));
        load("told", "x,kind", 9, i -> i + "," + (i < 4 ? "b" : "a"));

        submit(body.formatted("enough", validation, true));
        if (tooFew > 1) {
            submit(body.formatted("few", validation, false));
        }
        assertRefused(
                body.formatted("few", validation, true),
                "model.probabilities",
                "must be false, or class 'b' have more rows: 1 of it may be all that is left for a training");
    }

    /// Of 8 rows of class b 6 are for training, of which a half is for comparing; of 4 three are.
    @Test
    void probabilitiesOfPointsNeedTwoRowsOfEachClass() throws IOException {
        String body = """
                {"problem": {"type": "classification", "dataset": "%s", "target": "kind"}, \
                "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", \
                "featureMap": {"type": "z"}}}, "search": {"validation": {"type": "holdout", "fraction": 0.5}, \
                "grid": {"model.type": ["kernel-ridge", "support-vector-machine"], "model.probabilities": [true]}}}""";
        load("few", "x,kind", 20, i -> i * i + "," + (i < 4 ? "b" : "a"));
        load("enough", "x,kind", 20, i -> i * i + "," + (i < 8 ? "b" : "a"));

        submit(body.formatted("enough"));
        assertRefused(
                body.formatted("few"),
                "search.grid.model.probabilities[0]",
                "must be false, or class 'b' have more rows");
    }

    @Test
    void componentsFitAMessage() throws IOException {
        load("most", "x,y", 2000, i -> i % 97 + "," + i * i % 89);
        String components = """
                {"problem": {"type": "kernel", "dataset": "%s"}, "model": {"type": "kernel-pca", "components": %d, \
                "kernel": {"type": "fidelity", "featureMap": {"type": "z"}%s}}}""";
        String few = components.replace("{\"type\": \"kernel\",", "{\"type\": \"kernel\", \"features\": [\"width\"],");

        submit(components.formatted("most", 6, ""));
        submit(components.formatted("most", 100, ", \"nystrom\": {\"landmarks\": 100}"));
        assertRefused(
                components.formatted("most", 7, ""), "model.components", "must be fewer, or model.kernel.nystrom");
        assertRefused(few.formatted("shapes", 13, ""), "model.components", "must be between 1 and 12, not 13");
    }

    @Test
    void anotherDataSetIsForTheTest() throws IOException {
        Dataset test = load("test", "kind,height,width", 3, i -> "a," + i + "," + i);

        TrainingSubmitted run = submit("""
                {"problem": {"type": "classification", "dataset": "shapes", "target": "kind", "features": ["width"],
                 "validation": {"type": "dataset", "dataset": "test"}}}""");

        assertThat(run.test()).isEqualTo(new TableClaim(link(test), 3, List.of("width"), 1, List.of("a", "b")));
        assertThat(run.table().rows()).isEqualTo(12);
    }

    @Test
    void theDigestIsThatOfProblemAndTables() throws IOException {
        String body = "{\"problem\": {\"type\": \"kernel\", \"dataset\": \"numbers\"}}";
        load("numbers", "x,y", 5, i -> i + "," + i % 2);
        Digest first = submit(body).problemDigest();
        Digest again = submit(body).problemDigest();
        Digest other = submit(body.replace("numbers\"", "numbers\", \"features\": [\"x\"]"))
                .problemDigest();
        load("numbers", "x,y", 6, i -> i + "," + i % 2);
        Digest later = submit(body).problemDigest();

        assertThat(again).isEqualTo(first);
        assertThat(List.of(first, other, later)).doesNotHaveDuplicates();
    }

    @Test
    void aReplayHasTheSameTables() throws IOException {
        load("numbers", "x,y", 5, i -> i + "," + i % 2);
        load("test", "x,y", 2, i -> i + "," + i % 2);
        TrainingSubmitted run = submit("""
                {"problem": {"type": "regression", "dataset": "numbers", "target": "x",
                 "validation": {"type": "dataset", "dataset": "test"}}}""");
        load("numbers", "x,y,z", 5, i -> i + "," + i % 2 + ",1");
        datasets.delete("test");
        RunId replayed = RunId.random();

        assertThat(intake.replay(run.runId(), replayed)).isTrue();

        TrainingSubmitted repetition = runs.training(replayed);
        assertThat(repetition)
                .isEqualTo(new TrainingSubmitted(
                        repetition.metadata(),
                        replayed,
                        run.problem(),
                        run.problemDigest(),
                        run.table(),
                        run.test(),
                        run.settings(),
                        run.runId(),
                        null));
        assertThat(repetition.metadata().id()).isNotEqualTo(run.metadata().id());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            problem.dataset             | is not known: there is no data set 'none'        | "dataset": "none"
            problem.validation.dataset  | is not known: there is no data set 'none'        | "validation": {"type": "dataset", "dataset": "none"}
            problem.validation.dataset  | must be another table                            | "validation": {"type": "dataset", "dataset": "shapes"}
            problem.validation.dataset  | has no column 'width'                            | "validation": {"type": "dataset", "dataset": "few"}
            problem.validation.folds    | must be at most the 12 rows, not 13              | "validation": {"type": "folds", "folds": 13}
            problem.target              | has 6 rows of class 'a', fewer than 7 folds      | "validation": {"type": "folds", "folds": 7}
            problem.validation.fraction | at least 3 of 12 rows for training               | "target": "third", "validation": {"type": "holdout", "fraction": 0.9}
            problem.target              | is not a column of the data set: 'sort'          | "target": "sort"
            problem.target              | has one class only                               | "target": "single"
            problem.target              | is a column of numbers                           | "target": "width"
            problem.features[0]         | is not a column of the data set: 'depth'         | "features": ["depth"]
            problem.features[1]         | is the target, 'kind'                            | "features": ["width", "kind"]
            problem.features[1]         | gives the target away                            | "features": ["width", "code"]
            problem.features[1]         | is there twice                                   | "features": ["width", "width"]
            problem.features            | must not all be constant                         | "features": ["flat"]
            problem.features[0]         | needs impute: column 'height' has missing values | "features": ["height"], "preprocessing": []
            problem.features[0]         | needs one-hot: column 'colour' has categories    | "features": ["colour"], "preprocessing": []
            problem.preprocessing[0].components | must be between 1 and 2, not 3           | "features": ["width", "flat"], "preprocessing": [{"type": "pca", "components": 3}]
            """)
    void saysWhatOfTheTableCannotBeLearnt(String field, String rule, String fields) throws IOException {
        load("few", "height,kind", 4, i -> i + ",a");
        String problem = "\"type\": \"classification\", " + fields;
        problem += fields.contains("\"dataset\": \"none\"") && !fields.contains("validation")
                ? ""
                : ", \"dataset\": \"shapes\"";
        problem += fields.contains("\"target\"") ? "" : ", \"target\": \"kind\"";
        problem += fields.contains("\"features\"") ? "" : ", \"features\": [\"width\"]";

        assertRefused("{\"problem\": {" + problem + "}}", field, rule);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            model.readout | must be z for 3 classes: the others have one output      | third | 3 | "readout": "parity"
            model.readout | must be z for 3 classes: the others have one output      | third | 3 | "readout": "zz"
            model.readout | must be z for 3 classes: the others have one output      | third | 3 | "readout": "mean-z"
            model.loss    | must not be linear for 3 classes, only for two           | third | 3 | "loss": "linear"
            model.loss    | must not be weighted-fidelity for 3 classes, only for two | third | 3 | "loss": "weighted-fidelity"
            model.readout | must have a qubit for each of the 3 classes, and the circuit has 2 | third | 2 | "readout": "z"
            model.readout | must not be zz: the circuit has one qubit                | kind  | 1 | "readout": "zz"
            """)
    void aNetworkNeedsItsOutputs(String field, String rule, String target, int features, String readout) {
        String network = """
                {"problem": {"type": "classification", "dataset": "shapes", "target": "%s", "features": %s,
                 "preprocessing": [{"type": "impute", "method": "mean"}]},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"}, %s}}""";
        String names =
                JSON.writeValueAsString(List.of("width", "flat", "height").subList(0, features));

        assertRefused(network.formatted(target, names, readout), field, rule);
        submit(network.formatted(target, "[\"width\", \"flat\", \"height\"]", "\"readout\": \"z\""));
        submit(network.formatted("kind", "[\"width\", \"flat\"]", "\"readout\": \"zz\""));
        submit(network.formatted("kind", "[\"width\"]", "\"readout\": \"mean-z\", \"loss\": \"linear\""));
    }

    @Test
    void aCircuitTakesInSoManyFeatures() throws IOException {
        load(
                "wide",
                names("x", 1001),
                4,
                i -> IntStream.range(0, 1001)
                        .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 1009))
                        .collect(Collectors.joining(",")));
        String kernel = "{\"problem\": {\"type\": \"kernel\", \"dataset\": \"wide\", \"features\": %s}, "
                + "\"model\": {\"type\": \"kernel-matrix\", " + KERNEL + "}}";
        String network = "{\"problem\": {\"type\": \"regression\", \"dataset\": \"wide\", \"target\": \"x0\", "
                + "\"features\": %s}, \"model\": {\"type\": \"quantum-neural-network\", \"loss\": \"squared\", "
                + "\"featureMap\": {\"type\": \"%s\"}}}";

        submit(kernel.formatted(list("x", 1, 21), "zz"));
        submit(kernel.formatted(list("x", 0, 1000), "amplitude"));
        submit(network.formatted(list("x", 1, 21), "angle"));
        assertRefused(
                kernel.formatted(list("x", 0, 21), "zz"),
                "model.kernel.featureMap.type",
                "must be a map of at most 20 qubits: 21 features would need 21; select features, or reduce them by pca");
        assertRefused(
                kernel.formatted(list("x", 0, 1001), "amplitude"),
                "model.kernel.featureMap",
                "must take at most 1000 features, not 1001");
        assertRefused(
                network.formatted(list("x", 1, 22), "angle"),
                "model.featureMap.type",
                "must be a map of at most 20 qubits");
    }

    /// Where nothing joins qubits, each is simulated by itself; but samples are of all together.
    @Test
    void aKernelThatJoinsNoQubitsTakesInMoreFeatures() throws IOException {
        load(
                "broad",
                names("x", 64),
                4,
                i -> IntStream.range(0, 64)
                        .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 67))
                        .collect(Collectors.joining(",")));
        String run = "{\"problem\": {\"type\": \"regression\", \"dataset\": \"broad\", \"target\": \"x0\", "
                + "\"features\": %s}, \"execution\": {\"shots\": %s}, \"model\": {\"type\": \"kernel-ridge\", "
                + "\"kernel\": {\"type\": \"%s\", \"featureMap\": {\"type\": \"%s\"}, \"alignment\": %s}}}";
        String apart = "{\"layers\": {\"type\": \"rotations\"}, \"steps\": 2}";
        String joined = "{\"layers\": {\"type\": \"strongly-entangling\", \"layers\": 1}, \"steps\": 2}";

        submit(run.formatted(list("x", 1, 63), "null", "fidelity", "angle", "null"));
        submit(run.formatted(list("x", 1, 63), "1000", "fidelity", "z", "null"));
        submit(run.formatted(list("x", 1, 63), "null", "projected", "separable", "null"));
        submit(run.formatted(list("x", 1, 63), "null", "fidelity", "angle", apart));
        assertRefused(
                run.formatted(list("x", 1, 64), "null", "fidelity", "angle", "null"),
                "model.kernel.featureMap.type",
                "must be a map of at most 62 qubits: 63 features would need 63; select features, or reduce them by pca");
        for (String other : List.of(
                run.formatted(list("x", 1, 22), "1000", "projected", "angle", "null"),
                run.formatted(list("x", 1, 22), "null", "fidelity", "iqp", "null"),
                run.formatted(list("x", 1, 22), "null", "fidelity", "angle", joined))) {
            assertRefused(other, "model.kernel.featureMap.type", "must be a map of at most 20 qubits");
        }
    }

    @Test
    void aKernelTakesInSoManyRows() throws IOException {
        load("most", "x,y", 2000, i -> i % 97 + "," + i * i % 89);
        load("more", "x,y", 2001, i -> i % 97 + "," + i * i % 89);
        load("huge", "x,y", 100_001, i -> i % 97 + "," + i % 89);
        load("one", "x,y", 1, i -> "1,2");
        String kernel = "{\"problem\": {\"type\": \"regression\", \"target\": \"y\", \"dataset\": \"%s\"}}";
        String tested = kernel.replace("}}", ", \"validation\": {\"type\": \"dataset\", \"dataset\": \"one\"}}}");
        String network = kernel.replace(
                "}}",
                "}, \"model\": {\"type\": \"quantum-neural-network\", \"loss\": \"squared\", "
                        + "\"featureMap\": {\"type\": \"z\"}}}");

        String approximated = kernel.replace(
                "}}",
                "}, \"model\": {\"type\": \"kernel-ridge\", \"kernel\": {\"type\": \"fidelity\", \"nystrom\": {\"landmarks\": %d}, "
                        + "\"featureMap\": {\"type\": \"z\"}}}}");

        submit(approximated.formatted("more", 1999));
        assertRefused(approximated.formatted("more", 2000), "problem.dataset", "a kernel takes at most 2000");
        assertRefused(approximated.formatted("huge", 200), "problem.dataset", "a kernel takes at most 20000");
        submit(kernel.formatted("most"));
        submit(network.formatted("more"));
        assertRefused(
                kernel.formatted("more"),
                "problem.dataset",
                "has 2001 rows: a kernel takes at most 2000, those of a test included");
        assertRefused(
                tested.formatted("most"),
                "problem.validation.dataset",
                "has 1 rows: with the 2000 that are learnt from a kernel takes at most 2000");
        assertRefused(network.formatted("huge"), "problem.dataset", "has 100001 rows: a network takes at most 100000");
    }

    @Test
    void namesFillAMessage() throws IOException {
        load(
                "names",
                names("€".repeat(60), 900),
                4,
                i -> IntStream.range(0, 900)
                        .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 1009))
                        .collect(Collectors.joining(",")));
        load("classes", "x,kind", 1998, i -> i + ",\"" + "k".repeat(190) + i % 999 + "\"");
        String features = """
                {"problem": {"type": "kernel", "dataset": "names", "features": %s},
                 "model": {"type": "kernel-matrix", "kernel": {"type": "fidelity", "featureMap": {"type": "amplitude"}}}}""";
        String target = """
                {"problem": {"type": "kernel", "dataset": "classes", "target": "kind"}%s}""";

        submit(features.formatted(list("€".repeat(60), 0, 400)));
        assertRefused(
                features.formatted(list("€".repeat(60), 0, 900)),
                "problem.features",
                "must have fewer columns, or shorter names: the run would take ");
        submit(target.formatted(""));
        load("classes", "x,kind", 1998, i -> i + ",\"" + "ä".repeat(150) + i % 999 + "\"");
        assertRefused(
                target.formatted(""),
                "problem.target",
                "must have fewer classes, or shorter names: the run would take ");
    }

    /// The outcome is one message, too.
    @Test
    void whatComesOfClassesFitsAMessage() throws IOException {
        load("pairs", "x,kind", 180, i -> i + ",k" + i % 90);
        load("counts", "x,kind", 800, i -> i + ",k" + i % 400);
        String machine = """
                {"problem": {"type": "classification", "dataset": "%s", "target": "kind"}}""";
        String ridge = machine.replace("}}", "}, \"model\": {\"type\": \"kernel-ridge\", " + KERNEL + "}}");

        submit(ridge.formatted("pairs", "zz"));
        assertRefused(machine.formatted("pairs"), "problem.target", "must have fewer classes: what would come of 90");
        assertRefused(ridge.formatted("counts", "zz"), "problem.target", "what would come of 400 takes at least");
    }

    /// A function for each class has a coefficient for each of 1500 rows of training; of two
    /// classes there is one.
    @Test
    void coefficientsFitAMessage() throws IOException {
        load("many", "x,kind", 2000, i -> i + ",k" + i % 15);
        load("fewer", "x,kind", 2000, i -> i + ",k" + i % 14);
        String ridge = """
                {"problem": {"type": "classification", "dataset": "%s", "target": "kind"},
                 "model": {"type": "kernel-ridge",""" + KERNEL + "}}";

        submit(ridge.formatted("fewer", "zz"));
        assertRefused(
                ridge.formatted("many", "zz"),
                "problem.dataset",
                "the model of 1500 rows and 15 classes takes at least 270000 bytes");
    }

    /// 513 features are amplitudes of 10 qubits, whose 1023 angles leave room for 4 rows by 4 in a
    /// tile.
    @Test
    void aMatrixOfTooManyTilesIsRefused() throws IOException {
        String amplitude = """
                {"problem": {"type": "kernel", "dataset": "%s"},
                 "model": {"type": "kernel-matrix", "kernel": {"type": "%s", "featureMap": {"type": "amplitude"}}}}""";
        for (int rows : new int[] {1200, 1300}) {
            load(
                    "wide" + rows,
                    names("f", 513),
                    rows,
                    i -> IntStream.range(0, 513)
                            .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 1009))
                            .collect(Collectors.joining(",")));
        }

        submit(amplitude.formatted("wide1200", "fidelity"));
        assertRefused(
                amplitude.formatted("wide1300", "fidelity"),
                "problem.dataset",
                "a kernel of 1300 rows with 1023 angles each is asked for in up to 52975 tiles, at most 50000");
        submit(amplitude.formatted("wide1300", "projected"));
    }

    @Test
    void weightsFitAMessage() throws IOException {
        load(
                "twenty",
                names("x", 21),
                4,
                i -> IntStream.range(0, 21)
                        .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 1009))
                        .collect(Collectors.joining(",")));
        String network = """
                {"problem": {"type": "regression", "dataset": "twenty", "target": "x0", "features": %s},
                 "model": {"type": "quantum-neural-network", "loss": "squared", "featureMap": {"type": "angle"},
                           "layers": {"type": "strongly-entangling", "layers": %d}, "training": {"method": "%s"}}}""";

        submit(network.formatted(list("x", 1, 21), 84, "adam"));
        submit(network.formatted(list("x", 1, 20), 89, "adam"));
        submit(network.formatted(list("x", 1, 20), 88, "spsa"));
        submit(network.formatted(list("x", 1, 21), 3, "natural-gradient"));
        assertRefused(
                network.formatted(list("x", 1, 21), 4, "natural-gradient"),
                "model.training.method",
                "must not be natural-gradient for 240 weights: its metric is of at most 200");
        assertRefused(
                network.formatted(list("x", 1, 21), 85, "adam"),
                "model.layers.layers",
                "must be fewer: questions about 5100 weights");
        assertRefused(
                network.formatted(list("x", 1, 20), 89, "spsa"),
                "model.layers.layers",
                "must be fewer: questions about 5073 weights");
    }

    /// Two features in each of so many uploads, twice by default.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            25   | natural-gradient | 19 | 20  | natural-gradient for weights in 1040 rotations: its metric is made of
            100  | adam             | 24 | 25  | adam with shots for weights in 5050 rotations: its gradients are made
            """)
    void statesOfRotationsAreBounded(int repetitions, String method, int enough, int tooMany, String reason)
            throws IOException {
        load("two", "x,y,kind", 12, i -> "%d,%d,%s".formatted(i * i % 7, i * 5 % 11, i % 2 == 0 ? "a" : "b"));
        String network = """
                {"problem": {"type": "classification", "dataset": "two", "target": "kind",
                             "validation": {"type": "holdout"}},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "z", "repetitions": %d},
                           "weighted": %s, "reuploading": true,
                           "layers": {"type": "rotations", "layers": %d, "rotations": ["ry"]},
                           "training": {"method": "%s", "epochs": 1}},
                 "execution": {"shots": %s}}""";
        String shots = method.equals("adam") ? "100" : "null";

        submit(network.formatted(repetitions, true, enough, method, shots));
        submit(network.formatted(repetitions, false, tooMany, method, shots));
        assertRefused(
                network.formatted(repetitions, true, tooMany, method, shots),
                "model.training.method",
                "must not be " + reason);
    }

    /// Of 3 rows of training one is held back, and of three classes one of each has to be left; of 4
    /// rows they are.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "dataset", "dataset": "told"} | 3 | 4
            {"type": "holdout", "fraction": 0.5}   | 6 | 8
            {"type": "folds", "folds": 2}          | 6 | 8
            """)
    void patienceNeedsRowsToHoldBack(String validation, int tooFew, int enough) throws IOException {
        IntFunction<String> row = i -> "%d,%d,%d,%s"
                .formatted(
                        List.of(1, 1, 2, 3).get(i % 4),
                        List.of(2, 1, 1, 5).get(i % 4),
                        List.of(1, 2, 1, 7).get(i % 4),
                        "abc".charAt(i % 3));
        load("few", "x0,x1,x2,kind", tooFew, row);
        load("enough", "x0,x1,x2,kind", enough, row);
        load("told", "x0,x1,x2,kind", 9, row);
        String patient = """
                {"problem": {"type": "classification", "dataset": "%s", "target": "kind", "validation": %s},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"}, "training": {%s}}}""";

        assertRefused(
                patient.formatted("few", validation, "\"patience\": 3"),
                "model.training.patience",
                "a fifth of the 3 rows of training is held back, and of the others one of each of 3 classes");
        submit(patient.formatted("few", validation, ""));
        submit(patient.formatted("enough", validation, "\"patience\": 3"));
    }

    /// 24 rows, of which 12 are for training, and 3 of these to train points on.
    @Test
    void patienceOfASearchNeedsRowsToHoldBackInEachOfItsParts() throws IOException {
        load(
                "many",
                "x0,x1,x2,kind",
                24,
                i -> "%d,%d,%d,%s".formatted(i * i % 7, i * 5 % 11, i * i % 5, "abc".charAt(i % 3)));
        String search = """
                {"problem": {"type": "classification", "dataset": "many", "target": "kind",
                             "validation": {"type": "holdout", "fraction": 0.5}},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"}},
                 "search": {"grid": {"model.training.patience": [3, 4]}, "validation": {"type": "holdout", "fraction": %s}}}""";

        assertRefused(search.formatted("0.75"), "search.grid.model.training.patience[0]", "a fifth of the 3 rows");
        submit(search.formatted("0.5"));
    }

    /// 198 weights, whose metric has 19701 numbers: 216118 bytes with the gradient.
    @Test
    void metricsOfAllStepsAreBounded() {
        String network = """
                {"problem": {"type": "classification", "dataset": "shapes", "target": "kind", "features": ["width"],
                             "validation": {"type": "%s"}},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"},
                           "layers": {"type": "rotations", "layers": 66},
                           "training": {"method": "%s", "epochs": %d}}}""";

        submit(network.formatted("holdout", "natural-gradient", 9254));
        assertRefused(
                network.formatted("holdout", "natural-gradient", 9255),
                "model.training.epochs",
                "must be fewer: 9255 steps of natural-gradient, whose answers about 198 weights take up to 216118 bytes"
                        + " each, at most 9254 steps");
        submit(network.formatted("holdout", "l-bfgs", 9255));
        assertRefused(
                network.formatted("folds", "natural-gradient", 1600), "model.training.epochs", "must be fewer: 9600");
    }

    /// 600 rows of 11 numbers.
    private void loadTen() throws IOException {
        load(
                "ten",
                names("x", 11),
                600,
                i -> IntStream.range(0, 11)
                        .mapToObj(j -> String.valueOf((i + 1) * (j + 1) % 1009))
                        .collect(Collectors.joining(",")));
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(","));
    }

    private static String list(String prefix, int first, int end) {
        return JSON.writeValueAsString(
                IntStream.range(first, end).mapToObj(i -> prefix + i).toList());
    }

    private void assertRefused(String body, String field, String rule) {
        LearningSpecification specification = JSON.readValue(body, LearningSpecification.class);
        assertThatThrownBy(() -> intake.submit(specification, null))
                .isInstanceOfSatisfying(InvalidValueException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.rule()).contains(rule);
                });
    }

    private TrainingSubmitted submit(String body) {
        return runs.training(intake.submit(JSON.readValue(body, LearningSpecification.class), null)
                .runId());
    }

    private Dataset load(String name, String header, int rows, IntFunction<String> row) throws IOException {
        String csv = header + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"));
        return datasets.replace(
                name,
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                new ColumnTypes(List.of(), List.of()));
    }

    private static Link link(Dataset dataset) {
        Digest digest = dataset.table().digest();
        return new Link(URI.create(ADDRESS + "/api/v1/dataset-versions/" + digest), digest);
    }
}
