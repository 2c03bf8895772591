package io.ketstream.optimizer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.IsingHamiltonian.Coupling;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
                    new ControlProblem.Spins(ReferenceInstances.minusCut("maxcut/qedc/" + entry.getKey() + ".txt"));
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
        var problem = new ControlProblem.Spins(qubo("qubo/beasley/" + name + ".sparse"));

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
        var problem = new ControlProblem.Spins(qubo("qubo/gka/" + name + ".sparse"));

        assertThat(ClassicalControls.heuristic(problem, 50_000, 1).objective()).isCloseTo(published, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g05_60.0", "g05_60.2", "g05_80.0", "g05_100.0", "pm1s_80.0", "pm1d_80.2", "w01_100.0"})
    void bigMaxCutsAreSolvedByTheHeuristic(String name) {
        double published = ReferenceData.json("maxcut/biqmac_rudy/optimal_cut.json")
                .get("optimal")
                .get(name)
                .asDouble();
        var problem = new ControlProblem.Spins(ReferenceInstances.minusCutOfRudy("maxcut/biqmac_rudy/" + name));

        assertThat(-ClassicalControls.heuristic(problem, 100_000, 1).objective())
                .isCloseTo(published, within(1e-6));
    }

    @Test
    void isingMinimaAreExact() {
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            IsingHamiltonian energy = ReferenceInstances.ising(instance);
            var proven = proven(ClassicalControls.exact(new ControlProblem.Spins(energy), NODES, 1));

            assertThat(proven.objective())
                    .isCloseTo(instance.get("runs").get(0).get("min").asDouble(), within(1e-9));
        }
    }

    @Test
    void portfolioSelectionsAreExact() {
        int checked = 0;
        for (JsonNode expected :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            int cardinality = expected.get("K").asInt();
            IsingHamiltonian energy = ising(objective(expected));
            var problem = new ControlProblem.Spins(energy, SelectionRules.exactly(cardinality, energy.spins()));
            var proven = proven(ClassicalControls.exact(problem, NODES, 1));
            String what = expected.get("instance").asString() + " n "
                    + expected.get("n").asInt();

            assertThat(proven.objective())
                    .as(what)
                    .isCloseTo(expected.get("min").asDouble(), within(1e-12));
            assertThat(proven.feasibleAssignments())
                    .isEqualTo(expected.get("combinations").asLong());
            assertThat(proven.optimalAssignments()).isEqualTo(1);
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 2000, 1);
            assertThat(heuristic.objective()).as(what).isCloseTo(proven.objective(), within(1e-12));
            checked++;
        }
        assertThat(checked).isEqualTo(72);
    }

    /// q xᵀΣx − μᵀx.
    private static double[][] objective(JsonNode reference) {
        PortfolioProblem portfolio = ReferenceInstances.portfolio(reference);
        double[][] objective = Objects.requireNonNull(portfolio.covariance()).toArray();
        RealVector returns = Objects.requireNonNull(portfolio.expectedReturns());
        for (int i = 0; i < objective.length; i++) {
            for (int j = 0; j < objective.length; j++) {
                objective[i][j] *= portfolio.riskAversion();
            }
            objective[i][i] -= returns.get(i);
        }
        return objective;
    }

    /// E(x) = Σ qᵢᵢ xᵢ + 2 Σ qᵢⱼ xᵢ xⱼ from a sparse file: `i j q` a line, counted from 1.
    private static IsingHamiltonian qubo(String name) {
        List<double[]> rows = ReferenceData.table(name);
        int n = (int) rows.getFirst()[0];
        double[][] q = new double[n][n];
        for (double[] entry : rows.subList(1, rows.size())) {
            int i = (int) entry[0] - 1;
            int j = (int) entry[1] - 1;
            q[i][j] += (i == j ? 1 : 2) * entry[2];
        }
        return ising(q);
    }

    /// Σ_{i ≤ j} qᵢⱼ xᵢ xⱼ with x = (1 − z)/2; entries below the diagonal are added to their mirror images.
    private static IsingHamiltonian ising(double[][] q) {
        int n = q.length;
        double[] h = new double[n];
        double offset = 0;
        List<Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            offset += q[i][i] / 2;
            h[i] -= q[i][i] / 2;
            for (int j = i + 1; j < n; j++) {
                double pair = q[i][j] + q[j][i];
                if (pair != 0) {
                    couplings.add(new Coupling(i, j, pair / 4));
                    h[i] -= pair / 4;
                    h[j] -= pair / 4;
                    offset += pair / 4;
                }
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, offset);
    }

    private static ExactControl.Proven proven(ExactControl exact) {
        assertThat(exact).isInstanceOf(ExactControl.Proven.class);
        return (ExactControl.Proven) exact;
    }
}
