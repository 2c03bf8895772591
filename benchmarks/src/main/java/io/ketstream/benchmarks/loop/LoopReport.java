package io.ketstream.benchmarks.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The figures as Markdown. Times in milliseconds.
final class LoopReport {
    private final LoopFigures figures;
    private final List<String> lines = new ArrayList<>();

    private LoopReport(LoopFigures figures) {
        this.figures = figures;
    }

    static String of(LoopFigures figures) {
        LoopReport report = new LoopReport(figures);
        report.machine();
        report.overhead();
        report.stages();
        report.crowd();
        report.peers();
        return String.join("\n", report.lines) + "\n";
    }

    private void machine() {
        LoopFigures.Machine machine = figures.machine();
        line("## The loop's overhead");
        line("");
        line(
                "%s, %d processors, %s; load average %.1f before and %.1f after. Messages of %d and %d bytes, %d rounds of %d iterations."
                        .formatted(
                                machine.system(),
                                machine.processors(),
                                machine.java(),
                                machine.loadBefore(),
                                machine.loadAfter(),
                                figures.questionBytes(),
                                figures.answerBytes(),
                                figures.rounds().size(),
                                figures.rounds().getFirst().system().iterations()));
        line("");
    }

    private void overhead() {
        Distribution system = Round.systemOf(figures.rounds());
        Distribution shared = Round.sharedOf(figures.rounds());
        Distribution plain = Round.plainOf(figures.rounds());
        line("| iteration, ms | p50 | p90 | p99 | mean |");
        line("|---|---|---|---|---|");
        row("Ketstream, journal included", system);
        row("bare clients, share group on the request hop", shared);
        row("bare clients, plain consumers", plain);
        line("");
        line("| quotient | p50 | goal | p99 | goal | p50 by round |");
        line("|---|---|---|---|---|---|");
        line("| Ketstream / share group | **%.2f** | ≤ %.1f %s | **%.2f** | ≤ %.1f %s | %s |"
                .formatted(
                        system.p50() / shared.p50(),
                        LoopFigures.GOAL_P50,
                        verdict(system.p50() / shared.p50() <= LoopFigures.GOAL_P50),
                        system.p99() / shared.p99(),
                        LoopFigures.GOAL_P99,
                        verdict(system.p99() / shared.p99() <= LoopFigures.GOAL_P99),
                        byRound(Round::shared)));
        line("| Ketstream / plain | %.2f | | %.2f | | %s |"
                .formatted(system.p50() / plain.p50(), system.p99() / plain.p99(), byRound(Round::plain)));
        line("");
        line(
                "Without the probes: mean by the broker's timestamps %s ms a round; round trips that the bare clients measured themselves p50 %.2f ms (share group), %.2f ms (plain)."
                        .formatted(
                                figures.rounds().stream()
                                        .map(round -> "%.2f".formatted(round.brokerMean() / 1e3))
                                        .collect(Collectors.joining(", ")),
                                union(round -> round.shared().roundTrip()).p50() / 1e3,
                                union(round -> round.plain().roundTrip()).p50() / 1e3));
        line("");
    }

    private void stages() {
        line("| stage, ms | Ketstream p50 | p99 | mean | share group p50 | p99 | plain p50 | p99 |");
        line("|---|---|---|---|---|---|---|---|");
        stage("question seen → answer seen", Trace::outward);
        measured("- of it waiting: request's timestamp → start (resolution 1 ms)", union(Round::queued));
        measured("- of it computing", union(Round::computed));
        stage("answer seen → next question seen", Trace::homeward);
        line("");
    }

    private void stage(String name, Function<Trace, Distribution> part) {
        Distribution system = union(round -> part.apply(round.system()));
        Distribution shared = union(round -> part.apply(round.shared().trace()));
        Distribution plain = union(round -> part.apply(round.plain().trace()));
        line("| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |"
                .formatted(
                        name,
                        system.p50() / 1e3,
                        system.p99() / 1e3,
                        system.mean() / 1e3,
                        shared.p50() / 1e3,
                        shared.p99() / 1e3,
                        plain.p50() / 1e3,
                        plain.p99() / 1e3));
    }

    private void measured(String name, Distribution system) {
        line("| %s | %.2f | %.2f | %.2f | | | | |"
                .formatted(name, system.p50() / 1e3, system.p99() / 1e3, system.mean() / 1e3));
    }

    private void crowd() {
        Crowd.Outcome crowd = figures.crowd();
        if (crowd == null) {
            return;
        }
        line("| many runs at once | |");
        line("|---|---|");
        line("| runs, of which succeeded | %d, %d |".formatted(crowd.runs(), crowd.succeeded()));
        line("| most under way at the same moment | %d |".formatted(crowd.together()));
        line("| iterations, seconds | %d, %.1f |".formatted(crowd.iterations(), crowd.seconds()));
        line("| iterations a second | %.0f |".formatted(crowd.perSecond()));
        line("| longest time without a run's end, once the first had ended | %.1f s |".formatted(crowd.longestGap()));
        line("| optimizer-service's heap: most used, limit | %.0f MiB, %.0f MiB (%d readings, %d missed) |"
                .formatted(
                        crowd.heap().mostUsed() / (1 << 20),
                        crowd.heap().limit() / (1 << 20),
                        crowd.heap().readings(),
                        crowd.heap().missed()));
        line("");
    }

    private void peers() {
        if (figures.peers().isEmpty()) {
            return;
        }
        List<Integer> sizes =
                figures.own().stream().map(Peers.Figure::nodes).distinct().toList();
        line("| one COBYLA iteration of MaxCut on a ring, QAOA p = 2, p50 ms | %s |"
                .formatted(sizes.stream().map(size -> "n = " + size).collect(Collectors.joining(" | "))));
        line("|---|%s".formatted("---|".repeat(sizes.size())));
        List<Peers.Figure> all = new ArrayList<>(figures.own());
        all.addAll(figures.peers());
        for (String library : all.stream().map(Peers.Figure::library).distinct().toList()) {
            line("| %s | %s |"
                    .formatted(
                            library,
                            all.stream()
                                    .filter(figure -> figure.library().equals(library))
                                    .map(figure -> "%.2f".formatted(figure.p50Micros() / 1e3))
                                    .collect(Collectors.joining(" | "))));
        }
        line("");
        line("Largest difference between the energies at the same angles: %.1e (allowed: %.0e)."
                .formatted(figures.energyDifference(), LoopFigures.ENERGY_TOLERANCE));
        line("");
    }

    private void row(String name, Distribution distribution) {
        line("| %s | %.2f | %.2f | %.2f | %.2f |"
                .formatted(
                        name,
                        distribution.p50() / 1e3,
                        distribution.p90() / 1e3,
                        distribution.p99() / 1e3,
                        distribution.mean() / 1e3));
    }

    private String byRound(Function<Round, PingPong.Measured> baseline) {
        return figures.rounds().stream()
                .map(round -> "%.2f"
                        .formatted(round.system().iteration().p50()
                                / baseline.apply(round).trace().iteration().p50()))
                .collect(Collectors.joining(", "));
    }

    private Distribution union(Function<Round, Distribution> part) {
        return Distribution.union(figures.rounds().stream().map(part).toList());
    }

    private static String verdict(boolean met) {
        return met ? "met" : "missed";
    }

    private void line(String text) {
        lines.add(text);
    }
}
