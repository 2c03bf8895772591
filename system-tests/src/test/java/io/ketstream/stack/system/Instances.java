package io.ketstream.stack.system;

import io.ketstream.model.testing.ReferenceData;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Published instances as problems of the API.
final class Instances {
    private Instances() {}

    /// First line the number of nodes, then edges of weight 1, counted from 0.
    static ObjectNode maxCut(String name) {
        List<double[]> rows = ReferenceData.table("maxcut/qedc/" + name + ".txt");
        ObjectNode problem = RunBody.problem("maxcut").put("nodes", (int) rows.getFirst()[0]);
        ArrayNode edges = problem.putArray("edges");
        for (double[] edge : rows.subList(1, rows.size())) {
            edges.addArray().add((int) edge[0]).add((int) edge[1]).add(1);
        }
        return problem;
    }

    /// The first variables of a sparse file: `i j v` counted from 1, i ≤ j, off-diagonal entries of xᵀQx listed once,
    /// so that E = Σ qᵢᵢxᵢ + 2 Σ_{i<j} qᵢⱼxᵢxⱼ.
    static ObjectNode qubo(String file, int variables) {
        List<double[]> rows = ReferenceData.table("qubo/" + file + ".sparse");
        ObjectNode problem = RunBody.problem("qubo").put("variables", variables);
        double[] linear = new double[variables];
        ArrayNode quadratic = problem.putArray("quadratic");
        for (double[] entry : rows.subList(1, rows.size())) {
            int i = (int) entry[0] - 1;
            int j = (int) entry[1] - 1;
            if (j < variables && i == j) {
                linear[i] += entry[2];
            } else if (i < variables && j < variables) {
                quadratic.addArray().add(i).add(j).add(2 * entry[2]);
            }
        }
        ArrayNode diagonal = problem.putArray("linear");
        for (double value : linear) {
            diagonal.add(value);
        }
        return problem;
    }

    static ObjectNode ising(JsonNode instance) {
        ObjectNode problem =
                RunBody.problem("ising").put("spins", instance.get("n").asInt());
        problem.set("h", instance.get("h"));
        ArrayNode couplings = problem.putArray("J");
        for (JsonNode coupling : instance.get("J")) {
            int first = coupling.get(0).asInt();
            int second = coupling.get(1).asInt();
            couplings
                    .addArray()
                    .add(Math.min(first, second))
                    .add(Math.max(first, second))
                    .add(coupling.get(2).asDouble());
        }
        return problem.put("offset", instance.get("const").asDouble());
    }

    /// Rows of OR-Library: the number of assets, mean and standard deviation of each, then `i j ρ` counted from 1.
    static ObjectNode portfolio(JsonNode reference) {
        String file = "portfolio/orlib/" + reference.get("instance").asString() + ".txt";
        List<double[]> rows = ReferenceData.table(file);
        int assets = (int) rows.getFirst()[0];
        int[] universe = new int[reference.get("n").asInt()];
        int[] position = new int[assets];
        Arrays.fill(position, -1);
        for (int k = 0; k < universe.length; k++) {
            universe[k] = reference.get("universe_assets_0based").get(k).asInt();
            position[universe[k]] = k;
        }
        double[][] correlation = new double[universe.length][universe.length];
        for (double[] entry : rows.subList(1 + assets, rows.size())) {
            int i = position[(int) entry[0] - 1];
            int j = position[(int) entry[1] - 1];
            if (i >= 0 && j >= 0) {
                correlation[i][j] = entry[2];
                correlation[j][i] = entry[2];
            }
        }
        ObjectNode problem = RunBody.problem("portfolio")
                .put("riskAversion", reference.get("q").asDouble())
                .put("cardinality", reference.get("K").asInt());
        for (int i = 0; i < universe.length; i++) {
            double[] asset = rows.get(1 + universe[i]);
            problem.withArray("symbols").add("A" + universe[i]);
            problem.withArray("expectedReturns").add(asset[0]);
            ArrayNode row = problem.withArray("covariance").addArray();
            for (int j = 0; j < universe.length; j++) {
                row.add(correlation[i][j] * asset[1] * rows.get(1 + universe[j])[1]);
            }
        }
        return problem;
    }
}
