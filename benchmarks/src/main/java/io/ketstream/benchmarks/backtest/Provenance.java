package io.ketstream.benchmarks.backtest;

import io.ketstream.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;

/// What a report was made of.
///
/// @param digest of the file as it lies there
record Provenance(
        BacktestOptions options,
        String file,
        Digest digest,
        int symbols,
        int days,
        LocalDate from,
        LocalDate to,
        String java,
        int processors) {

    static Provenance of(PriceHistory history, BacktestOptions options) throws IOException {
        return new Provenance(
                options,
                options.prices().getFileName().toString(),
                Digest.of(Files.readAllBytes(options.prices())),
                history.symbols().size(),
                history.days().size(),
                history.days().getFirst(),
                history.days().getLast(),
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors());
    }
}
