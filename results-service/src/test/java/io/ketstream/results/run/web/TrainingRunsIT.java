package io.ketstream.results.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class TrainingRunsIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Runs runs;

    @Test
    void aRunThatLearnsIsShownAsItsEventsArrive() {
        var recorded = RecordedTraining.ofKernel(RunId.random());
        String path = "/api/v1/runs/" + recorded.run();
        List<RecordedRun.Sent> all = recorded.all();
        send(all.getFirst());
        awaitText(path, "/status", "QUEUED");
        all.subList(1, 6).forEach(this::send);
        awaitText(path, "/progress/phase", "kernel");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(json(path).at("/progress/done").asInt()).isEqualTo(2));
        JsonNode running = json(path);
        assertThat(running.at("/status").asString()).isEqualTo("RUNNING");
        assertThat(running.at("/progress/total").asInt()).isEqualTo(2);
        assertThat(running.at("/verdict").asString()).isEqualTo("PENDING");
        assertThat(running.at("/model/kernel/featureMap/type").asString()).isEqualTo("zz");
        assertThat(running.at("/problem/dataset").asString()).isEqualTo("shapes");

        all.forEach(this::send);
        awaitText(path, "/status", "SUCCEEDED");
        JsonNode shown = json(path);
        assertThat(shown.at("/verdict").asString()).isEqualTo("EQUAL");
        assertThat(shown.at("/learning/verdict/words").asString()).isEqualTo("No advantage shown.");
        assertThat(shown.at("/learning/validation/0/low").asDouble()).isEqualTo(0.3);
        assertThat(shown.at("/learning/confusion").toString()).isEqualTo("[[2,0],[1,1]]");
        assertThat(shown.at("/learning/kernel/effectiveRank").asDouble()).isEqualTo(3.5);
        assertThat(shown.at("/provenance/tableDigest").asString()).isEqualTo(RecordedTraining.TABLE.value());
        assertThat(shown.at("/provenance/circuitDigest").asString()).isEqualTo(RecordedTraining.CIRCUIT.value());
        assertThat(shown.has("progress")).isFalse();
        assertThat(shown.has("best")).isFalse();
        assertThat(shown.has("failure")).isFalse();

        assertThat(json("/api/v1/runs?type=classification&size=200")
                        .at("/items")
                        .valueStream()
                        .map(item -> item.at("/runId").asString()))
                .contains(recorded.run().toString());
        String line = get("/api/v1/runs?type=classification", "text/csv")
                .body()
                .lines()
                .filter(each -> each.startsWith(recorded.run().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(line).endsWith(",shapes,support-vector-machine,accuracy,0.75");

        assertThat(json(path + "/iterations").at("/total").asInt(-1)).isZero();
        var samples = get(path + "/samples");
        assertThat(samples.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(samples.body()).at("/detail").asString()).contains("learns from a data set");
        assertThat(get(path + "/portfolio").statusCode()).isEqualTo(404);
        String told = get(path + "/events").body();
        assertThat(told.lines().filter("event:progress"::equals)).hasSize(3);
        assertThat(told).contains("id:3/SUCCEEDED").contains("\"phase\":\"controls\"");
        assertThat(exchange(request(path + "/events").header("Last-Event-ID", "2/RUNNING"))
                        .body()
                        .lines()
                        .filter("event:progress"::equals))
                .hasSize(1);
    }

    @Test
    void theEpochsOfANetworkAreItsIterations() {
        var recorded = RecordedTraining.ofNetwork(RunId.random());
        String path = "/api/v1/runs/" + recorded.run();
        recorded.all().forEach(this::send);
        awaitText(path, "/status", "SUCCEEDED");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(path + "/iterations").at("/total").asInt())
                                .isEqualTo(4));
        JsonNode page = json(path + "/iterations?page=1&size=3");
        assertThat(page.at("/items").size()).isEqualTo(1);
        assertThat(page.at("/items/0/loss").asDouble()).isEqualTo(0.25);
        assertThat(page.at("/items/0/fold").asInt()).isEqualTo(2);
        assertThat(page.at("/items/0/iteration").asInt()).isEqualTo(4);
        assertThat(page.at("/items/0/epoch").asInt()).isEqualTo(2);
        assertThat(page.at("/items/0").has("objective")).isFalse();
        assertThat(get(path + "/iterations", "text/csv").body().lines())
                .hasSize(5)
                .startsWith("iteration,fold,epoch,epochs,loss,validationLoss,score,validationScore,occurredAt")
                .element(1)
                .asString()
                .startsWith("1,1,1,2,0.75,,,,");
    }

    @Test
    void aRunThatLearnsIsAPage() throws IOException {
        var kernel = RecordedTraining.ofKernel(RunId.random());
        String path = "/api/v1/runs/" + kernel.run();
        send(kernel.submitted());
        awaitText(path, "/status", "QUEUED");
        assertThat(get(path + "/report").body()).contains("It has not begun.");
        kernel.all().forEach(this::send);
        awaitText(path, "/status", "SUCCEEDED");
        var answer = get(path + "/report", "text/html");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.body())
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<title>Run shapes\ufffd\u20ac</title>",
                        "No advantage shown.",
                        "<td>rbf-svm</td><td>0.7500</td>",
                        "<td>-0.2000 to 0.2000</td>",
                        "told b",
                        "effective rank",
                        "What this does not mean")
                .doesNotContain("\0", "<script", "NaN", "Infinity", "Loss by epoch");
        assertThat(answer.body().split("<svg ", -1)).hasSize(1 + 1);

        var network = RecordedTraining.ofNetwork(RunId.random());
        network.all().forEach(this::send);
        String other = "/api/v1/runs/" + network.run();
        awaitText(other, "/status", "SUCCEEDED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json(other + "/iterations").at("/total").asInt())
                        .isEqualTo(4));
        String page = get(other + "/report").body();
        // to be looked at
        Files.writeString(Path.of("target", "learning-report.html"), page);
        assertThat(page).contains("Loss by epoch").doesNotContain("effective rank", "NaN");
        assertThat(page.split("<polyline ", -1)).as("a line a fold").hasSize(1 + 2);
        assertThat(get("/api/v1/runs/" + RunId.random() + "/report").statusCode())
                .isEqualTo(404);
    }

    @Test
    void manyEpochsAreThinnedOutEvenly() {
        var recorded = RecordedTraining.ofNetwork(RunId.random());
        send(recorded.submitted());
        for (int k = 0; k < 10; k++) {
            send(recorded.epoch(1 + k, 5 * (k + 1), 1, 1.0 / (k + 1)));
        }
        for (int k = 0; k < 3; k++) {
            send(recorded.epoch(11 + k, 5 * (k + 1), null, 1.0 / (k + 1)));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(runs.countEpochs(recorded.run())).isEqualTo(13));
        assertThat(runs.everyEpoch(recorded.run(), 4))
                .extracting(TrainingStep::step)
                .as("each fourth of the fold and its last, and of the model of all rows the first and the last")
                .containsExactly(1, 5, 9, 10, 11, 13);
        assertThat(runs.everyEpoch(recorded.run(), 1)).hasSize(13);
    }

    @Test
    void aModelThatWasLeftOutIsTold() {
        var recorded = RecordedTraining.ofKernel(RunId.random());
        String path = "/api/v1/runs/" + recorded.run();
        send(recorded.submitted());
        send(recorded.endedWithout("it is <large>"));
        awaitText(path, "/learning/modelLeftOut", "it is <large>");
        assertThat(get(path + "/report", "text/html").body()).contains("left out, since it is &lt;large&gt;.");
        String model = "/api/v1/models/" + recorded.run();
        for (var answer : List.of(
                get(model),
                get(model + "/export", "application/zip, application/problem+json"),
                post(model + "/predict", "{\"rows\": [{\"width\": 1, \"height\": 2}]}"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("was not kept: it is <large>.");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }
        assertThat(get("/api/v1/models/" + RunId.random()).headers().firstValue("Retry-After"))
                .contains("1");
    }

    @Test
    void aReplayTellsWhetherItCameToTheSame() {
        Stream.of(RecordedTraining.ofKernel(RunId.random()), RecordedTraining.ofNetwork(RunId.random()))
                .forEach(original -> {
                    original.all().forEach(this::send);
                    RunId again = RunId.random();
                    original.replay(again).all().forEach(this::send);
                    awaitTree("/api/v1/runs/" + again, "/matches", "true");
                    assertThat(json("/api/v1/runs/" + again).at("/replayOf").asString())
                            .isEqualTo(original.run().toString());
                    RunId astray = RunId.random();
                    original.replay(astray).strayed().all().forEach(this::send);
                    awaitTree("/api/v1/runs/" + astray, "/matches", "false");
                });
        var cancelled = RecordedTraining.ofNetwork(RunId.random());
        cancelled.all().subList(0, 6).forEach(this::send);
        send(cancelled.cancelled());
        RunId again = RunId.random();
        cancelled.replay(again).all().forEach(this::send);
        awaitTree("/api/v1/runs/" + again, "/matches", "true");
        var cancelledKernel = RecordedTraining.ofKernel(RunId.random());
        cancelledKernel.all().subList(0, 6).forEach(this::send);
        send(cancelledKernel.cancelled());
        RunId whole = RunId.random();
        cancelledKernel.replay(whole).all().forEach(this::send);
        awaitText("/api/v1/runs/" + whole, "/status", "SUCCEEDED");
        assertThat(json("/api/v1/runs/" + whole).has("matches"))
                .as("a kernel that was cancelled has nothing to compare")
                .isFalse();
        var accepted = post("/api/v1/runs/" + again + "/replay");
        assertThat(accepted.statusCode()).isEqualTo(202);
    }

    private void awaitText(String path, String pointer, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(path).at(pointer).asString("")).isEqualTo(expected));
    }

    private void awaitTree(String path, String pointer, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(path).at(pointer).toString()).isEqualTo(expected));
    }
}
