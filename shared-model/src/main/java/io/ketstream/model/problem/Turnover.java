package io.ketstream.model.problem;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What it costs to leave a portfolio that is held now.
///
/// @param cost of buying or selling the whole capital once, as a share of it: 0.001 are ten basis points
/// @param holding the share of the capital in each symbol, together at most 1; the rest is cash
public record Turnover(double cost, Map<String, Double> holding) {

    /// Weights such as three times 1/3 need not add up to 1 in the last digit.
    private static final double ROUNDING = 1e-9;

    /// Ten times what is traded; beyond, returns vanish beside it.
    private static final double MOST_COST = 10;

    public Turnover {
        Rules.within("cost", cost, 0, MOST_COST);
        holding = Collections.unmodifiableMap(new TreeMap<>(Rules.required("holding", holding)));
        double sum = 0;
        for (Map.Entry<String, Double> position : holding.entrySet()) {
            String field = "holding." + position.getKey();
            sum += Rules.within(field, Rules.required(field, position.getValue()), 0, 1);
        }
        if (sum > 1 + ROUNDING) {
            throw new InvalidValueException("holding", "must add up to at most 1, not " + sum);
        }
    }

    /// What cost·|x − K·w| of an asset is where it is not selected, x = 0.
    ///
    /// @param cardinality K
    public double whereLeftOut(String symbol, int cardinality) {
        return cost * units(symbol, cardinality);
    }

    /// What it is more, or less, where the asset is selected, x = 1.
    public double ofSelecting(String symbol, int cardinality) {
        double units = units(symbol, cardinality);
        return cost * (Math.abs(1 - units) - units);
    }

    private double units(String symbol, int cardinality) {
        return cardinality * holding.getOrDefault(symbol, 0.0);
    }
}
