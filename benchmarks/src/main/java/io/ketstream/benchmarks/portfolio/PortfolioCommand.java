package io.ketstream.benchmarks.portfolio;

import io.ketstream.ingestion.market.InvalidPricesException;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.model.InvalidValueException;
import io.ketstream.simulator.CircuitTooLargeException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench portfolio`: no service is started.
///
/// Progress goes to standard error, the report to standard output. Exit status: 0 everything was measured, 1 something
/// went wrong, 2 the command line is.
public final class PortfolioCommand {
    private static final long BEGIN = System.nanoTime();

    private PortfolioCommand() {}

    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PortfolioOptions options;
        try {
            options = PortfolioOptions.parse(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, out));
    }

    private static int run(PortfolioOptions options, PrintStream out) {
        if (!Files.isReadable(options.prices())) {
            System.err.println("--prices must name a file that can be read, not " + options.prices());
            return 2;
        }
        try {
            MarketSnapshot market = PriceFile.snapshot(options.prices());
            progress(market.symbols().size() + " symbols, " + market.quality().observations() + " returns each");
            if (options.assets() > market.symbols().size()) {
                System.err.println(
                        "--assets must be at most " + market.symbols().size() + ", the symbols that there are");
                return 2;
            }
            PortfolioFigures figures = PortfolioFigures.of(
                    options, market, new PortfolioBenchmark(market, options, PortfolioCommand::progress).measure());
            if (options.json() != null) {
                Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
            }
            out.print(PortfolioReport.of(figures));
            return 0;
        } catch (InvalidPricesException
                | InvalidValueException
                | CircuitTooLargeException
                | IllegalStateException
                | IOException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    private static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
