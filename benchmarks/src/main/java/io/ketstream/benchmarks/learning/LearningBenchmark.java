package io.ketstream.benchmarks.learning;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Repeats published rows as runs: data sets are uploaded, runs submitted and read, all over HTTP.
final class LearningBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOADING = Duration.ofMinutes(1);
    private static final String TARGET = "label";
    private static final int OK = 200;

    private final LocalStack stack;
    private final LearningOptions options;
    private final Consumer<String> progress;
    private final RunClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    LearningBenchmark(LocalStack stack, LearningOptions options, Consumer<String> progress) {
        this.stack = stack;
        this.options = options;
        this.progress = progress;
        this.client = new RunClient(
                stack.url(ServiceKind.INGESTION.serviceName()), stack.url(ServiceKind.RESULTS.serviceName()));
    }

    LearningFigures measure() throws IOException, InterruptedException {
        List<LearningFigures.Row> rows = new ArrayList<>();
        List<LearningFigures.SeededRow> seeded = new ArrayList<>();
        for (PublishedRow row : PublishedRows.read(options.data(), options.model())) {
            PublishedModel model = PublishedModel.of(row).orElseThrow();
            if (model.isVariational()) {
                seeded.add(repeatSeeded(row, model));
            } else {
                rows.add(repeat(row, model));
            }
        }
        return new LearningFigures(Runtime.getRuntime().availableProcessors(), rows, seeded);
    }

    private LearningFigures.Row repeat(PublishedRow row, PublishedModel model)
            throws IOException, InterruptedException {
        Tables tables = upload(row);
        long begin = System.nanoTime();
        PublishedRow.Accuracies own =
                told(ended(client.submit(body(row, model, tables, 0)).runId()), model);
        double seconds = (System.nanoTime() - begin) / 1e9;
        PublishedRow.Accuracies published = row.seeds().getFirst();
        progress.accept("%s on %s: %.4f, %.4f; published %.4f, %.4f"
                .formatted(row.model(), row.dataset(), own.train(), own.test(), published.train(), published.test()));
        return new LearningFigures.Row(
                row.model(), row.dataset(), tables.trainRows(), tables.testRows(), published, own, seconds);
    }

    /// A run for each seed, side by side.
    private LearningFigures.SeededRow repeatSeeded(PublishedRow row, PublishedModel model)
            throws IOException, InterruptedException {
        Tables tables = upload(row);
        long begin = System.nanoTime();
        List<String> runs = new ArrayList<>();
        for (int seed = 0; seed < options.seeds(); seed++) {
            runs.add(client.submit(body(row, model, tables, seed)).runId());
        }
        List<PublishedRow.Accuracies> own = new ArrayList<>();
        long evaluations = 0;
        for (String run : runs) {
            RunView view = ended(run);
            own.add(told(view, model));
            evaluations += view.evaluations();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var figures = new LearningFigures.SeededRow(row.model(), row.dataset(), row.seeds(), own, evaluations, seconds);
        progress.accept("%s on %s: %.4f, %.4f; published %.4f, %.4f; %.0f s"
                .formatted(
                        row.model(),
                        row.dataset(),
                        figures.train().own(),
                        figures.test().own(),
                        figures.train().published(),
                        figures.test().published(),
                        seconds));
        return figures;
    }

    private static PublishedRow.Accuracies told(RunView view, PublishedModel model) {
        try {
            return accuracies(view.json().path("learning"), model.control());
        } catch (IllegalStateException absent) {
            throw new IllegalStateException("run " + view.runId() + ": " + absent.getMessage(), absent);
        }
    }

    /// Of the run's own model, or of the control of that name where it is not empty.
    ///
    /// @param learning the run's report
    /// @throws IllegalStateException when the report has them not
    static PublishedRow.Accuracies accuracies(JsonNode learning, String control) {
        JsonNode told = control.isEmpty()
                ? learning
                : learning.path("controls")
                        .valueStream()
                        .filter(each -> each.path("name").asString("").equals(control))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the report has no control " + control));
        return new PublishedRow.Accuracies(accuracy(told, "training"), accuracy(told, "validation"));
    }

    private static double accuracy(JsonNode told, String rows) {
        return told.path(rows)
                .valueStream()
                .filter(metric -> metric.path("name").asString("").equals("accuracy"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the report has no accuracy of " + rows))
                .path("value")
                .asDouble();
    }

    private String body(PublishedRow row, PublishedModel model, Tables tables, int seed) {
        ObjectNode run = JSON.createObjectNode()
                .put("name", row.model() + " on " + row.dataset())
                .put("seed", seed);
        ObjectNode problem = run.putObject("problem")
                .put("type", "classification")
                .put("dataset", tables.train())
                .put("target", TARGET);
        if (model.isScaled()) {
            problem.putArray("preprocessing")
                    .addObject()
                    .put("type", "scale")
                    .put("method", "minmax")
                    .put("low", -Math.PI / 2)
                    .put("high", Math.PI / 2);
        }
        problem.putObject("validation").put("type", "dataset").put("dataset", tables.test());
        model.describe(row, tables.trainRows(), run);
        return JSON.writeValueAsString(run);
    }

    private RunView ended(String run) throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            RunView view = client.await(run, Duration.ofSeconds(10));
            if (view.hasEnded()) {
                if (!view.status().equals("SUCCEEDED")) {
                    throw new IllegalStateException("run " + run + " did not succeed: " + view.failure());
                }
                return view;
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("run " + run + " has not ended after " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }

    /// A row's data sets, as they are called here.
    private record Tables(String train, String test, int trainRows, int testRows) {}

    private Tables upload(PublishedRow row) throws IOException, InterruptedException {
        String train = name(row.dataset());
        String test = train + "-test";
        return new Tables(
                train,
                test,
                upload(train, PublishedRows.train(options.data(), row.dataset())),
                upload(test, PublishedRows.test(options.data(), row.dataset())));
    }

    /// With names for the columns, which the files have not; the last one is the class.
    ///
    /// @return the number of rows
    private int upload(String dataset, Path file) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(file);
        int features = lines.getFirst().split(",").length - 1;
        var csv = new StringBuilder();
        for (int i = 0; i < features; i++) {
            csv.append('x').append(i).append(',');
        }
        csv.append(TARGET).append('\n');
        for (String line : lines) {
            int last = line.lastIndexOf(',');
            csv.append(line, 0, last)
                    .append(',')
                    .append(Math.round(Double.parseDouble(line.substring(last + 1))))
                    .append('\n');
        }
        HttpRequest request = HttpRequest.newBuilder(stack.url(ServiceKind.INGESTION.serviceName())
                        .resolve("/api/v1/datasets/" + dataset + "?category=" + TARGET))
                .timeout(LOADING)
                .header("Content-Type", "text/csv")
                .PUT(HttpRequest.BodyPublishers.ofString(csv.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != OK / 100) {
            throw new IllegalStateException(
                    dataset + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return lines.size();
    }

    /// Of letters, digits and dashes.
    private static String name(String dataset) {
        return dataset.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
