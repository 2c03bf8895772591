package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some assets of a portfolio, a sector for example, of which at least `minCount` and at most `maxCount` are
/// selected.
public record AssetGroup(String name, List<String> symbols, int minCount, int maxCount) {

    private static final int MAX_NAME = 100;

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
    }

    @JsonCreator
    static AssetGroup of(String name, List<String> symbols, @Nullable Integer minCount, @Nullable Integer maxCount) {
        return new AssetGroup(
                name,
                symbols,
                minCount == null ? 0 : minCount,
                maxCount == null ? Rules.required("symbols", symbols).size() : maxCount);
    }
}
