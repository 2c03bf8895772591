package io.ketstream.circuit.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The lowest energy of published instances, by enumeration, against independently computed optima.
class ReferenceInstancesTest {

    private static final int MOST_ASSETS = 12;
    private static final int MOST_NODES = 16;

    @Test
    void portfolioOptima() {
        int compared = 0;
        for (JsonNode entry :
                ReferenceData.json("portfolio/reference_selection.json").get("results")) {
            // the larger files say nothing new about the formulation
            boolean small = entry.get("instance").asString().equals("port1");
            if (small && entry.get("n").asInt() <= MOST_ASSETS) {
                PortfolioProblem problem = ReferenceInstances.portfolio(entry);
                double expected = entry.get("min").asDouble();
                // values of 1e-2 and sums of a few hundred products
                assertThat(lowest(problem, Mixer.XY_RING, problem.cardinality()))
                        .isCloseTo(expected, within(1e-14));
                // with the penalty the best of all assignments is the best selection
                assertThat(lowest(problem, Mixer.X, -1)).isCloseTo(expected, within(1e-12));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    @Test
    void maximumCuts() {
        int compared = 0;
        for (var entry : ReferenceData.json("maxcut/reference.json").get("qedc").properties()) {
            if (entry.getValue().get("n").asInt() <= MOST_NODES) {
                MaxCutProblem problem = graph("maxcut/qedc/" + entry.getKey() + ".txt");
                IsingHamiltonian ising =
                        Objects.requireNonNull(Formulator.formulate(problem, new Ansatz.Qaoa(1, Mixer.X))
                                .ising());
                assertThat(-minimum(ising, -1))
                        .isEqualTo(entry.getValue().get("maxcut").asDouble());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4);
    }

    private static double lowest(PortfolioProblem problem, Mixer mixer, int ones) {
        return minimum(
                Objects.requireNonNull(
                        Formulator.formulate(problem, new Ansatz.Qaoa(1, mixer)).ising()),
                ones);
    }

    private static double minimum(IsingHamiltonian ising, int ones) {
        double lowest = Double.POSITIVE_INFINITY;
        for (long bits = 0; bits < 1L << ising.spins(); bits++) {
            if (ones < 0 || Long.bitCount(bits) == ones) {
                lowest = Math.min(lowest, ising.energy(bits));
            }
        }
        return lowest;
    }

    private static MaxCutProblem graph(String file) {
        List<double[]> rows = ReferenceData.table(file);
        List<Interaction> edges = rows.stream()
                .skip(1)
                .map(edge -> new Interaction((int) edge[0], (int) edge[1], 1))
                .toList();
        return new MaxCutProblem((int) rows.getFirst()[0], edges);
    }
}
