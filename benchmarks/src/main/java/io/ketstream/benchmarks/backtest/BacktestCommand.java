package io.ketstream.benchmarks.backtest;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// The main class behind `./ketstream backtest`: no service is started.
///
/// Progress goes to standard error, the addresses of the report to standard output. Exit status: 0 the report is
/// written, 1 something went wrong, 2 the command line is.
public final class BacktestCommand {
    private BacktestCommand() {}

    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT);
        BacktestOptions options;
        try {
            options = BacktestOptions.parse(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    private static int run(BacktestOptions options, PrintStream out) {
        return PriceCommand.run(options.prices(), history -> {
            BacktestResult result = Backtest.run(history, options, PriceCommand::progress);
            PriceCommand.progress("writing the report");
            for (Path file : BacktestReport.write(Provenance.of(history, options), result)) {
                out.println(file);
            }
        });
    }
}
