package io.ketstream.benchmarks.loop;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is submitted.
final class RunBodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Two layers: γ₀, γ₁, β₀, β₁.
    static final List<Double> ANGLES = List.of(0.35, 0.55, -0.6, -0.3);

    private RunBodies() {}

    /// One qubit, E(θ) = cos(θ₀ + θ₁), exact. SPSA asks one question an iteration. Its gain is so small that every step
    /// gains a little and none of the stopping rules but the number of iterations applies.
    static String trivial(int iterations, long seed) {
        ObjectNode run = JSON.createObjectNode().put("name", "loop benchmark").put("seed", seed);
        ObjectNode problem = run.putObject("problem").put("type", "hamiltonian").put("qubits", 1);
        problem.putArray("terms").addObject().put("pauli", "Z").put("coefficient", 1.0);
        run.putObject("ansatz").put("type", "hardware-efficient").put("layers", 1);
        ObjectNode optimizer = run.putObject("optimizer")
                .put("type", "spsa")
                .put("maxIterations", iterations)
                .put("maxEvaluations", 2 * iterations + 100)
                .put("tolerance", 0)
                .put("a", 0.01);
        optimizer.putArray("initialParameters").add(1.0).add(1.0);
        run.putObject("execution").putNull("shots");
        return run.toString();
    }

    /// MaxCut of an unweighted ring by QAOA with two layers, started at [#ANGLES]; COBYLA asks one point a question.
    static String ring(int nodes, int evaluations) {
        ObjectNode run = JSON.createObjectNode().put("name", "ring of " + nodes).put("seed", 1);
        ObjectNode problem = run.putObject("problem").put("type", "maxcut").put("nodes", nodes);
        ArrayNode edges = problem.putArray("edges");
        for (int node = 0; node < nodes; node++) {
            edges.addArray().add(node).add((node + 1) % nodes).add(1.0);
        }
        run.putObject("ansatz").put("type", "qaoa").put("layers", 2).put("mixer", "x");
        ObjectNode optimizer = run.putObject("optimizer")
                .put("type", "cobyla")
                .put("maxEvaluations", evaluations)
                .put("tolerance", 0);
        ArrayNode start = optimizer.putArray("initialParameters");
        ANGLES.forEach(start::add);
        run.putObject("execution").putNull("shots");
        return run.toString();
    }
}
