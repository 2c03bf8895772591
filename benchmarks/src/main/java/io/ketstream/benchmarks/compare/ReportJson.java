package io.ketstream.benchmarks.compare;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report for a machine, times in seconds.
final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportJson() {}

    /// `{"goals": [{"name", "ratio", "goal", "bound", "met", "reason"?} …], "machine": …}`; the ratio is null and `met`
    /// false where the goal was not measured.
    static String goals(Report report) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root(report));
    }

    private static ObjectNode root(Report report) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode goals = root.putArray("goals");
        for (Verdict verdict : report.verdicts()) {
            ObjectNode goal = goals.addObject()
                    .put("name", verdict.name())
                    .put("ratio", verdict.ratio())
                    .put("goal", verdict.goal())
                    .put("bound", verdict.bound() == Verdict.Bound.AT_LEAST ? "at least" : "at most")
                    .put("met", verdict.met());
            if (verdict.reason() != null) {
                goal.put("reason", "not measured: " + verdict.reason());
            }
        }
        root.set("machine", JSON.valueToTree(report.machine()));
        return root;
    }

    /// The same with all that was measured.
    static String of(Report report) {
        ObjectNode root = root(report);
        root.set("peers", JSON.valueToTree(report.versions()));
        ArrayNode measurements = root.putArray("measurements");
        for (Report.Row row : report.rows()) {
            for (Figure figure : row.figures()) {
                ObjectNode node = measurements
                        .addObject()
                        .put("workload", row.workload().id())
                        .put("threads", row.threads())
                        .put("contender", figure.contender().id())
                        .put("precision", figure.contender().precision().name())
                        .put("median", figure.median())
                        .put("fastest", figure.fastest())
                        .put("slowest", figure.slowest())
                        .put("repetitions", figure.repetitions())
                        .put("value", figure.values().first());
                row.ratio(figure).ifPresent(ratio -> node.put("ratio", ratio));
            }
        }
        ArrayNode absent = root.putArray("absent");
        for (Absence absence : report.outcome().absences()) {
            absent.addObject()
                    .put("workload", absence.workload())
                    .put("threads", absence.threads())
                    .put("contender", absence.contender().id())
                    .put("reason", absence.reason());
        }
        ArrayNode disagreements = root.putArray("disagreements");
        report.disagreements().forEach(each -> disagreements.add(each.toString()));
        root.set("remarks", JSON.valueToTree(report.remarks()));
        root.set("omitted", JSON.valueToTree(report.omitted()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
