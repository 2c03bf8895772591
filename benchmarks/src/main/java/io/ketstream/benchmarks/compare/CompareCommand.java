package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.peers.PeerEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The main class behind `./ketstream compare`.
///
/// Progress goes to standard error, the report to standard output and into files. Exit status: 0 all contenders agree,
/// 1 some do not or something went wrong, 2 the command line is wrong.
public final class CompareCommand {
    private static final long BEGIN = System.nanoTime();

    private CompareCommand() {}

    public static void main(String[] words) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("ketstream.home", "")).toAbsolutePath();
        if (List.of(words).contains("--help")) {
            out.println(CompareOptions.USAGE);
            return;
        }
        CompareOptions options;
        try {
            options = CompareOptions.parse(
                    words,
                    Path.of("").toAbsolutePath(),
                    home,
                    Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(home, options, out));
    }

    private static int run(Path home, CompareOptions options, PrintStream out) throws InterruptedException {
        Path shared = Path.of(System.getProperty(
                        "ketstream.shared.dir", home.resolve("../shared").toString()))
                .normalize();
        try {
            Files.createDirectories(options.out());
            Report report = compare(home, shared, options);
            if (report.outcome().figures().isEmpty()) {
                System.err.println("Nothing was measured");
                return 1;
            }
            out.println(options.json() ? ReportJson.goals(report) : ReportMarkdown.of(report));
            progress("report.md, report.json and report.svg are in " + options.out());
            report.disagreements().forEach(disagreement -> System.err.println(disagreement));
            return report.disagreements().isEmpty() ? 0 : 1;
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    private static Report compare(Path home, Path shared, CompareOptions options)
            throws IOException, InterruptedException {
        double loadBefore = Machine.load();
        var environment = new PeerEnvironment(home, CompareCommand::progress);
        var processes = new Processes(options, environment, CompareCommand::progress);
        processes.make(
                options.contenders(),
                home.resolve(".ketstream").resolve("native"),
                shared.resolve("tools").resolve("limit").resolve("qaoa_limit.c"));
        Catalogue catalogue = Catalogue.of(options, shared.resolve("data").resolve("circuits"));
        Path workloads = options.out().resolve("workloads");
        List<String> versions = processes.versions();
        Function<Outcome, Report> report = outcome -> new Report(
                Machine.of(loadBefore, Machine.load()),
                outcome,
                Goals.judge(outcome, catalogue.workloads(), options.threads()),
                Agreement.disagreements(outcome.figures()),
                processes.remarks(),
                catalogue.omitted(),
                versions);
        try (var comparison = new Comparison(options, processes, workloads, CompareCommand::progress)) {
            return report.apply(comparison.measure(
                    catalogue.workloads(), options.contenders(), soFar -> write(report.apply(soFar), options.out())));
        }
    }

    /// After every workload, so that a call that is cut off leaves what it has.
    private static void write(Report report, Path directory) throws IOException {
        if (!report.outcome().figures().isEmpty()) {
            Files.writeString(directory.resolve("report.md"), ReportMarkdown.of(report));
            Files.writeString(directory.resolve("report.json"), ReportJson.of(report));
            Files.writeString(directory.resolve("report.svg"), ReportPicture.of(report));
        }
    }

    private static void progress(String line) {
        System.err.println("[%6.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
