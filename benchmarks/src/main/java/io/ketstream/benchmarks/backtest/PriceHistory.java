package io.ketstream.benchmarks.backtest;

import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.optimizer.portfolio.RandomSelections;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;

/// Closes by day and symbol as they stand in a file. Whoever asks for a day is shown nothing of a later one.
final class PriceHistory {

    private final List<LocalDate> days;
    private final List<String> symbols;
    private final double[][] columns;

    PriceHistory(PriceTable table) {
        this.days = table.days();
        this.symbols = table.symbols();
        this.columns =
                IntStream.range(0, symbols.size()).mapToObj(table::column).toArray(double[][]::new);
    }

    private PriceHistory(List<LocalDate> days, List<String> symbols, double[][] columns) {
        this.days = days;
        this.symbols = symbols;
        this.columns = columns;
    }

    /// With so many of its symbols, drawn at random, in their order.
    ///
    /// @throws IllegalArgumentException when there are fewer
    PriceHistory drawn(int count, long seed) {
        if (count > symbols.size()) {
            throw new IllegalArgumentException("there are " + symbols.size() + " symbols, not " + count);
        }
        int[] drawn = RandomSelections.draw(symbols.size(), count, new MersenneTwister(seed)).stream()
                .toArray();
        return new PriceHistory(
                days,
                IntStream.of(drawn).mapToObj(symbols::get).toList(),
                IntStream.of(drawn).mapToObj(i -> columns[i]).toArray(double[][]::new));
    }

    List<LocalDate> days() {
        return days;
    }

    List<String> symbols() {
        return symbols;
    }

    /// The closes of one day; symbols without one are absent.
    Map<String, Double> closes(int day) {
        var closes = new TreeMap<String, Double>();
        for (int i = 0; i < columns.length; i++) {
            if (!Double.isNaN(columns[i][day])) {
                closes.put(symbols.get(i), columns[i][day]);
            }
        }
        return closes;
    }

    /// Closes of `length` returns up to a day, of the symbols whose close of that day is at least `leastPrice`.
    PriceTable until(int day, int length, double leastPrice) {
        int[] traded = IntStream.range(0, columns.length)
                .filter(i -> columns[i][day] >= leastPrice)
                .toArray();
        int first = day - length;
        double[][] rows = new double[length + 1][traded.length];
        for (int t = 0; t <= length; t++) {
            for (int k = 0; k < traded.length; k++) {
                rows[t][k] = columns[traded[k]][first + t];
            }
        }
        return new PriceTable(
                days.subList(first, day + 1),
                IntStream.of(traded).mapToObj(symbols::get).toList(),
                rows,
                0);
    }
}
