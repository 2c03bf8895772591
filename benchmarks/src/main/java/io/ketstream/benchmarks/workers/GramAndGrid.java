package io.ketstream.benchmarks.workers;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of what is measured: a Gram matrix is a run of type `kernel`, a grid is a search of a
/// support vector machine's c and bandwidth, whose points of one bandwidth share a matrix.
final class GramAndGrid {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Double> COSTS = List.of(0.1, 0.3, 1.0, 3.0, 10.0, 30.0);

    /// Upper ends of the range that features are scaled to.
    private static final List<Double> BANDWIDTHS = List.of(0.25, 0.5, 0.75, 1.0, 1.5, 2.0);

    /// Of the training rows, for each point.
    private static final int FOLDS = 3;

    static final int POINTS = 36;

    private GramAndGrid() {}

    static String gram(String dataset) {
        ObjectNode run = run("Gram matrix", dataset, "kernel");
        kernel(run.putObject("model").put("type", "kernel-matrix"));
        return JSON.writeValueAsString(run);
    }

    static String grid(String dataset) {
        ObjectNode run = run("grid of c and bandwidth", dataset, "classification");
        kernel(run.putObject("model").put("type", "support-vector-machine"));
        ObjectNode search = run.putObject("search");
        ObjectNode grid = search.putObject("grid");
        BANDWIDTHS.forEach(grid.putArray("problem.preprocessing[0].high")::add);
        COSTS.forEach(grid.putArray("model.c")::add);
        search.putObject("validation").put("type", "folds").put("folds", FOLDS);
        return JSON.writeValueAsString(run);
    }

    private static ObjectNode run(String name, String dataset, String type) {
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
                .put("high", 1);
        return run;
    }

    private static void kernel(ObjectNode model) {
        model.putObject("kernel")
                .put("type", "fidelity")
                .putObject("featureMap")
                .put("type", "zz");
    }
}
