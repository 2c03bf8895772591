package io.ketstream.benchmarks.loop;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The figures as JSON, times in microseconds, for a machine to compare.
final class LoopJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LoopJson() {}

    static String of(LoopFigures figures) {
        ObjectNode root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(figures.machine()));
        Distribution system = Round.systemOf(figures.rounds());
        Distribution shared = Round.sharedOf(figures.rounds());
        Distribution plain = Round.plainOf(figures.rounds());
        put(root.putObject("iteration"), system);
        put(root.putObject("sharedBaseline"), shared);
        put(root.putObject("plainBaseline"), plain);
        root.putObject("quotients")
                .put("p50", system.p50() / shared.p50())
                .put("p99", system.p99() / shared.p99())
                .put("p50Plain", system.p50() / plain.p50())
                .put("p99Plain", system.p99() / plain.p99());
        var rounds = root.putArray("rounds");
        for (Round round : figures.rounds()) {
            ObjectNode node = rounds.addObject().put("brokerMean", round.brokerMean());
            put(node.putObject("iteration"), round.system().iteration());
            put(node.putObject("outward"), round.system().outward());
            put(node.putObject("homeward"), round.system().homeward());
            put(node.putObject("queued"), round.queued());
            put(node.putObject("computed"), round.computed());
            node.set("stretchMeans", JSON.valueToTree(round.system().meansOver(Round.STRETCH)));
            put(node.putObject("sharedBaseline"), round.shared().trace().iteration());
            put(node.putObject("sharedRoundTrip"), round.shared().roundTrip());
            put(node.putObject("plainBaseline"), round.plain().trace().iteration());
            put(node.putObject("plainRoundTrip"), round.plain().roundTrip());
        }
        if (figures.crowd() != null) {
            root.set("crowd", JSON.valueToTree(figures.crowd()));
        }
        root.set("own", JSON.valueToTree(figures.own()));
        root.set("peers", JSON.valueToTree(figures.peers()));
        return root.toPrettyString();
    }

    private static void put(ObjectNode node, Distribution distribution) {
        node.put("count", distribution.size())
                .put("p50", distribution.p50())
                .put("p90", distribution.p90())
                .put("p99", distribution.p99())
                .put("mean", distribution.mean());
    }
}
