package io.ketstream.model.testing;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.problem.PortfolioProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Instances of [ReferenceData] as values of the model.
public final class ReferenceInstances {

    private ReferenceInstances() {}

    /// Σ hᵢzᵢ + Σ Jᵢⱼzᵢzⱼ + const.
    public static IsingHamiltonian ising(JsonNode instance) {
        var couplings = new ArrayList<IsingHamiltonian.Coupling>();
        for (JsonNode coupling : instance.get("J")) {
            couplings.add(coupling(
                    coupling.get(0).asInt(),
                    coupling.get(1).asInt(),
                    coupling.get(2).asDouble()));
        }
        return new IsingHamiltonian(
                RealVector.of(ReferenceData.doubles(instance.get("h"))),
                couplings,
                instance.get("const").asDouble());
    }

    /// −cut of a graph in QED-C's form: the number of nodes, then an edge of weight 1 a line, counted from 0.
    public static IsingHamiltonian minusCut(String file) {
        List<double[]> rows = ReferenceData.table(file);
        return minusCut((int) rows.getFirst()[0], rows.subList(1, rows.size()), 0);
    }

    /// −cut of a graph in rudy's form: nodes and edges in number, then `i j w` a line, counted from 1.
    public static IsingHamiltonian minusCutOfRudy(String file) {
        List<double[]> rows = ReferenceData.table(file);
        return minusCut((int) rows.getFirst()[0], rows.subList(1, rows.size()), 1);
    }

    /// Σ w (z z − 1)/2.
    private static IsingHamiltonian minusCut(int nodes, List<double[]> edges, int first) {
        var couplings = new ArrayList<IsingHamiltonian.Coupling>();
        double offset = 0;
        for (double[] edge : edges) {
            double half = (edge.length > 2 ? edge[2] : 1) / 2;
            couplings.add(coupling((int) edge[0] - first, (int) edge[1] - first, half));
            offset -= half;
        }
        return new IsingHamiltonian(RealVector.zeros(nodes), couplings, offset);
    }

    private static IsingHamiltonian.Coupling coupling(int i, int j, double weight) {
        return new IsingHamiltonian.Coupling(Math.min(i, j), Math.max(i, j), weight);
    }

    /// Terms whose label has qubit 0 leftmost, as in the reference files.
    public static PauliSum paulis(int qubits, JsonNode hamiltonian) {
        var terms = new ArrayList<PauliSum.Term>();
        hamiltonian
                .properties()
                .forEach(entry -> terms.add(new PauliSum.Term(
                        new PauliString(
                                new StringBuilder(entry.getKey()).reverse().toString()),
                        entry.getValue().asDouble())));
        return new PauliSum(qubits, terms);
    }

    /// The universe of a reference out of its OR-Library file: the number of assets, mean and standard deviation of
    /// each, then `i j ρ` counted from 1; σᵢⱼ = ρᵢⱼ·sdᵢ·sdⱼ.
    public static PortfolioProblem portfolio(JsonNode reference) {
        String file = "portfolio/orlib/" + reference.get("instance").asString() + ".txt";
        List<double[]> rows = ReferenceData.table(file);
        int assets = (int) rows.getFirst()[0];
        var correlations = new double[assets][assets];
        for (double[] entry : rows.subList(1 + assets, rows.size())) {
            int i = (int) entry[0] - 1;
            int j = (int) entry[1] - 1;
            correlations[i][j] = entry[2];
            correlations[j][i] = entry[2];
        }
        double[] universe = ReferenceData.doubles(reference.get("universe_assets_0based"));
        int size = universe.length;
        var returns = new double[size];
        var covariance = new double[size][size];
        for (int a = 0; a < size; a++) {
            int i = (int) universe[a];
            returns[a] = rows.get(1 + i)[0];
            for (int b = 0; b < size; b++) {
                int j = (int) universe[b];
                covariance[a][b] = correlations[i][j] * (rows.get(1 + i)[1] * rows.get(1 + j)[1]);
            }
        }
        return new PortfolioProblem(
                IntStream.range(0, size).mapToObj(a -> "S" + a).toList(),
                RealVector.of(returns),
                RealMatrix.of(covariance),
                null,
                null,
                reference.get("q").asDouble(),
                reference.get("K").asInt());
    }
}
