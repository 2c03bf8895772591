package io.ketstream.model.strategy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The prices of a day: of every symbol that has one, also of those that nothing can be estimated for.
public record Quotes(List<String> symbols, RealVector prices) {

    public static final Quotes NONE = new Quotes(List.of(), RealVector.of());

    /// Of a price.
    public static final double HIGHEST = 1e9;

    public Quotes {
        symbols = List.copyOf(symbols);
        Rules.size("prices", prices.size(), symbols.size());
        for (int i = 0; i < prices.size(); i++) {
            Rules.positive("prices[" + i + "]", prices.get(i), HIGHEST);
        }
        if (symbols.stream().distinct().count() < symbols.size()) {
            throw new InvalidValueException("symbols", "must be distinct");
        }
    }

    public Map<String, Double> bySymbol() {
        var found = new HashMap<String, Double>();
        for (int i = 0; i < symbols.size(); i++) {
            found.put(symbols.get(i), prices.get(i));
        }
        return found;
    }
}
