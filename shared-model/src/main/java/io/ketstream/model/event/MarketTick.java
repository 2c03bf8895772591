package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// A price at which something was traded or quoted, at `metadata.occurredAt`. Anybody may write them.
///
/// Two ticks are the same one, sent again, when `symbol`, `source` and `sequence` agree: times and prices of different
/// trades often do.
///
/// @param symbol what was traded; 1 to 32 characters without blanks
/// @param price positive
/// @param size how much was traded, in units of the symbol; absent where nobody says, as for quotes
/// @param source the exchange or feed that numbers the ticks; 1 to 64 characters without blanks
/// @param sequence the tick's number among those of its source and symbol, not negative; best one after the other
@JsonClassDescription(
        "A price at which something was traded or quoted, at metadata.occurredAt. Anybody may write them. Keyed by its"
                + " symbol. A tick that is sent again has the same symbol, source and sequence.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MarketTick(
        EventMetadata metadata,
        String symbol,
        double price,
        @Nullable Double size,
        String source,
        long sequence) implements Event {

    private static final int LONGEST_SYMBOL = 32;
    private static final int LONGEST_SOURCE = 64;
    private static final double HIGHEST = 1e100;

    public MarketTick {
        requireName("symbol", symbol, LONGEST_SYMBOL);
        Rules.positive("price", price, HIGHEST);
        if (size != null) {
            Rules.within("size", size, 0, HIGHEST);
        }
        requireName("source", source, LONGEST_SOURCE);
        Rules.within("sequence", sequence, 0, Long.MAX_VALUE);
    }

    private static void requireName(String field, String name, int longest) {
        boolean plain = !name.isEmpty() && name.length() <= longest;
        for (int i = 0; plain && i < name.length(); i++) {
            plain = name.charAt(i) > ' ' && name.charAt(i) != '"';
        }
        if (!plain) {
            throw new InvalidValueException(
                    field, "must have 1 to " + longest + " characters without blanks, not '" + name + "'");
        }
    }

    @Override
    public String key() {
        return symbol;
    }
}
