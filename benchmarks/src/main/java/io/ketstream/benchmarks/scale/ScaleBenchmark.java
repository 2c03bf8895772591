package io.ketstream.benchmarks.scale;

import io.ketstream.benchmarks.loop.Arrival;
import io.ketstream.benchmarks.loop.HeapWatch;
import io.ketstream.benchmarks.loop.Probe;
import io.ketstream.benchmarks.loop.Recorder;
import io.ketstream.model.event.Topics;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.service.ServiceKind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Markets of growing size, in each the same portfolio again and again.
final class ScaleBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final int GENERATED_DAYS = 256;
    private static final long LOOK_MILLIS = 5;
    private static final int OK = 200;

    private final LocalStack stack;
    private final ScaleOptions options;
    private final Consumer<String> progress;
    private final RunClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Recorder circuits = new Recorder();
    private final Recorder portfolios = new Recorder();
    private final Recorder outcomes = new Recorder();

    ScaleBenchmark(LocalStack stack, ScaleOptions options, Consumer<String> progress) {
        this.stack = stack;
        this.options = options;
        this.progress = progress;
        this.client = new RunClient(
                stack.url(ServiceKind.INGESTION.serviceName()), stack.url(ServiceKind.RESULTS.serviceName()));
    }

    ScaleFigures measure() throws IOException, InterruptedException {
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String broker = stack.broker().bootstrapServers();
        List<ScaleFigures.Part> parts = new ArrayList<>();
        try (var ready = new Probe(broker, Topics.RUN_CIRCUITS, circuits);
                var published = new Probe(broker, Topics.PORTFOLIOS, portfolios);
                var ended = new Probe(broker, Topics.RUN_OUTCOMES, outcomes)) {
            for (Probe probe : List.of(ready, published, ended)) {
                probe.awaitPosition();
            }
            for (int assets : options.assets()) {
                String universe = "file-" + assets;
                double loaded = put(universe + "/prices", "PUT", "text/csv", csv(options.prices(), assets));
                parts.add(part(universe, assets, false, loaded));
            }
            for (int assets : options.generated()) {
                String universe = "generated-" + assets;
                byte[] body = JSON.writeValueAsBytes(Map.of("assets", assets, "days", GENERATED_DAYS, "seed", 1));
                double loaded = put(universe + "/generated-prices", "POST", "application/json", body);
                parts.add(part(universe, assets, true, loaded));
            }
        }
        return new ScaleFigures(Runtime.getRuntime().availableProcessors(), loadBefore, parts);
    }

    private ScaleFigures.Part part(String universe, int assets, boolean generated, double loaded)
            throws InterruptedException {
        Map<ServiceKind, HeapWatch> watches = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            watches.put(kind, new HeapWatch(stack.url(kind.serviceName())));
        }
        try {
            List<ScaleFigures.Trip> trips = new ArrayList<>();
            for (int repeat = 0; repeat <= options.repeats(); repeat++) {
                ScaleFigures.Trip trip = trip(universe, assets, repeat);
                progress.accept("%d assets: %.1f s, %d runs of clusters, %d evaluations"
                        .formatted(assets, trip.seconds(), trip.children(), trip.evaluations()));
                trips.add(trip);
            }
            Map<String, Double> heaps = new LinkedHashMap<>();
            watches.forEach(
                    (kind, watch) -> heaps.put(kind.serviceName(), watch.heap().mostUsed()));
            return new ScaleFigures.Part(assets, options.cardinality(assets), generated, loaded, trips, heaps);
        } finally {
            watches.values().forEach(HeapWatch::close);
        }
    }

    private ScaleFigures.Trip trip(String universe, int assets, long seed) throws InterruptedException {
        long begin = System.nanoTime();
        String run = client.submit(body(universe, assets, seed)).runId();
        double answered = secondsSince(begin);
        while (portfolios.of(run).isEmpty()) {
            requireNoFailure(run);
            if (secondsSince(begin) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("run " + run + " has no portfolio after " + PATIENCE);
            }
            Thread.sleep(LOOK_MILLIS);
        }
        Arrival portfolio = portfolios.of(run).getFirst();
        Arrival decomposed = circuits.of(run).getFirst();
        RunView view = ended(run);
        circuits.forget();
        portfolios.forget();
        outcomes.forget();
        List<ScaleFigures.Stage> stages = new ArrayList<>();
        int children = 0;
        for (JsonNode stage : view.json().at("/decomposition/stages")) {
            children += stage.get("children").asInt();
            stages.add(new ScaleFigures.Stage(
                    stage.get("step").asString(),
                    stage.get("seconds").asDouble(),
                    stage.get("children").asInt(),
                    stage.get("fallbacks").asInt(),
                    stage.get("evaluations").asInt(),
                    stage.path("gap").asDouble(0)));
        }
        return new ScaleFigures.Trip(
                (portfolio.nanos() - begin) / 1e9,
                answered,
                (decomposed.nanos() - begin) / 1e9,
                view.json().at("/decomposition/clusters").asInt(),
                children,
                view.evaluations(),
                stages);
    }

    private void requireNoFailure(String run) {
        for (Arrival outcome : outcomes.of(run)) {
            JsonNode event = JSON.readTree(outcome.sent().value());
            if (!event.path("status").asString("").equals("SUCCEEDED")) {
                throw new IllegalStateException("run " + run + " did not succeed: " + event);
            }
        }
    }

    private RunView ended(String run) throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            RunView view = client.await(run, Duration.ofSeconds(10));
            if (view.hasEnded()) {
                return view;
            }
            if (secondsSince(begin) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("results-service does not know that run " + run + " has ended");
            }
            Thread.sleep(100);
        }
    }

    private String body(String universe, int assets, long seed) {
        int cardinality = options.cardinality(assets);
        ObjectNode body = JSON.createObjectNode().put("name", universe).put("seed", seed);
        body.putObject("problem")
                .put("type", "portfolio")
                .put("universe", universe)
                .put("riskAversion", options.riskAversion() / cardinality)
                .put("cardinality", cardinality)
                // of weights w = x/K the objective is K times λ·wᵀΣw − μᵀw
                .putObject("weighting")
                .put("riskAversion", 2 * options.riskAversion());
        body.putObject("ansatz")
                .put("type", "qaoa")
                .put("layers", options.layers())
                .put("mixer", "xy-complete")
                .put("maxQubits", options.cap());
        ObjectNode optimizer = body.putObject("optimizer").put("type", options.shots() == 0 ? "l-bfgs" : "cobyla");
        optimizer.put("maxEvaluations", options.evaluations()).put("tolerance", 1e-4);
        if (options.shots() > 0) {
            body.putObject("execution").put("shots", options.shots());
        }
        return JSON.writeValueAsString(body);
    }

    private double put(String path, String method, String type, byte[] body) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        stack.url(ServiceKind.INGESTION.serviceName()).resolve("/api/v1/universes/" + path))
                .timeout(LOADING)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (type.equals("text/csv")) {
            request.header("Content-Encoding", "gzip");
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IllegalStateException(
                    path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        double seconds = secondsSince(begin);
        progress.accept("%s stored within %.1f s".formatted(path, seconds));
        return seconds;
    }

    /// The first assets of a file with a column each, compressed.
    private static byte[] csv(Path file, int assets) throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream content = Files.newInputStream(file);
        try (var lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(content) : content,
                        StandardCharsets.UTF_8));
                var out = new PrintStream(new GZIPOutputStream(bytes), false, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(",", -1);
                if (columns.length <= assets) {
                    throw new IllegalStateException(
                            file + " has " + (columns.length - 1) + " assets in a line, not " + assets);
                }
                out.println(String.join(",", Arrays.copyOf(columns, assets + 1)));
            }
        }
        return bytes.toByteArray();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
