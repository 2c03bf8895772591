package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ketstream.model.event.Topics;
import io.ketstream.stack.service.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Same seed, same trajectory, bit for bit, whatever is killed on the way.
@DisturbingTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class DurabilityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 30 : 4);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EVALUATIONS = 60;

    /// A run that is disturbed ends when it is told to, so it outlasts what happens to it on any machine.
    private static final int ENDLESS = 1_000_000;

    private static final int LONGEST_WAIT = 15;

    /// What is killed is as likely to be computing as to be waiting, on a slow machine too.
    private static final int NODES = Suite.isLong() ? 20 : 16;

    /// Of the moments at which parts are killed; printed with a failure.
    private static final long CHAOS_SEED = Long.getLong("ketstream.system.seed", 20_261_123);

    /// What a run passes through, in the order of its life.
    private static final List<String> TOPICS_OF_A_RUN = List.of(
            Topics.PROBLEMS,
            Topics.RUN_CIRCUITS,
            Topics.EXECUTION_REQUESTS,
            Topics.EXECUTION_RESULTS,
            Topics.RUN_COMMANDS,
            Topics.RUN_PROGRESS,
            Topics.RUN_CONTROLS,
            Topics.RUN_OUTCOMES);

    @Test
    @Order(1)
    void theTrajectoryIsTheUndisturbedOneWhateverIsKilled(Suite suite) {
        List<Disturbance> disturbances = Suite.isLong()
                ? List.of(
                        Disturbance.KILL_INGESTION,
                        Disturbance.KILL_CIRCUIT,
                        Disturbance.KILL_RESULTS,
                        Disturbance.KILL_DATABASE,
                        Disturbance.KILL_OPTIMIZER,
                        Disturbance.KILL_EXECUTION,
                        Disturbance.KILL_BROKER,
                        Disturbance.WIPE_OPTIMIZER)
                : List.of(
                        Disturbance.WIPE_OPTIMIZER,
                        Disturbance.KILL_DATABASE,
                        Disturbance.KILL_EXECUTION,
                        Disturbance.KILL_BROKER);
        disturbed(suite, disturbances);
    }

    @Test
    @Order(2)
    void twoOptimizersShareTheWorkAndOneMayFreezeAndComeBack(Suite suite) {
        assumeTrue(Suite.isLong(), "takes minutes");
        ServiceProcess second = suite.stack().startAnother(Suite.OPTIMIZER);
        try {
            disturbed(
                    suite,
                    List.of(
                            Disturbance.FREEZE_OPTIMIZER,
                            Disturbance.KILL_OPTIMIZER,
                            Disturbance.FREEZE_OPTIMIZER,
                            Disturbance.WIPE_OPTIMIZER));
        } finally {
            second.stop();
        }
    }

    @Test
    @Order(3)
    void duplicatedAndReorderedMessagesChangeNothing(Suite suite) {
        String undisturbed = suite.submit(noisy(EVALUATIONS));
        suite.awaitSuccess(undisturbed, PATIENCE);
        Random random = new Random(CHAOS_SEED);
        String runId = suite.submit(noisy(EVALUATIONS));
        for (int round = 1; round <= 3; round++) {
            suite.awaitEvaluations(runId, round * EVALUATIONS / 5, PATIENCE);
            repeat(suite, runId, random);
        }
        JsonNode ended = suite.awaitSuccess(runId, PATIENCE);
        repeat(suite, runId, random);
        // A later run has passed the same partitions' readers, so what was repeated has been read.
        suite.awaitSuccess(suite.submit(quick()), PATIENCE);
        assertThat(suite.trajectory(runId))
                .hasSizeGreaterThan(EVALUATIONS / 4)
                .isEqualTo(suite.trajectory(undisturbed));
        assertThat(suite.run(runId)).contains(ended);
        assertThat(Executions.of(suite, runId).repeated()).isEmpty();
    }

    @Test
    @Order(4)
    void aPortfolioThatIsTakenApartComesToTheSameWhateverIsKilled(Suite suite) {
        List<Disturbance> disturbances = Suite.isLong()
                ? List.of(
                        Disturbance.KILL_OPTIMIZER,
                        Disturbance.KILL_CIRCUIT,
                        Disturbance.KILL_INGESTION,
                        Disturbance.KILL_RESULTS,
                        Disturbance.WIPE_OPTIMIZER,
                        Disturbance.KILL_BROKER)
                : List.of(Disturbance.WIPE_OPTIMIZER);
        suite.http()
                .post(
                        suite.address(Suite.INGESTION, "/api/v1/universes/durable/generated-prices"),
                        JSON.createObjectNode()
                                .put("assets", 40)
                                .put("days", 300)
                                .put("seed", CHAOS_SEED))
                .requireSuccess();
        Random random = new Random(CHAOS_SEED);
        String runId = suite.submit(largePortfolio());
        int ended = 1;
        for (Disturbance disturbance : disturbances) {
            awaitChildren(suite, runId, ended++);
            disturbance.strike(suite, random);
        }
        JsonNode run = suite.awaitSuccess(runId, PATIENCE);
        JsonNode first = run.at("/decomposition/stages/0");
        assertThat(first.get("children").asInt()).isEqualTo(clustersToSolve(suite, runId));
        assertThat(run.at("/decomposition/stages"))
                .allSatisfy(stage -> assertThat(stage.get("fallbacks").asInt()).isZero());
        int chosen = run.at("/decomposition/count/chosen").asInt();
        assertThat(chosen).isBetween(5, 8);
        assertThat(run.at("/best/selection")).hasSizeBetween(5, 8);
        try (Topic topic = new Topic(suite)) {
            assertThat(topic.read(Topics.PORTFOLIOS, runId)).isNotEmpty();
            assertThat(topic.read(Topics.RUN_CIRCUITS, runId))
                    .isNotEmpty()
                    .allSatisfy(decomposed -> assertThat(sharedOut(JSON.readTree(decomposed.value())))
                            .isEqualTo(chosen));
        }

        String replayId = suite.post(Suite.RESULTS, "/api/v1/runs/" + runId + "/replay")
                .requireSuccess()
                .json()
                .get("runId")
                .asString();
        JsonNode replay = suite.awaitSuccess(replayId, PATIENCE);
        assertThat(replay.get("best")).isEqualTo(run.get("best"));
        assertThat(replay.get("matches").asBoolean()).isTrue();
    }

    /// By the clusters, of which none or all assets may be selected.
    private static int sharedOut(JsonNode decomposed) {
        int selected = 0;
        for (JsonNode cluster : decomposed.at("/clustering/clusters")) {
            selected += cluster.get("cardinality").asInt();
        }
        return selected;
    }

    /// Those that were asked for before the first sweep.
    private static long clustersToSolve(Suite suite, String runId) {
        JsonNode children = suite.get(Suite.RESULTS, "/api/v1/runs?size=200&parent=" + runId)
                .requireSuccess()
                .json()
                .get("items");
        long clusters = 0;
        for (JsonNode child : children) {
            clusters += child.get("name").asString().startsWith("cluster ") ? 1 : 0;
        }
        return clusters;
    }

    private static void awaitChildren(Suite suite, String runId, int ended) {
        Poll.closely(
                ended + " ended children of run " + runId,
                PATIENCE,
                () -> suite.run(runId)
                        .map(run -> run.at("/children/ended").asInt(0) >= ended)
                        .orElse(false));
    }

    /// Circuits with shot noise, so that every sample shows in what comes of them.
    private static ObjectNode largePortfolio() {
        ObjectNode body = JSON.createObjectNode().put("name", "large").put("seed", 42);
        body.putObject("problem")
                .put("type", "portfolio")
                .put("universe", "durable")
                .put("riskAversion", 0.5)
                .put("cardinality", 8)
                .putObject("constraints")
                .put("minCardinality", 5);
        body.putObject("ansatz")
                .put("type", "qaoa")
                .put("layers", 2)
                .put("mixer", "xy-complete")
                .put("maxQubits", 8);
        body.putObject("optimizer").put("type", "spsa").put("maxIterations", 12);
        body.putObject("execution").put("shots", 200);
        return body;
    }

    private static void disturbed(Suite suite, List<Disturbance> disturbances) {
        Random random = new Random(CHAOS_SEED);
        String runId = suite.submit(noisy(ENDLESS));
        for (Disturbance disturbance : disturbances) {
            goOn(suite, runId, 1 + random.nextInt(LONGEST_WAIT));
            disturbance.strike(suite, random);
        }
        goOn(suite, runId, LONGEST_WAIT);
        List<JsonNode> trajectory = cancelled(suite, runId);
        // One question of a run is in flight at a time, so each blow costs at most one.
        Executions executions = Executions.of(suite, runId);
        assertThat(executions.repetitions())
                .as("computed again: %s", executions.repeated())
                .isLessThanOrEqualTo(disturbances.size());
        suite.stack().requireAlive();
        RunTrace.await(suite, runId, PATIENCE).requireWhole();

        String undisturbedId = suite.submit(noisy(ENDLESS));
        suite.awaitEvaluations(undisturbedId, evaluations(suite, runId), PATIENCE);
        List<JsonNode> undisturbed = cancelled(suite, undisturbedId);
        assertThat(Executions.of(suite, undisturbedId).repeated()).isEmpty();
        // The last step of either may be missing: the cancel came in the middle of it.
        assertThat(trajectory).hasSizeGreaterThan(disturbances.size());
        int both = Math.min(trajectory.size(), undisturbed.size());
        assertThat(both).isGreaterThanOrEqualTo(trajectory.size() - 1);
        assertThat(trajectory.subList(0, both))
                .as("seed %d, %s", CHAOS_SEED, disturbances)
                .isEqualTo(undisturbed.subList(0, both));
    }

    /// Waits for so many more evaluations.
    private static void goOn(Suite suite, String runId, int more) {
        suite.awaitEvaluations(runId, evaluations(suite, runId) + more, PATIENCE);
        assertThat(suite.run(runId).orElseThrow().get("status").asString()).isEqualTo("RUNNING");
    }

    private static int evaluations(Suite suite, String runId) {
        return suite.run(runId).map(run -> run.path("evaluations").asInt(0)).orElse(0);
    }

    private static List<JsonNode> cancelled(Suite suite, String runId) {
        suite.command(runId, "cancel");
        suite.awaitStatus(runId, "CANCELLED", PATIENCE);
        return suite.trajectory(runId);
    }

    /// Writes every message of the run again, in another order.
    private static void repeat(Suite suite, String runId, Random random) {
        try (Topic topic = new Topic(suite)) {
            List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
            for (String name : TOPICS_OF_A_RUN) {
                for (ConsumerRecord<byte[], byte[]> message : topic.read(name, runId)) {
                    again.add(new ProducerRecord<>(
                            name, message.partition(), message.key(), message.value(), message.headers()));
                }
            }
            assertThat(again).hasSizeGreaterThan(EVALUATIONS / 5);
            Collections.shuffle(again, random);
            again.forEach(topic::write);
        }
    }

    /// With shot noise, so that every sample of every evaluation shows in the trajectory.
    private static ObjectNode noisy(int evaluations) {
        return RunBody.of("noisy", RunBody.chordedRing(NODES), 41)
                .qaoa(6, "x")
                .optimizer("spsa", evaluations)
                .withoutTolerance()
                .shots(1000)
                .json();
    }

    private static ObjectNode quick() {
        return RunBody.of("quick", RunBody.chordedRing(6), 2)
                .qaoa(1, "x")
                .optimizer("cobyla", 10)
                .shots(100)
                .json();
    }
}
