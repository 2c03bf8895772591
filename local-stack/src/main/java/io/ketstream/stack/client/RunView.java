package io.ketstream.stack.client;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A run as `GET /api/v1/runs/{runId}` shows it. What is not there yet is empty.
public record RunView(JsonNode json) {
    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    public String runId() {
        return text("runId");
    }

    public String status() {
        return text("status");
    }

    public boolean hasEnded() {
        return FINAL.contains(status());
    }

    /// Ended, and its classical controls, which may come later, are judged.
    public boolean isJudged() {
        return hasEnded() && !verdict().equals("PENDING");
    }

    public boolean isMaximisation() {
        return json.path("best").path("sense").asString("").equals("MAXIMIZE");
    }

    public int iterations() {
        return json.path("iterations").asInt(0);
    }

    public int evaluations() {
        return json.path("evaluations").asInt(0);
    }

    /// Whether it is made of runs of its own, one for each part of its problem.
    public boolean isParent() {
        return json.has("children");
    }

    public int childrenBegun() {
        return json.path("children").path("begun").asInt(0);
    }

    public int childrenEnded() {
        return json.path("children").path("ended").asInt(0);
    }

    public OptionalDouble best() {
        return number(json.path("best").path("objective"));
    }

    /// Qubit 0 rightmost; empty where an expectation is what counts.
    public String bestBitString() {
        return json.path("best").path("bitString").asString("");
    }

    /// The symbols of a portfolio that are selected.
    public List<String> bestSelection() {
        return json.path("best")
                .path("selection")
                .valueStream()
                .map(symbol -> symbol.asString(""))
                .toList();
    }

    public boolean isFeasible() {
        return json.path("best").path("feasible").asBoolean(false);
    }

    public OptionalDouble expectation() {
        return number(json.path("expectation").path("value"));
    }

    public OptionalDouble exact() {
        return number(json.path("controls").path("exact").path("objective"));
    }

    public OptionalDouble randomMean() {
        return number(json.path("controls").path("random").path("mean"));
    }

    public OptionalDouble optimumProbability() {
        return number(json.path("optimum").path("probability"));
    }

    public OptionalDouble uniformProbability() {
        return number(json.path("optimum").path("uniformProbability"));
    }

    /// `BETTER`, `EQUAL`, `WORSE`, `PENDING`, or empty for a run without a best.
    public String verdict() {
        return text("verdict");
    }

    /// Code and message of a run that failed.
    public String failure() {
        JsonNode failure = json.path("failure");
        return failure.isMissingNode()
                ? ""
                : failure.path("code").asString("") + ": "
                        + failure.path("message").asString("");
    }

    private String text(String field) {
        return json.path(field).asString("");
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }
}
