package io.ketstream.stack.system;

import tools.jackson.databind.JsonNode;

/// The plainest reference there is: every assignment.
final class Enumeration {
    private Enumeration() {}

    /// The lowest value of a QUBO over all assignments.
    static double minimum(JsonNode qubo) {
        int variables = qubo.get("variables").asInt();
        double[][] matrix = new double[variables][variables];
        for (int i = 0; i < variables; i++) {
            matrix[i][i] = qubo.get("linear").get(i).asDouble();
        }
        for (JsonNode entry : qubo.get("quadratic")) {
            matrix[entry.get(0).asInt()][entry.get(1).asInt()] = entry.get(2).asDouble();
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << variables; bits++) {
            double value = 0;
            for (int i = 0; i < variables; i++) {
                for (int j = i; (bits >> i & 1) == 1 && j < variables; j++) {
                    value += (bits >> j & 1) * matrix[i][j];
                }
            }
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }
}
