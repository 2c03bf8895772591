package io.ketstream.circuit.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The lowest energy of published instances, by enumeration, against independently computed optima.
class ReferenceInstancesTest {

    private static final Path DATA = Path.of(System.getProperty("ketstream.shared.dir", ""), "data");
    private static final int MOST_ASSETS = 12;
    private static final int MOST_NODES = 16;

    @Test
    void portfolioOptima() throws IOException {
        Path reference = DATA.resolve("portfolio/reference_selection.json");
        assumeThat(reference).exists();
        int compared = 0;
        for (JsonNode entry : ModelJson.mapper().readTree(reference).get("results")) {
            // the larger files say nothing new about the formulation
            boolean small = entry.get("instance").asString().equals("port1");
            if (small && entry.get("n").asInt() <= MOST_ASSETS) {
                PortfolioProblem problem = portfolio(entry);
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
    void maximumCuts() throws IOException {
        Path reference = DATA.resolve("maxcut/reference.json");
        assumeThat(reference).exists();
        int compared = 0;
        for (var entry : ModelJson.mapper().readTree(reference).get("qedc").properties()) {
            if (entry.getValue().get("n").asInt() <= MOST_NODES) {
                MaxCutProblem problem = graph(DATA.resolve("maxcut/qedc/" + entry.getKey() + ".txt"));
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

    private static MaxCutProblem graph(Path file) throws IOException {
        try (var numbers = new Scanner(file, StandardCharsets.UTF_8)) {
            int nodes = numbers.nextInt();
            var edges = new ArrayList<Interaction>();
            while (numbers.hasNextInt()) {
                edges.add(new Interaction(numbers.nextInt(), numbers.nextInt(), 1));
            }
            return new MaxCutProblem(nodes, edges);
        }
    }

    /// σᵢⱼ = ρᵢⱼ·sdᵢ·sdⱼ over the entry's universe.
    private static PortfolioProblem portfolio(JsonNode entry) throws IOException {
        Path file = DATA.resolve("portfolio/orlib/" + entry.get("instance").asString() + ".txt");
        List<Double> numbers;
        try (var words = new Scanner(file, StandardCharsets.UTF_8)) {
            numbers = words.tokens().map(Double::valueOf).toList();
        }
        int assets = numbers.getFirst().intValue();
        double[][] correlation = new double[assets][assets];
        for (int k = 1 + 2 * assets; k < numbers.size(); k += 3) {
            int i = numbers.get(k).intValue() - 1;
            int j = numbers.get(k + 1).intValue() - 1;
            correlation[i][j] = numbers.get(k + 2);
            correlation[j][i] = numbers.get(k + 2);
        }
        List<Integer> universe = new ArrayList<>();
        entry.get("universe_assets_0based").forEach(asset -> universe.add(asset.asInt()));
        int size = universe.size();
        double[] returns = new double[size];
        double[][] covariance = new double[size][size];
        for (int a = 0; a < size; a++) {
            int i = universe.get(a);
            returns[a] = numbers.get(1 + 2 * i);
            for (int b = 0; b < size; b++) {
                int j = universe.get(b);
                covariance[a][b] = correlation[i][j] * (numbers.get(2 + 2 * i) * numbers.get(2 + 2 * j));
            }
        }
        return new PortfolioProblem(
                IntStream.range(0, size).mapToObj(a -> "S" + a).toList(),
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                entry.get("q").asDouble(),
                entry.get("K").asInt());
    }
}
