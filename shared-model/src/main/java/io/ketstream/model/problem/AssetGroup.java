package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some assets of a portfolio, a sector for example, of which at least `minCount` and at most `maxCount` are
/// selected.
///
/// @param minWeight the least share of the capital that is in all of them together; absent: none
/// @param maxWeight the largest
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetGroup(
        String name,
        List<String> symbols,
        int minCount,
        int maxCount,
        @Nullable Double minWeight,
        @Nullable Double maxWeight) {

    private static final int MAX_NAME = 100;

    /// Without bounds of its weight.
    public AssetGroup(String name, List<String> symbols, int minCount, int maxCount) {
        this(name, symbols, minCount, maxCount, null, null);
    }

    public AssetGroup {
        Rules.required("name", name);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new InvalidValueException("name", "must have 1 to " + MAX_NAME + " characters");
        }
        symbols = List.copyOf(Rules.required("symbols", symbols));
        Rules.notEmpty("symbols", symbols);
        var seen = new HashSet<String>();
        for (int i = 0; i < symbols.size(); i++) {
            if (!seen.add(symbols.get(i))) {
                throw new InvalidValueException("symbols[" + i + "]", "must be distinct");
            }
        }
        Rules.within("minCount", minCount, 0, symbols.size());
        Rules.within("maxCount", maxCount, minCount, symbols.size());
        if (minWeight != null) {
            Rules.within("minWeight", minWeight, 0, 1);
        }
        if (maxWeight != null) {
            Rules.positive("maxWeight", maxWeight, 1);
            if (minWeight != null && minWeight > maxWeight) {
                throw new InvalidValueException("minWeight", "must not be greater than maxWeight");
            }
        }
    }

    @JsonCreator
    static AssetGroup of(
            String name,
            List<String> symbols,
            @Nullable Integer minCount,
            @Nullable Integer maxCount,
            @Nullable Double minWeight,
            @Nullable Double maxWeight) {
        return new AssetGroup(
                name,
                symbols,
                minCount == null ? 0 : minCount,
                maxCount == null ? Rules.required("symbols", symbols).size() : maxCount,
                minWeight,
                maxWeight);
    }

    /// Whether its weight has a bound.
    @JsonIgnore
    public boolean isWeighted() {
        return minWeight != null || maxWeight != null;
    }

    /// 0 where there is no bound.
    public double leastWeight() {
        return minWeight == null ? 0 : minWeight;
    }

    /// 1 where there is no bound.
    public double mostWeight() {
        return maxWeight == null ? 1 : maxWeight;
    }
}
