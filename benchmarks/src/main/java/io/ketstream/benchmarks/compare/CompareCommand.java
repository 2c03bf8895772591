package io.ketstream.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The main class behind `./ketstream compare`.
///
/// Progress goes to standard error, the report to standard output and into files. Exit status: 0 everything was
/// measured
/// and all contenders agree, 1 something went wrong, 2 the command line is.
public final class CompareCommand {
    private static final long BEGIN = System.nanoTime();

    private CompareCommand() {}

    public static void main(String[] words) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("ketstream.home", "")).toAbsolutePath();
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
            Catalogue catalogue = Catalogue.of(options, shared.resolve("data").resolve("circuits"));
            Path workloads = options.out().resolve("workloads");
            Outcome outcome;
            try (var comparison =
                    new Comparison(options, new Processes(options), workloads, CompareCommand::progress)) {
                outcome = comparison.measure(catalogue.workloads(), Contender.own());
            }
            out.print(CompareReport.of(outcome));
            return 0;
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    private static void progress(String line) {
        System.err.println("[%6.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
