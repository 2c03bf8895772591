package io.ketstream.stack.client;

import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Submits runs to ingestion-service and reads them from results-service.
public final class RunClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration APPEARANCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI ingestion;
    private final URI results;

    /// A run that was taken on.
    ///
    /// @param address where it can be read
    public record Submission(String runId, URI address) {}

    public RunClient(URI ingestion, URI results) {
        this.ingestion = ingestion;
        this.results = results;
    }

    /// @param run the body of `POST /api/v1/runs`
    /// @throws RefusedException when the service says that it is not acceptable
    public Submission submit(String run) {
        HttpRequest request = HttpRequest.newBuilder(ingestion.resolve("/api/v1/runs"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(run))
                .build();
        HttpResponse<String> response = accepted(request);
        String runId = JSON.readTree(response.body()).path("runId").asString("");
        URI fallback = results.resolve("/api/v1/runs/" + runId);
        return new Submission(
                runId,
                response.headers().firstValue("Location").map(URI::create).orElse(fallback));
    }

    /// Has ingestion-service make up a seeded history of prices.
    public void generatePrices(String universe, int assets, int days, long seed) {
        String body = JSON.writeValueAsString(
                JSON.createObjectNode().put("assets", assets).put("days", days).put("seed", seed));
        accepted(HttpRequest.newBuilder(ingestion.resolve("/api/v1/universes/" + universe + "/generated-prices"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// Stores a table as a data set, in place of what it was.
    ///
    /// @param csv with a line of names
    /// @param category the column that has categories, whatever its values look like
    public void putDataset(String name, String csv, String category) {
        accepted(HttpRequest.newBuilder(ingestion.resolve("/api/v1/datasets/" + name + "?category=" + category))
                .timeout(TIMEOUT)
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv))
                .build());
    }

    /// The run, or nothing when it is not known (yet: just after its submission, for at most two seconds).
    public Optional<RunView> read(String runId) {
        HttpResponse<String> response = send(get("/api/v1/runs/" + runId));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(new RunView(JSON.readTree(requireSuccess(response).body())));
    }

    /// As [#read(String)], waiting that long for a run just submitted to appear.
    public RunView await(String runId, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<RunView> run = read(runId);
            if (run.isPresent()) {
                return run.get();
            }
            if (System.nanoTime() > deadline) {
                throw new RefusedException(404, "No run " + runId + " at " + results);
            }
            Pause.ofMillis(100);
        }
    }

    /// The run once it has ended, in whatever way.
    ///
    /// @throws StackFailure when it has not within `patience`
    public RunView awaitEnd(String runId, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            RunView view = await(runId, APPEARANCE);
            if (view.hasEnded()) {
                return view;
            }
            if (System.nanoTime() > deadline) {
                throw new StackFailure("run " + runId + " has not ended within " + patience);
            }
            Pause.ofMillis(20);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(results.resolve(path)).timeout(TIMEOUT).build();
    }

    private HttpResponse<String> accepted(HttpRequest request) {
        return requireSuccess(send(request));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new StackFailure(
                    "Nothing answers at %s (%s). Is the stack up? `./ketstream up` starts it."
                            .formatted(
                                    request.uri().resolve("/"),
                                    failed.getClass().getSimpleName()),
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for " + request.uri(), interrupted);
        }
    }

    private static HttpResponse<String> requireSuccess(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new RefusedException(response.statusCode(), inWords(response));
        }
        return response;
    }

    /// RFC 9457: title and detail, then the fields that were refused, one a line.
    private static String inWords(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            List<String> lines = new ArrayList<>();
            lines.add("%d %s: %s"
                    .formatted(
                            response.statusCode(),
                            problem.path("title").asString(""),
                            problem.path("detail").asString("")));
            for (JsonNode error : problem.path("errors")) {
                lines.add("  %s %s"
                        .formatted(
                                error.path("field").asString(""),
                                error.path("message").asString("")));
            }
            return String.join(System.lineSeparator(), lines);
        } catch (JacksonException notJson) {
            return response.statusCode() + " from " + response.uri();
        }
    }
}
