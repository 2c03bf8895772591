package io.ketstream.benchmarks.workers;

import io.ketstream.stack.client.RunClient;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of what is measured: a Gram matrix is a run of type `kernel`, a grid is support
/// vector machines at every c and every bandwidth, a run each, all submitted together.
final class GramAndGrid {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Double> COSTS = List.of(0.1, 0.3, 1.0, 3.0, 10.0, 30.0);

    /// Upper ends of the range that features are scaled to.
    private static final List<Double> BANDWIDTHS = List.of(0.25, 0.5, 0.75, 1.0, 1.5, 2.0);

    static final int POINTS = 36;

    private GramAndGrid() {}

    static List<String> gram(String dataset) {
        ObjectNode run = run("Gram matrix", dataset, "kernel", 1);
        kernel(run.putObject("model").put("type", "kernel-matrix"));
        return List.of(JSON.writeValueAsString(run));
    }

    static List<String> grid(String dataset) {
        List<String> bodies = new ArrayList<>();
        for (double bandwidth : BANDWIDTHS) {
            for (double cost : COSTS) {
                ObjectNode run = run(
                        "grid, c %s, bandwidth %s".formatted(cost, bandwidth), dataset, "classification", bandwidth);
                kernel(run.putObject("model")
                        .put("type", "support-vector-machine")
                        .put("c", cost));
                bodies.add(JSON.writeValueAsString(run));
            }
        }
        return bodies;
    }

    private static ObjectNode run(String name, String dataset, String type, double bandwidth) {
        ObjectNode run = JSON.createObjectNode().put("name", name).put("seed", 1);
        ObjectNode problem = run.putObject("problem")
                .put("type", type)
                .put("dataset", dataset)
                .put("target", GeneratedTable.TARGET);
        problem.putArray("preprocessing")
                .addObject()
                .put("type", "scale")
                .put("method", "minmax")
                .put("low", 0)
                .put("high", bandwidth);
        return run;
    }

    private static void kernel(ObjectNode model) {
        model.putObject("kernel")
                .put("type", "fidelity")
                .putObject("featureMap")
                .put("type", "zz");
    }

    /// Until all have ended.
    ///
    /// @return their ids
    static List<String> submit(RunClient client, List<String> bodies) {
        return bodies.stream().map(body -> client.submit(body).runId()).toList();
    }
}
