package io.ketstream.results.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.results.testing.RecordedParent;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.OpenApiContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RunsIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Test
    void aRunIsShownAsItsEventsArrive() {
        var recorded = RecordedRun.of(RunId.random(), 3);
        String path = "/api/v1/runs/" + recorded.run();
        var unknown = get(path);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");

        recorded.all().subList(0, 9).forEach(this::send);
        awaitText(path, "/status", "RUNNING");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(path).at("/iterations").asInt(0)).isPositive());
        JsonNode running = json(path);
        assertThat(running.at("/verdict").asString()).isEqualTo("PENDING");
        assertThat(running.at("/best/objective").asDouble()).isEqualTo(6);
        assertThat(running.has("failure")).isFalse();

        recorded.all().forEach(this::send);
        awaitText(path, "/verdict", "EQUAL");
        JsonNode shown = json(path);
        assertThat(shown.at("/status").asString()).isEqualTo("SUCCEEDED");
        assertThat(shown.at("/problem").toString()).isEqualTo("{\"type\":\"maxcut\",\"variables\":3}");
        assertThat(shown.at("/optimum/probability").asDouble()).isEqualTo(0.75);
        assertThat(shown.at("/optimum/uniformProbability").asDouble()).isEqualTo(0.25);
        assertThat(shown.at("/controls/exact/objective").asDouble()).isEqualTo(6);
        assertThat(shown.at("/controls/random/mean").asDouble()).isEqualTo(3.5);
        assertThat(shown.at("/provenance/seed").asLong()).isEqualTo(42);
        assertThat(shown.at("/provenance/circuitDigest").asString()).isEqualTo(RecordedRun.CIRCUIT.value());
        assertThat(shown.at("/iterations").asInt()).isEqualTo(3);
        assertThat(shown.at("/evaluations").asInt()).isEqualTo(6);

        JsonNode samples = json(path + "/samples");
        assertThat(samples.at("/best/0/objective").asDouble()).isEqualTo(6);
        assertThat(samples.at("/best/0/energy").asDouble()).isEqualTo(-6);
        assertThat(samples.at("/mostProbable/0/bitString").asString()).isEqualTo("100");

        JsonNode second = json(path + "/iterations?page=1&size=2");
        assertThat(second.at("/total").asInt()).isEqualTo(3);
        assertThat(second.at("/items/0/iteration").asInt()).isEqualTo(3);
        assertThat(second.at("/items/0").propertyNames())
                .containsExactly(
                        "iteration",
                        "evaluations",
                        "shots",
                        "objective",
                        "standardError",
                        "bestObjective",
                        "bestBitString",
                        "parameters",
                        "occurredAt");
        assertThat(second.at("/items/0/parameters/0").asDouble()).isEqualTo(1.1);

        List<String> table =
                get(path + "/iterations", "text/csv").body().lines().toList();
        assertThat(table).hasSize(4);
        assertThat(table.getFirst()).endsWith("occurredAt,parameter0,parameter1");
        assertThat(table.get(2)).startsWith("2,4,0,5.002,0.0,6.0,100,").endsWith("," + (0.1 + 2 / 3.0) + ",-0.2");

        assertThat(get(path + "/samples", "text/csv").body())
                .startsWith("list,bitString,probability,energy,objective\r\nmostProbable,100,")
                .contains("\r\nbest,");

        JsonNode listed = json("/api/v1/runs?status=SUCCEEDED&type=maxcut&size=200");
        assertThat(listed.at("/items")
                        .valueStream()
                        .map(item -> item.at("/runId").asString()))
                .contains(recorded.run().toString());
        assertThat(json("/api/v1/runs?type=ising").at("/total").asInt()).isZero();
    }

    @Test
    void allRunsAreATable() {
        // More than are read at a time.
        List<String> submitted = Stream.generate(() -> RecordedRun.of(RunId.random(), 1))
                .limit(201)
                .peek(run -> send(run.all().getFirst()))
                .map(run -> run.run().toString())
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tableOf("?status=QUEUED").stream().map(line -> line.split(",")[0]))
                                .doesNotHaveDuplicates()
                                .containsAll(submitted));
        String header = get("/api/v1/runs?type=ising", "text/csv").body();
        assertThat(header)
                .startsWith("runId,name,status,problemType,")
                .endsWith(",sequence,dataset,model,score,validationScore\r\n");
        assertThat(tableOf("?status=QUEUED"))
                .allSatisfy(line -> assertThat(line.split(",", -1))
                        .hasSize(header.split(",").length)
                        .contains("QUEUED", "maxcut"));
    }

    private List<String> tableOf(String query) {
        return get("/api/v1/runs" + query, "text/csv").body().lines().skip(1).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs?status=ASLEEP, 400, status",
        "/api/v1/runs?type=sudoku, 422, type",
        "/api/v1/runs?parent=xyz, 400, parent",
        "/api/v1/runs?page=-1, 422, page",
        "/api/v1/runs?page=x, 400, page",
        "/api/v1/runs?size=0, 422, size",
        "/api/v1/runs?size=201, 422, size",
        "/api/v1/runs/xyz, 400, runId",
        "/api/v1/runs/xyz/iterations, 400, runId",
        "/api/v1/runs/" + NOBODY + "/iterations?size=0, 422, size",
        "/api/v1/runs/" + NOBODY + "/iterations?page=1000001, 422, page",
        "/api/v1/runs/" + NOBODY + "/iterations, 404,",
        "/api/v1/runs/" + NOBODY + "/samples, 404,",
        "/api/v1/runs/" + NOBODY + "/events, 404,",
        "/api/v1/nothing, 404,",
    })
    void badRequestsAreRefusedByName(String path, int status, @Nullable String field) {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (field != null) {
            assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void aReplayIsCommandedAndTellsWhetherItMatches() {
        var original = RecordedRun.of(RunId.random(), 4);
        String path = "/api/v1/runs/" + original.run();
        original.all().subList(0, 4).forEach(this::send);
        awaitText(path, "/status", "RUNNING");
        assertThat(post(path + "/replay").statusCode()).isEqualTo(409);
        assertThat(post("/api/v1/runs/" + NOBODY + "/replay").statusCode()).isEqualTo(404);
        original.all().forEach(this::send);
        awaitText(path, "/status", "SUCCEEDED");

        var accepted = post(path + "/replay");
        assertThat(accepted.statusCode()).isEqualTo(202);
        RunId again = RunId.of(JSON.readTree(accepted.body()).at("/runId").asString());
        assertThat(accepted.headers().firstValue("Location")).contains("http://localhost:8085/api/v1/runs/" + again);
        assertThat(replayCommands()).anySatisfy(command -> {
            assertThat(command.runId()).isEqualTo(original.run());
            assertThat(command.newRunId()).isEqualTo(again);
        });

        original.replay(again).all().forEach(this::send);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/api/v1/runs/" + again).at("/matches").asBoolean(false))
                        .isTrue());
        assertThat(json("/api/v1/runs/" + again).at("/replayOf").asString())
                .isEqualTo(original.run().toString());

        RunId astray = RunId.random();
        original.replay(astray).strayed().all().forEach(this::send);
        awaitText("/api/v1/runs/" + astray, "/status", "SUCCEEDED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/api/v1/runs/" + astray).at("/matches").asBoolean(true))
                        .isFalse());
    }

    @Test
    void aParentIsShownWithItsChildren() {
        var parent = RecordedParent.of(RunId.random());
        List<RecordedRun> children = parent.children();
        String path = "/api/v1/runs/" + parent.run();
        send(parent.submitted());
        awaitText(path, "/status", "QUEUED");
        assertThat(json(path).has("children")).isFalse();

        send(parent.decomposed());
        children.getFirst().all().forEach(this::send);
        children.get(1).all().subList(0, 4).forEach(this::send);
        awaitTree(path, "/children", "{\"begun\":2,\"ended\":1,\"failed\":0}");
        JsonNode running = json(path);
        assertThat(running.at("/status").asString()).isEqualTo("RUNNING");
        assertThat(running.at("/startedAt").asString()).isNotEmpty();
        assertThat(running.at("/decomposition/sizes").toString()).isEqualTo("[3,2,2]");
        assertThat(running.at("/decomposition/count"))
                .hasToString("{\"fewest\":2,\"most\":3,\"chosen\":3,\"method\":\"greedy\"}");
        assertThat(running.at("/decomposition").has("bound")).isFalse();

        children.get(1).all().forEach(this::send);
        send(children.getLast().submitted());
        send(children.getLast().failed("ended"));
        parent.all().forEach(this::send);
        awaitTree(path, "/children", "{\"begun\":3,\"ended\":3,\"failed\":1}");
        awaitText(path, "/verdict", "EQUAL");
        JsonNode shown = json(path);
        assertThat(shown.at("/best/selection").toString()).isEqualTo("[\"A\",\"D\",\"G\"]");
        assertThat(shown.at("/decomposition/modularity").asDouble()).isEqualTo(0.375);
        assertThat(shown.at("/decomposition/bound").asDouble()).isEqualTo(-1.75);
        assertThat(shown.at("/decomposition/stages/0/step").asString()).isEqualTo("clusters");
        assertThat(shown.at("/decomposition/stages/0/fallbacks").asInt()).isEqualTo(1);
        assertThat(shown.at("/provenance").has("circuitDigest")).isFalse();
        assertThat(json(path + "/portfolio")
                        .at("/allocation/positions/0/symbol")
                        .asString())
                .isEqualTo("A");
        assertThat(json(path + "/iterations").at("/total").asInt(-1)).isZero();
        assertThat(json(path + "/samples").at("/best").isEmpty()).isTrue();
        assertThat(get(path + "/events").body()).contains("\"SUCCEEDED\"").doesNotContain("event:iteration");

        RecordedRun first = children.getFirst();
        assertThat(json("/api/v1/runs/" + first.run()).at("/parent").toString())
                .isEqualTo("{\"runId\":\"" + parent.run() + "\",\"sequence\":1}");
        List<String> everybody =
                tableOf("").stream().map(line -> line.split(",")[0]).toList();
        assertThat(everybody).contains(parent.run().toString());
        assertThat(everybody).doesNotContain(first.run().toString());
        String own = "?parent=" + parent.run();
        assertThat(json("/api/v1/runs" + own + "&page=1&size=2").at("/total").asInt())
                .isEqualTo(3);
        assertThat(json("/api/v1/runs" + own + "&page=1&size=2")
                        .at("/items/0/parent/sequence")
                        .asInt())
                .isEqualTo(3);
        assertThat(json("/api/v1/runs" + own + "&status=FAILED")
                        .at("/items/0/runId")
                        .asString())
                .isEqualTo(children.getLast().run().toString());
        assertThat(tableOf(own))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("," + parent.run() + ","))
                .last()
                .asString()
                .contains(",3,");
        assertThat(json("/api/v1/runs?parent=" + NOBODY).at("/total").asInt(-1)).isZero();

        var refused = post("/api/v1/runs/" + first.run() + "/replay");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(refused.body()).at("/detail").asString()).contains("part 1 of run " + parent.run());

        RecordedParent again = parent.replay(RunId.random());
        again.all().forEach(this::send);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("/api/v1/runs/" + again.run())
                                .at("/matches")
                                .asBoolean(false))
                        .isTrue());
    }

    @Test
    void theServiceDescribesItself() {
        OpenApiContract.assertKept(
                "results-service", "http://localhost:8085", get("/v3/api-docs").body());
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(json("/actuator/health/readiness").at("/components").propertyNames())
                .contains("db", "kafka", "listeners");
        assertThat(get("/actuator/prometheus").body()).contains("ketstream_results_delay_seconds");
    }

    @Test
    void projectionsAreRebuiltOnCommand() {
        assertThat(post("/api/v1/projections/rebuild").statusCode()).isEqualTo(202);
        awaitText("/api/v1/projections/rebuild", "/status", "SUCCEEDED");
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

    private static List<RunCommand.Replay> replayCommands() {
        return replays(
                awaitRecords(Topics.RUN_COMMANDS, found -> !replays(found).isEmpty()));
    }

    private static List<RunCommand.Replay> replays(List<ConsumerRecord<String, byte[]>> records) {
        var codec = new EventCodec("test");
        var replays = new ArrayList<RunCommand.Replay>();
        for (ConsumerRecord<String, byte[]> each : records) {
            if (codec.decode(each.value()) instanceof RunCommand.Replay replay) {
                assertThat(each.key()).isEqualTo(replay.runId().toString());
                replays.add(replay);
            }
        }
        return replays;
    }
}
