package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.portfolio.PriceFile;
import io.ketstream.ingestion.market.InvalidPricesException;
import io.ketstream.model.InvalidValueException;
import io.ketstream.simulator.CircuitTooLargeException;
import java.io.IOException;
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
    private static final long BEGIN = System.nanoTime();

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
        if (!Files.isReadable(options.prices())) {
            System.err.println("--prices must name a file that can be read, not " + options.prices());
            return 2;
        }
        try {
            var history = new PriceHistory(PriceFile.table(options.prices()));
            progress(history.symbols().size() + " symbols, " + history.days().size() + " days");
            WarmFigures figures = new WarmBenchmark(history, options, WarmCommand::progress).measure();
            if (options.json() != null) {
                Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
            }
            out.print(figures.report());
            return 0;
        } catch (InvalidValueException
                | InvalidPricesException
                | CircuitTooLargeException
                | IllegalStateException
                | IOException failed) {
            System.err.println(failed.getMessage());
            return 1;
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            return 2;
        }
    }

    private static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
