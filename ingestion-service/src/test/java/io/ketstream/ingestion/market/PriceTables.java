package io.ketstream.ingestion.market;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tables of prices without a database.
final class PriceTables {

    private PriceTables() {}

    static PriceTable read(PriceFeed feed) throws IOException {
        var rows = new TreeMap<LocalDate, TreeMap<String, Double>>();
        var symbols = new TreeSet<String>();
        for (ClosePrice price = feed.next(); price != null; price = feed.next()) {
            symbols.add(price.symbol());
            rows.computeIfAbsent(price.date(), day -> new TreeMap<>()).put(price.symbol(), price.close());
        }
        double[][] closes = rows.values().stream()
                .map(row -> symbols.stream()
                        .mapToDouble(symbol -> row.getOrDefault(symbol, Double.NaN))
                        .toArray())
                .toArray(double[][]::new);
        return new PriceTable(List.copyOf(rows.keySet()), List.copyOf(symbols), closes, feed.duplicates());
    }
}
