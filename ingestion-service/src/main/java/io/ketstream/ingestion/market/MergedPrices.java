package io.ketstream.ingestion.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stored closes, but for symbols that there are others of.
final class MergedPrices implements PriceFeed {

    private final Iterator<ClosePrice> closes;

    private MergedPrices(Iterator<ClosePrice> closes) {
        this.closes = closes;
    }

    /// @param replaced all closes of some symbols, each day at most once
    static MergedPrices of(@Nullable PriceTable stored, Map<String, List<ClosePrice>> replaced) {
        var merged = new ArrayList<ClosePrice>();
        replaced.values().forEach(merged::addAll);
        if (stored != null) {
            for (int i = 0; i < stored.symbols().size(); i++) {
                if (!replaced.containsKey(stored.symbols().get(i))) {
                    merged.addAll(closes(stored, i));
                }
            }
        }
        return new MergedPrices(merged.iterator());
    }

    /// Whether `stored` has exactly these closes of these symbols already.
    static boolean isHeld(PriceTable stored, Map<String, List<ClosePrice>> replaced) {
        for (Map.Entry<String, List<ClosePrice>> entry : replaced.entrySet()) {
            int symbol = stored.symbols().indexOf(entry.getKey());
            List<ClosePrice> held = symbol < 0 ? List.of() : closes(stored, symbol);
            ClosePrice[] sorted = entry.getValue().toArray(ClosePrice[]::new);
            Arrays.sort(sorted, (one, other) -> one.date().compareTo(other.date()));
            if (!held.equals(List.of(sorted))) {
                return false;
            }
        }
        return true;
    }

    private static List<ClosePrice> closes(PriceTable table, int symbol) {
        var closes = new ArrayList<ClosePrice>();
        String name = table.symbols().get(symbol);
        for (int t = 0; t < table.days().size(); t++) {
            double close = table.closes()[t][symbol];
            if (!Double.isNaN(close)) {
                closes.add(new ClosePrice(table.days().get(t), name, close));
            }
        }
        return closes;
    }

    @Override
    public @Nullable ClosePrice next() {
        return closes.hasNext() ? closes.next() : null;
    }
}
