package io.ketstream.stack.system;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bodies of `POST /api/v1/runs`.
final class RunBody {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode body = JSON.createObjectNode();

    private RunBody(String name, ObjectNode problem, long seed) {
        body.put("name", name).put("seed", seed);
        body.set("problem", problem);
    }

    static RunBody of(String name, ObjectNode problem, long seed) {
        return new RunBody(name, problem, seed);
    }

    static ObjectNode problem(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    /// A ring of so many nodes with chords across it, weights 1 to 5.
    static ObjectNode chordedRing(int nodes) {
        ObjectNode problem = problem("maxcut").put("nodes", nodes);
        ArrayNode edges = problem.putArray("edges");
        for (int node = 0; node < nodes; node++) {
            int next = (node + 1) % nodes;
            edges.addArray().add(Math.min(node, next)).add(Math.max(node, next)).add(1 + (3 * node) % 5);
        }
        for (int node = 0; node < nodes / 2; node++) {
            edges.addArray().add(node).add(node + nodes / 2).add(1 + node % 3);
        }
        return problem;
    }

    RunBody qaoa(int layers, String mixer) {
        body.putObject("ansatz").put("type", "qaoa").put("layers", layers).put("mixer", mixer);
        return this;
    }

    RunBody ansatz(ObjectNode ansatz) {
        body.set("ansatz", ansatz);
        return this;
    }

    RunBody optimizer(String type, int maxEvaluations) {
        body.putObject("optimizer")
                .put("type", type)
                .put("maxIterations", maxEvaluations)
                .put("maxEvaluations", maxEvaluations);
        return this;
    }

    /// Only the evaluations end the run.
    RunBody withoutTolerance() {
        ((ObjectNode) body.get("optimizer")).put("tolerance", 0);
        return this;
    }

    RunBody shots(int shots) {
        body.putObject("execution").put("shots", shots);
        return this;
    }

    RunBody exact() {
        body.putObject("execution").putNull("shots");
        return this;
    }

    ObjectNode json() {
        return body;
    }
}
