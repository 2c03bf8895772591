package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.portfolio.PriceFile;
import io.ketstream.ingestion.market.InvalidPricesException;
import io.ketstream.model.InvalidValueException;
import io.ketstream.simulator.CircuitTooLargeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A command on a file of closes: what goes wrong becomes a line on standard error and an exit status, 1 where the work
/// fails and 2 where the command line is wrong.
final class PriceCommand {
    private static final long BEGIN = System.nanoTime();

    /// What the command is there for.
    @FunctionalInterface
    interface Work {
        void on(PriceHistory history) throws IOException;
    }

    private PriceCommand() {}

    /// @return the exit status
    static int run(Path prices, Work work) {
        if (!Files.isReadable(prices)) {
            System.err.println("--prices must name a file that can be read, not " + prices);
            return 2;
        }
        try {
            var history = new PriceHistory(PriceFile.table(prices));
            progress(history.symbols().size() + " symbols, " + history.days().size() + " days");
            work.on(history);
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

    static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
