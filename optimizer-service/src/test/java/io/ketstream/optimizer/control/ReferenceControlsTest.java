package io.ketstream.optimizer.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Against published and independently computed optima.
class ReferenceControlsTest {

    private static final long NODES = ClassicalControls.DEFAULT_NODES;

    @Test
    void maxCutOptimaAndTheirNumberAreExact() {
        JsonNode reference = ReferenceData.json("maxcut/reference.json").get("qedc");
        int counted = 0;
        for (var entry : reference.properties()) {
            JsonNode expected = entry.getValue();
            if (expected.get("n").asInt() > 40) {
                continue;
            }
            var problem =
                    new ControlProblem.Spins(ReferenceData.maxcut("maxcut/qedc/" + entry.getKey() + ".txt", false));
            var proven = proven(ClassicalControls.exact(problem, NODES, 1));
            assertThat(-proven.objective())
                    .as(entry.getKey())
                    .isCloseTo(expected.get("published_cut").asDouble(), within(1e-9));
            if (expected.has("n_optimal")) {
                assertThat(proven.optimalAssignments())
                        .as(entry.getKey())
                        .isEqualTo(expected.get("n_optimal").asLong());
                counted++;
            }
        }
        assertThat(counted).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "bqp50-1,true",
        "bqp50-3,true",
        "bqp50-5,true",
        "bqp50-7,true",
        "bqp50-9,true",
        "bqp100-1,false",
        "bqp100-3,false",
        "bqp250-1,false"
    })
    void beasleyOptimaAreFoundAndTheSmallOnesProven(String name, boolean provable) {
        double published = ReferenceData.json("qubo/beasley/optimal.json")
                .get("optimal")
                .get(name)
                .asDouble();
        var problem = new ControlProblem.Spins(ReferenceData.qubo("qubo/beasley/" + name + ".sparse"));

        assertThat(ClassicalControls.heuristic(problem, 50_000, 1).objective()).isCloseTo(published, within(1e-6));
        if (provable) {
            assertThat(proven(ClassicalControls.exact(problem, NODES, 1)).objective())
                    .isCloseTo(published, within(1e-6));
        } else {
            assertThat(ClassicalControls.exact(problem, 1_000_000, 1))
                    .isInstanceOfSatisfying(
                            ExactControl.Bounded.class,
                            bounded -> assertThat(bounded.bound()).isLessThanOrEqualTo(published));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gka1a", "gka3a", "gka5a", "gka7a", "gka1b", "gka1c", "gka3c", "gka1d"})
    void gkaOptimaAreFound(String name) {
        double published = ReferenceData.json("qubo/reference.json")
                .get("gka")
                .get(name)
                .get("published_min")
                .asDouble();
        var problem = new ControlProblem.Spins(ReferenceData.qubo("qubo/gka/" + name + ".sparse"));

        assertThat(ClassicalControls.heuristic(problem, 50_000, 1).objective()).isCloseTo(published, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g05_60.0", "g05_60.2", "g05_80.0", "g05_100.0", "pm1s_80.0", "pm1d_80.2", "w01_100.0"})
    void bigMaxCutsAreSolvedByTheHeuristic(String name) {
        double published = ReferenceData.json("maxcut/biqmac_rudy/optimal_cut.json")
                .get("optimal")
                .get(name)
                .asDouble();
        var problem = new ControlProblem.Spins(ReferenceData.maxcut("maxcut/biqmac_rudy/" + name, true));

        assertThat(-ClassicalControls.heuristic(problem, 100_000, 1).objective())
                .isCloseTo(published, within(1e-6));
    }

    @Test
    void isingMinimaAreExact() {
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            List<Coupling> couplings = new ArrayList<>();
            instance.get("J").forEach(j -> {
                int a = j.get(0).asInt();
                int b = j.get(1).asInt();
                couplings.add(
                        new Coupling(Math.min(a, b), Math.max(a, b), j.get(2).asDouble()));
            });
            var energy = new IsingHamiltonian(
                    RealVector.of(numbers(instance.get("h"))),
                    couplings,
                    instance.get("const").asDouble());
            var proven = proven(ClassicalControls.exact(new ControlProblem.Spins(energy), NODES, 1));

            assertThat(proven.objective())
                    .isCloseTo(instance.get("runs").get(0).get("min").asDouble(), within(1e-9));
        }
    }

    @Test
    void portfolioSelectionsAreExact() throws IOException {
        int checked = 0;
        for (JsonNode expected :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            double[][] objective = objective(expected);
            int cardinality = expected.get("K").asInt();
            var problem = new ControlProblem.Spins(ReferenceData.ising(objective), OptionalInt.of(cardinality));
            var proven = proven(ClassicalControls.exact(problem, NODES, 1));
            String what = expected.get("instance").asString() + " n "
                    + expected.get("n").asInt();

            assertThat(proven.objective())
                    .as(what)
                    .isCloseTo(expected.get("min").asDouble(), within(1e-12));
            assertThat(proven.mean()).as(what).isCloseTo(expected.get("mean").asDouble(), within(1e-12));
            assertThat(proven.feasibleAssignments())
                    .isEqualTo(expected.get("combinations").asLong());
            assertThat(proven.optimalAssignments()).isEqualTo(1);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 2000, 1);
            assertThat(heuristic.objective()).as(what).isCloseTo(proven.objective(), within(1e-12));
            checked++;
        }
        assertThat(checked).isEqualTo(72);
    }

    /// q xᵀΣx − μᵀx over the universe of a reference, from its OR-Library file.
    private static double[][] objective(JsonNode expected) throws IOException {
        double[] means;
        double[] deviations;
        double[][] correlations;
        String file = "portfolio/orlib/" + expected.get("instance").asString() + ".txt";
        try (Scanner scanner = new Scanner(ReferenceData.data().resolve(file), UTF_8)) {
            int n = Integer.parseInt(scanner.next());
            means = new double[n];
            deviations = new double[n];
            for (int i = 0; i < n; i++) {
                means[i] = Double.parseDouble(scanner.next());
                deviations[i] = Double.parseDouble(scanner.next());
            }
            correlations = new double[n][n];
            while (scanner.hasNext()) {
                int i = Integer.parseInt(scanner.next()) - 1;
                int j = Integer.parseInt(scanner.next()) - 1;
                correlations[i][j] = Double.parseDouble(scanner.next());
                correlations[j][i] = correlations[i][j];
            }
        }
        double risk = expected.get("q").asDouble();
        double[] universe = numbers(expected.get("universe_assets_0based"));
        double[][] objective = new double[universe.length][universe.length];
        for (int a = 0; a < universe.length; a++) {
            for (int b = 0; b < universe.length; b++) {
                int i = (int) universe[a];
                int j = (int) universe[b];
                objective[a][b] = risk * correlations[i][j] * deviations[i] * deviations[j] - (a == b ? means[i] : 0);
            }
        }
        return objective;
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    private static ExactControl.Proven proven(ExactControl exact) {
        assertThat(exact).isInstanceOf(ExactControl.Proven.class);
        return (ExactControl.Proven) exact;
    }
}
