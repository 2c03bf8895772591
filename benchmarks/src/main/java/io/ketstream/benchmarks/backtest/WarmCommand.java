package io.ketstream.benchmarks.backtest;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench warm`: no service is started.
///
/// Progress goes to standard error, the report to standard output. Exit status: 0 everything was measured, 1 something
/// went wrong, 2 the command line is.
public final class WarmCommand {
    private WarmCommand() {}

    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT);
        WarmOptions options;
        try {
            options = WarmOptions.parse(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    private static int run(WarmOptions options, PrintStream out) {
        return PriceCommand.run(options.prices(), history -> {
            WarmFigures figures = new WarmBenchmark(history, options, PriceCommand::progress).measure();
            if (options.json() != null) {
                Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
            }
            out.print(figures.report());
        });
    }
}
