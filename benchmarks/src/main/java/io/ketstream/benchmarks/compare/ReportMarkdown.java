package io.ketstream.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A report for a person.
final class ReportMarkdown {
    private final Report report;
    private final List<String> lines = new ArrayList<>();

    private ReportMarkdown(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        var markdown = new ReportMarkdown(report);
        markdown.machine();
        markdown.disagreements();
        markdown.goals();
        markdown.figures();
        markdown.notes();
        return String.join("\n", markdown.lines) + "\n";
    }

    private void machine() {
        Machine machine = report.machine();
        line("## Ketstream beside its peers");
        line("");
        line("%s, %d processors, %s, %s, %s; load average %.1f before and %.1f after."
                .formatted(
                        machine.processor(),
                        machine.processors(),
                        machine.vectors(),
                        machine.system(),
                        machine.java(),
                        machine.loadBefore(),
                        machine.loadAfter()));
        if (!report.versions().isEmpty()) {
            line("Peers: " + String.join(", ", report.versions()) + ".");
        }
        line("");
    }

    private void disagreements() {
        report.disagreements().forEach(each -> line("**" + each + "**"));
        if (!report.disagreements().isEmpty()) {
            line("");
        }
    }

    private void goals() {
        if (report.contenders().stream().allMatch(each -> each.kind() == Contender.Kind.OWN)) {
            return;
        }
        line("| goal | ratio | wanted | |");
        line("|---|---|---|---|");
        for (Verdict verdict : report.verdicts()) {
            if (verdict.asked()) {
                line("| %s | %s | %s %s | %s |"
                        .formatted(
                                verdict.name(),
                                verdict.ratio() == null ? "" : "**" + number(verdict.ratio()) + "**",
                                verdict.bound().sign(),
                                number(verdict.goal()),
                                judgement(verdict)));
            }
        }
        line("");
        long others =
                report.verdicts().stream().filter(verdict -> !verdict.asked()).count();
        if (others > 0) {
            line(others + " more goals are about workloads that this call left out, and are not measured.");
            line("");
        }
    }

    private static String judgement(Verdict verdict) {
        if (verdict.ratio() == null) {
            return "not measured: " + verdict.reason();
        }
        return verdict.met() ? "met" : "missed";
    }

    private void figures() {
        line("Median seconds of one evaluation; in brackets how many times as long as Ketstream f64.");
        line("");
        List<Contender> contenders = report.contenders();
        line("| workload | threads | %s |"
                .formatted(contenders.stream().map(Contender::title).collect(Collectors.joining(" | "))));
        line("|---|---|%s".formatted("---|".repeat(contenders.size())));
        for (Report.Row row : report.rows()) {
            line("| %s | %d | %s |"
                    .formatted(
                            row.workload().id(),
                            row.threads(),
                            contenders.stream()
                                    .map(contender -> cell(row, contender))
                                    .collect(Collectors.joining(" | "))));
        }
        line("");
    }

    private static String cell(Report.Row row, Contender contender) {
        Optional<Figure> figure = row.of(contender);
        if (figure.isEmpty()) {
            return "";
        }
        String seconds = seconds(figure.get().median());
        if (contender == Contender.KETSTREAM) {
            return "**" + seconds + "**";
        }
        return row.ratio(figure.get()).isEmpty()
                ? seconds
                : seconds + " (" + number(row.ratio(figure.get()).getAsDouble()) + ")";
    }

    private void notes() {
        Map<String, List<Absence>> absences = new LinkedHashMap<>();
        for (Absence absence : report.outcome().absences()) {
            absences.computeIfAbsent(
                            absence.contender().title() + " is absent: " + absence.reason(), _ -> new ArrayList<>())
                    .add(absence);
        }
        absences.forEach((what, where) -> line("* %s (%s)."
                .formatted(
                        what, where.stream().map(Absence::workload).distinct().collect(Collectors.joining(", ")))));
        report.remarks().forEach(remark -> line("* " + remark));
        report.omitted().forEach(what -> line("* Left out: " + what + "."));
    }

    /// With three digits.
    static String seconds(double seconds) {
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(seconds)), 0, 9);
        return ("%." + decimals + "f").formatted(seconds);
    }

    /// With two digits after the point at most, fewer where it is large.
    static String number(double number) {
        int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
        String text = ("%." + decimals + "f").formatted(number);
        return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    private void line(String line) {
        lines.add(line);
    }
}
