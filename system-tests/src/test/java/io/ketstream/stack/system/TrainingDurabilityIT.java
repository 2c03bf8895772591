package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Same seed, same kernel, same weights, bit for bit, whatever is killed while a model learns.
@DisturbingTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingDurabilityIT {

    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 30 : 4);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ROWS = Suite.isLong() ? 1000 : 240;
    private static final int FEATURES = Suite.isLong() ? 12 : 8;

    /// What a kernel may be of, beside a matrix of all rows that tells a target.
    enum Kind {
        LANDMARKS {
            @Override
            ObjectNode body() {
                ObjectNode body = kernel();
                ((ObjectNode) body.at("/model/kernel")).putObject("nystrom").put("landmarks", 200);
                return body;
            }
        },
        ALIGNMENT {
            @Override
            ObjectNode body() {
                ObjectNode body = kernel();
                ObjectNode kernel = (ObjectNode) body.at("/model/kernel");
                ((ObjectNode) kernel.get("featureMap")).put("type", "angle");
                kernel.putObject("alignment")
                        .put("steps", 20)
                        .putObject("layers")
                        .put("type", "strongly-entangling")
                        .put("layers", 1);
                return body;
            }
        },
        COMPONENTS {
            @Override
            ObjectNode body() {
                ObjectNode body = withoutTarget(kernel());
                ((ObjectNode) body.get("model")).put("type", "kernel-pca").put("components", 3);
                return body;
            }
        },
        ONE_CLASS {
            @Override
            ObjectNode body() {
                ObjectNode body = withoutTarget(kernel());
                ((ObjectNode) body.get("model")).put("type", "one-class").put("nu", 0.2);
                return body;
            }
        };

        abstract ObjectNode body();

        /// Of few shots: it is the number of questions that counts.
        private static ObjectNode kernel() {
            ObjectNode body = TrainingDurabilityIT.kernel();
            ((ObjectNode) body.get("execution")).put("shots", 50);
            return body;
        }
    }

    /// Every service, the broker and the database, each first in one run and second in another.
    private static final List<List<Disturbance>> EVERYTHING = List.of(
            List.of(Disturbance.KILL_EXECUTION, Disturbance.WIPE_OPTIMIZER),
            List.of(Disturbance.WIPE_OPTIMIZER, Disturbance.KILL_DATABASE),
            List.of(Disturbance.KILL_OPTIMIZER, Disturbance.KILL_EXECUTION),
            List.of(Disturbance.KILL_BROKER, Disturbance.KILL_OPTIMIZER),
            List.of(Disturbance.KILL_DATABASE, Disturbance.KILL_BROKER),
            List.of(Disturbance.KILL_INGESTION, Disturbance.KILL_RESULTS),
            List.of(Disturbance.KILL_CIRCUIT, Disturbance.KILL_INGESTION),
            List.of(Disturbance.KILL_RESULTS, Disturbance.KILL_CIRCUIT));

    /// Of the table, and of the moments at which parts are killed; printed with a failure.
    private static final long CHAOS_SEED = Long.getLong("ketstream.system.seed", 20_261_127);

    @BeforeAll
    static void load(Suite suite) {
        suite.http()
                .send(
                        "PUT",
                        suite.address(Suite.INGESTION, "/api/v1/datasets/durable?category=class"),
                        "text/csv",
                        table())
                .requireSuccess();
    }

    @Test
    @Order(1)
    void aKernelsMatrixIsTheUndisturbedOneAndNoTileIsComputedTwice(Suite suite) {
        undisturbedAndDisturbed(
                suite,
                kernel(),
                Suite.isLong() ? EVERYTHING : List.of(List.of(Disturbance.KILL_EXECUTION, Disturbance.WIPE_OPTIMIZER)));
    }

    /// Kernels whose questions come in turns, and models that have no target.
    @EnabledIfSystemProperty(named = Suite.LONG, matches = "true", disabledReason = "takes minutes")
    @ParameterizedTest
    @EnumSource(Kind.class)
    @Order(4)
    void everyKindOfKernelIsTheUndisturbedOne(Kind kind, Suite suite) {
        undisturbedAndDisturbed(
                suite,
                kind.body(),
                List.of(List.of(
                        Disturbance.WIPE_OPTIMIZER,
                        Disturbance.KILL_EXECUTION,
                        Disturbance.KILL_CIRCUIT,
                        Disturbance.KILL_BROKER)));
    }

    @Test
    @Order(2)
    void weightsAreTheUndisturbedOnes(Suite suite) {
        undisturbedAndDisturbed(
                suite, network(), Suite.isLong() ? EVERYTHING : List.of(List.of(Disturbance.WIPE_OPTIMIZER)));
    }

    /// Each fold is searched by runs of its own.
    @Test
    @Order(3)
    void aSearchChoosesTheUndisturbedPoint(Suite suite) {
        JsonNode undisturbed = succeeded(suite, suite.submit(search()));
        String runId = suite.submit(search());
        awaitChildren(suite, runId);
        Disturbance.WIPE_OPTIMIZER.strike(suite, new Random(CHAOS_SEED));
        JsonNode disturbed = succeeded(suite, runId);
        assertThat(learnt(disturbed)).as("seed %d", CHAOS_SEED).isEqualTo(learnt(undisturbed));
        // three rows of training, three ranges, and a test of each
        assertThat(disturbed.at("/children/begun").asInt()).isEqualTo(3 * 3 + 3);
        assertThat(disturbed.at("/children/failed").asInt()).isZero();
        assertThat(disturbed.at("/learning/search/points").size()).isEqualTo(6);
        assertThat(disturbed.at("/learning/search/folds").size()).isEqualTo(2);
        suite.stack().requireAlive();
    }

    private static void awaitChildren(Suite suite, String runId) {
        Poll.closely(
                "children of run " + runId,
                PATIENCE,
                () -> suite.run(runId).stream()
                        .anyMatch(run -> run.at("/children/begun").asInt() > 0));
    }

    private static ObjectNode search() {
        ObjectNode body = body("durable search");
        ((ObjectNode) body.get("problem"))
                .putObject("validation")
                .put("type", "folds")
                .put("folds", 2);
        ObjectNode search = body.putObject("search");
        ObjectNode grid = search.putObject("grid");
        grid.putArray("problem.preprocessing[0].high").add(0.5).add(1).add(2);
        grid.putArray("model.c").add(0.1).add(10);
        search.putObject("validation").put("type", "folds").put("folds", 2);
        return body;
    }

    /// Once undisturbed, then once for each of the lists.
    private static void undisturbedAndDisturbed(Suite suite, ObjectNode body, List<List<Disturbance>> disturbances) {
        JsonNode undisturbed = succeeded(suite, suite.submit(body));
        Executions executions = Executions.of(suite, undisturbed.get("runId").asString());
        assertThat(executions.repeated()).isEmpty();
        Random random = new Random(CHAOS_SEED);
        for (List<Disturbance> blows : disturbances) {
            disturbed(suite, body, blows, learnt(undisturbed), executions.questions(), random);
        }
    }

    /// @param questions of the undisturbed run
    private static void disturbed(
            Suite suite, ObjectNode body, List<Disturbance> blows, JsonNode expected, int questions, Random random) {
        int apart = Math.max(2, Suite.isLong() ? questions / (blows.size() + 2) : 2);
        String runId = suite.submit(body);
        for (int blow = 1; blow <= blows.size(); blow++) {
            awaitAnswers(suite, runId, apart * blow);
            if (blow == 1) {
                assertThat(suite.run(runId).orElseThrow().get("status").asString())
                        .as("it is disturbed while it learns")
                        .isNotEqualTo("SUCCEEDED");
            }
            blows.get(blow - 1).strike(suite, random);
        }
        JsonNode disturbed = succeeded(suite, runId);
        assertThat(learnt(disturbed)).as("seed %d, %s", CHAOS_SEED, blows).isEqualTo(expected);
        // What was being computed when its instance was killed is computed by another.
        assertThat(Executions.of(suite, runId).repetitions()).isLessThanOrEqualTo(2 * blows.size());
        suite.stack().requireAlive();
    }

    /// Its controls are in its outcome.
    private static JsonNode succeeded(Suite suite, String runId) {
        JsonNode ended = suite.awaitEnd(runId, PATIENCE);
        assertThat(ended.get("status").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
        return ended;
    }

    private static void awaitAnswers(Suite suite, String runId, int least) {
        try (Topic topic = new Topic(suite)) {
            topic.begin(Topics.EXECUTION_RESULTS);
            var answers = new AtomicInteger();
            Poll.closely(
                    least + " answers to run " + runId,
                    PATIENCE,
                    () -> answers.addAndGet((int) topic.readOn().stream()
                                    .filter(answer -> Topic.key(answer).equals(runId))
                                    .count())
                            >= least);
        }
    }

    /// All that does not depend on the clock.
    private static JsonNode learnt(JsonNode run) {
        ObjectNode learning = (ObjectNode) run.get("learning").deepCopy();
        learning.remove(List.of("quantumSeconds", "classicalSeconds"));
        learning.path("controls").forEach(control -> ((ObjectNode) control).remove("seconds"));
        return learning;
    }

    private static ObjectNode kernel() {
        ObjectNode body = body("durable kernel");
        ObjectNode model = body.putObject("model").put("type", "support-vector-machine");
        model.putObject("kernel")
                .put("type", "fidelity")
                .putObject("featureMap")
                .put("type", "zz");
        body.putObject("execution").put("shots", 500);
        return body;
    }

    private static ObjectNode withoutTarget(ObjectNode body) {
        ObjectNode problem = (ObjectNode) body.get("problem");
        problem.put("type", "kernel").remove(List.of("target", "validation"));
        ArrayNode features = problem.putArray("features");
        for (int i = 0; i < FEATURES; i++) {
            features.add("x" + i);
        }
        return body;
    }

    private static ObjectNode network() {
        ObjectNode body = body("durable network");
        ObjectNode model = body.putObject("model").put("type", "quantum-neural-network");
        model.putObject("featureMap").put("type", "angle");
        model.putObject("layers").put("type", "strongly-entangling").put("layers", 3);
        model.putObject("training")
                .put("method", "adam")
                .put("epochs", Suite.isLong() ? 100 : 20)
                .put("batchSize", 32);
        return body;
    }

    private static ObjectNode body(String name) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("seed", 7);
        ObjectNode problem = body.putObject("problem")
                .put("type", "classification")
                .put("dataset", "durable")
                .put("target", "class");
        problem.putArray("preprocessing")
                .addObject()
                .put("type", "scale")
                .put("method", "minmax")
                .put("low", 0)
                .put("high", 2);
        problem.putObject("validation").put("type", "holdout").put("fraction", 0.25);
        return body;
    }

    /// Two classes that overlap.
    private static String table() {
        Random random = new Random(CHAOS_SEED);
        var csv = new StringBuilder();
        for (int i = 0; i < FEATURES; i++) {
            csv.append("x").append(i).append(',');
        }
        csv.append("class\n");
        for (int row = 0; row < ROWS; row++) {
            int side = row % 2;
            for (int i = 0; i < FEATURES; i++) {
                csv.append(String.format(Locale.ROOT, "%.6f,", random.nextGaussian() + 0.7 * side));
            }
            csv.append(side == 0 ? "left" : "right").append('\n');
        }
        return csv.toString();
    }
}
