package io.ketstream.benchmarks.portfolio;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.ingestion.market.PriceFeed;
import io.ketstream.ingestion.market.PriceReader;
import io.ketstream.ingestion.market.PriceTable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Closes out of a file, cleaned as ingestion-service cleans what is uploaded to it.
public final class PriceFile {

    private PriceFile() {}

    /// The closes as they stand in the file.
    public static PriceTable table(Path file) throws IOException {
        try (Reader text = new InputStreamReader(open(file), StandardCharsets.UTF_8)) {
            return table(new PriceReader(text));
        }
    }

    static MarketSnapshot snapshot(Path file) throws IOException {
        try (Reader text = new InputStreamReader(open(file), StandardCharsets.UTF_8)) {
            return snapshot(new PriceReader(text));
        }
    }

    /// Means and sample covariances of log returns a year.
    static MarketSnapshot snapshot(PriceFeed feed) throws IOException {
        return MarketSnapshot.of(table(feed), new CovarianceEstimator(CovarianceMethod.SAMPLE, null));
    }

    /// The closes of a feed.
    public static PriceTable table(PriceFeed feed) throws IOException {
        Set<String> symbols = new LinkedHashSet<>();
        Map<LocalDate, Map<String, Double>> days = new TreeMap<>();
        for (ClosePrice price = feed.next(); price != null; price = feed.next()) {
            symbols.add(price.symbol());
            days.computeIfAbsent(price.date(), day -> new HashMap<>()).put(price.symbol(), price.close());
        }
        double[][] closes = days.values().stream()
                .map(prices -> symbols.stream()
                        .mapToDouble(symbol -> prices.getOrDefault(symbol, Double.NaN))
                        .toArray())
                .toArray(double[][]::new);
        return new PriceTable(List.copyOf(days.keySet()), List.copyOf(symbols), closes, feed.duplicates());
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
