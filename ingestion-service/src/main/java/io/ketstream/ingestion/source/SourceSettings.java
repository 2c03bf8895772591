package io.ketstream.ingestion.source;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the market data of a universe comes from.
///
/// @param symbols the universe's symbols, each with the service's name of it
/// @param interval between two fetches; absent where trades are followed
/// @param from the first day that is fetched; absent where trades are followed
public record SourceSettings(
        String universe,
        SourceType type,
        Map<String, String> symbols,
        @Nullable Duration interval,
        @Nullable LocalDate from) {

    static final int MAX_SYMBOLS = 200;

    private static final Pattern UNIVERSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SYMBOL = Pattern.compile("[^\\s\\p{Cntrl}\"]{1,32}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,31}");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    public SourceSettings {
        if (!UNIVERSE.matcher(universe).matches()) {
            throw new InvalidValueException(
                    "universe", "must have 1 to 100 letters, digits, dots, dashes and underscores");
        }
        Rules.within("symbols", symbols.size(), 1, MAX_SYMBOLS);
        symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
        symbols.forEach(SourceSettings::check);
        if (symbols.values().stream()
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .distinct()
                        .count()
                < symbols.size()) {
            throw new InvalidValueException("symbols", "must not have two symbols for one of the service's names");
        }
        switch (type) {
            case TIINGO -> {
                Duration between = Rules.required("interval", interval);
                if (between.compareTo(SHORTEST) < 0 || between.compareTo(LONGEST) > 0) {
                    throw new InvalidValueException(
                            "interval", "must be between " + SHORTEST + " and " + LONGEST + ", not " + between);
                }
                LocalDate first = Rules.required("from", from);
                if (first.isBefore(EARLIEST) || first.isAfter(LATEST)) {
                    throw new InvalidValueException(
                            "from", "must be a day between " + EARLIEST + " and " + LATEST + ", not " + first);
                }
            }
            case BINANCE -> {
                absent("interval", interval);
                absent("from", from);
            }
        }
    }

    private static void check(String symbol, String name) {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new InvalidValueException(
                    "symbols", "must have 1 to 32 characters without blanks, not '" + symbol + "'");
        }
        String field = "symbols." + symbol;
        if (!NAME.matcher(Rules.required(field, name)).matches()) {
            throw new InvalidValueException(field, "must have 1 to 32 letters, digits, dots and dashes");
        }
    }

    private static void absent(String field, @Nullable Object value) {
        if (value != null) {
            throw new InvalidValueException(field, "must be absent: trades are followed as they happen");
        }
    }
}
