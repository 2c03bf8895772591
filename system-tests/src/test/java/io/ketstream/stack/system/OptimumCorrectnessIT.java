package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.testing.ReferenceData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The exact control of a run against published and exhaustively computed optima, and whether QAOA is any better than
/// chance.
@EnduringTest
@Order(2)
class OptimumCorrectnessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 30 : 5);

    /// Exact controls of more take seconds each.
    private static final int MOST_NODES = Suite.isLong() ? 24 : 16;

    /// Sums of at most some hundred terms in double precision.
    private static final double RELATIVE = 1e-10;

    /// Standard errors by which a mean must differ to be no luck.
    private static final double SIGMAS = 5;

    /// How much likelier than chance the optimum must be.
    private static final double ADVANTAGE = 5;

    @Test
    void maxCutsOfPublishedGraphs(Suite suite) {
        Map<String, Double> expected = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> graph :
                ReferenceData.json("maxcut/reference.json").get("qedc").properties()) {
            int nodes = graph.getValue().get("n").asInt();
            if (nodes <= MOST_NODES) {
                expected.put(
                        submit(suite, graph.getKey(), Instances.maxCut(graph.getKey()), "x"),
                        graph.getValue().get("maxcut").asDouble());
            }
        }
        assertThat(expected).hasSize(Suite.isLong() ? 10 : 7);
        assertOptima(suite, expected);
    }

    @Test
    void minimaOfPublishedQubos(Suite suite) {
        Map<String, Double> expected = new LinkedHashMap<>();
        if (Suite.isLong()) {
            JsonNode whole = ReferenceData.json("qubo/reference.json").at("/gka/gka1b");
            expected.put(
                    submit(suite, "gka1b", Instances.qubo("gka/gka1b", 20), "x"),
                    whole.get("published_min").asDouble());
        }
        for (String file : List.of("gka/gka1a", "gka/gka1c", "gka/gka7a", "beasley/bqp50-1", "beasley/bqp100-1")) {
            ObjectNode part = Instances.qubo(file, 16);
            expected.put(submit(suite, file, part, "x"), Enumeration.minimum(part));
        }
        assertOptima(suite, expected);
    }

    @Test
    void groundEnergiesOfIsingInstances(Suite suite) {
        Map<String, Double> expected = new LinkedHashMap<>();
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            if (instance.get("n").asInt() >= 8) {
                expected.put(
                        submit(suite, instance.get("name").asString(), Instances.ising(instance), "x"),
                        instance.get("runs").get(0).get("min").asDouble());
            }
        }
        assertThat(expected).hasSize(12);
        assertOptima(suite, expected);
    }

    @Test
    void bestSelectionsOfPublishedAssets(Suite suite) {
        Map<String, Double> expected = new LinkedHashMap<>();
        int number = 0;
        for (JsonNode reference :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            // The circuits of the larger ones take seconds an evaluation.
            if (Suite.isLong() || (number++ % 4 == 0 && reference.get("n").asInt() <= 12)) {
                expected.put(
                        submit(suite, "selection " + number, Instances.portfolio(reference), "xy-ring"),
                        reference.get("min").asDouble());
            }
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(12);
        assertOptima(suite, expected);
    }

    @Test
    void qaoaIsBetterThanChance(Suite suite) {
        Map<String, ObjectNode> runs = new LinkedHashMap<>();
        runs.put(
                "maxcut",
                RunBody.of("maxcut", Instances.maxCut("mc_012_003_000"), 5)
                        .qaoa(4, "x")
                        .optimizer("cobyla", 150)
                        .shots(4096)
                        .json());
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            if (instance.get("name").asString().endsWith("_n10")) {
                runs.put(
                        instance.get("name").asString(),
                        RunBody.of("ising", Instances.ising(instance), 5)
                                .qaoa(4, "x")
                                .optimizer("cobyla", 150)
                                .shots(4096)
                                .json());
            }
        }
        // Every second selection, with the mixers in turn.
        int number = 0;
        for (JsonNode reference :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            if (reference.get("n").asInt() == 12 && reference.get("q").asDouble() == 2 && number++ % 2 == 1) {
                runs.put(
                        "portfolio " + number,
                        RunBody.of("portfolio", Instances.portfolio(reference), 5)
                                .qaoa(3, number % 4 == 0 ? "xy-complete" : "xy-ring")
                                .optimizer("cobyla", 150)
                                .shots(4096)
                                .json());
            }
        }
        assertThat(runs).hasSizeGreaterThan(4);
        Map<String, String> ids = new LinkedHashMap<>();
        runs.forEach((name, body) -> ids.put(name, suite.submitPatiently(body)));
        List<String> complaints = new ArrayList<>();
        ids.forEach((name, runId) -> complaints.addAll(complaints(name, suite.awaitSuccess(runId, PATIENCE))));
        assertThat(complaints).isEmpty();
    }

    private static List<String> complaints(String name, JsonNode run) {
        List<String> complaints = new ArrayList<>();
        double sign = run.at("/best/sense").asString("").equals("MAXIMIZE") ? -1 : 1;
        JsonNode random = run.at("/controls/random");
        double gain = sign
                * (random.get("mean").asDouble() - run.at("/expectation/value").asDouble());
        double error = Math.hypot(
                random.get("standardError").asDouble(),
                run.at("/expectation/standardError").asDouble());
        if (!(gain >= SIGMAS * error) || error == 0) {
            complaints.add(
                    "%s: the mean is %.1f standard errors below random sampling's".formatted(name, gain / error));
        }
        double found = run.at("/optimum/probability").asDouble(0);
        double luck = run.at("/optimum/uniformProbability").asDouble(1);
        if (!(found >= ADVANTAGE * luck)) {
            complaints.add("%s: P(optimum) = %.4g, in a uniform sample %.4g".formatted(name, found, luck));
        }
        return complaints;
    }

    /// A run with next to no quantum part: its controls are what counts here.
    private static String submit(Suite suite, String name, ObjectNode problem, String mixer) {
        return suite.submitPatiently(RunBody.of(name, problem, 1)
                .qaoa(1, mixer)
                .optimizer("cobyla", 2)
                .shots(64)
                .json());
    }

    private static void assertOptima(Suite suite, Map<String, Double> expected) {
        expected.forEach((runId, optimum) -> {
            JsonNode run = suite.awaitSuccess(runId, PATIENCE);
            assertThat(run.at("/controls/exact/objective").asDouble(Double.NaN))
                    .as("%s", run)
                    .isCloseTo(optimum, within(RELATIVE * Math.max(1, Math.abs(optimum))));
        });
    }
}
