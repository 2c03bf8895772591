package io.ketstream.benchmarks.backtest;

import io.ketstream.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Properties;

/// What a report was made of.
///
/// @param digest of the file as it lies there
/// @param version of Ketstream; `unpackaged` where the classes are in no jar
record Provenance(
        BacktestOptions options,
        String file,
        Digest digest,
        int symbols,
        int days,
        LocalDate from,
        LocalDate to,
        String version,
        String java,
        int processors) {

    private static final String MAVEN = "/META-INF/maven/io.ketstream/benchmarks/pom.properties";

    static Provenance of(PriceHistory history, BacktestOptions options) throws IOException {
        return new Provenance(
                options,
                options.prices().getFileName().toString(),
                Digest.of(Files.readAllBytes(options.prices())),
                history.symbols().size(),
                history.days().size(),
                history.days().getFirst(),
                history.days().getLast(),
                ownVersion(),
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String ownVersion() throws IOException {
        try (InputStream properties = Provenance.class.getResourceAsStream(MAVEN)) {
            if (properties == null) {
                return "unpackaged";
            }
            var found = new Properties();
            found.load(properties);
            return found.getProperty("version");
        }
    }
}
