package io.ketstream.ingestion.market;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads closes from CSV, one at a time and never the whole text: `date,symbol,close` (long), or `date,SYM1,SYM2,…`
/// (wide) where an empty field means no price that day.
///
/// Dates are ISO (`2026-01-31`). Wide lines come in ascending order of date; a line that only repeats the one before is
/// left out and counted. Long lines come in any order.
/// The first bad line ends the reading with an [InvalidPricesException] that names it.
public final class PriceReader implements PriceFeed {

    /// As many as a portfolio may choose from; bounds what one line may hold.
    public static final int MAX_SYMBOLS = 5000;

    /// Eighty years of trading days.
    public static final int MAX_DAYS = 20_000;

    /// Symbols times days: 500 symbols for thirty years, or 2500 for six. Bounds the memory that a snapshot takes,
    /// and what a small compressed upload may unfold to.
    public static final int MAX_TABLE = 4_000_000;

    /// Checks the rows of a table of so many symbols. That they are too many together is said as such: how many would
    /// be permitted depends on another field.
    ///
    /// @throws InvalidValueException naming `field`
    static void checkRows(String field, int rows, int fewest, String columns, int symbols) {
        Rules.within(field, rows, fewest, MAX_DAYS);
        if (rows > MAX_TABLE / symbols) {
            throw new InvalidValueException(field, "times " + columns + " must be at most " + MAX_TABLE);
        }
    }

    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_SYMBOL_LENGTH = 32;

    private final BufferedReader lines;
    private final ArrayDeque<ClosePrice> ready = new ArrayDeque<>();
    private final List<String> symbols;
    private final boolean wide;
    private final Set<String> seenSymbols = new HashSet<>();
    private final Set<LocalDate> seenDays = new HashSet<>();
    private long line;
    private @Nullable LocalDate previous;
    private List<ClosePrice> previousPrices = List.of();
    private long prices;
    private long duplicates;

    public PriceReader(Reader text) throws IOException {
        this.lines = new BufferedReader(text, 1 << 16);
        String header = nextLine();
        if (header == null) {
            throw new InvalidPricesException(1, "a header is required: date,symbol,close or date,SYM1,SYM2,…");
        }
        String[] columns = fields(header.startsWith("\uFEFF") ? header.substring(1) : header);
        if (columns.length < 2 || !columns[0].equalsIgnoreCase("date")) {
            throw new InvalidPricesException(line, "the header must begin with date, then symbols or symbol,close");
        }
        this.wide =
                !(columns.length == 3 && columns[1].equalsIgnoreCase("symbol") && columns[2].equalsIgnoreCase("close"));
        this.symbols = wide ? wideSymbols(columns) : List.of();
    }

    @Override
    public @Nullable ClosePrice next() throws IOException {
        while (ready.isEmpty()) {
            String text = nextLine();
            if (text == null) {
                return null;
            }
            if (text.isBlank()) {
                expectEnd();
                return null;
            }
            read(fields(text));
        }
        return ready.poll();
    }

    @Override
    public boolean mayRepeat() {
        return !wide;
    }

    @Override
    public long duplicates() {
        return duplicates;
    }

    private void expectEnd() throws IOException {
        long empty = line;
        for (String text = nextLine(); text != null; text = nextLine()) {
            if (!text.isBlank()) {
                throw new InvalidPricesException(empty, "is empty, but more lines follow");
            }
        }
    }

    private void read(String[] fields) {
        int expected = wide ? symbols.size() + 1 : 3;
        if (fields.length != expected) {
            throw new InvalidPricesException(line, "has " + fields.length + " fields, not " + expected);
        }
        LocalDate date = date(fields[0]);
        if (!wide) {
            take(List.of(new ClosePrice(date, symbol(fields[1]), close(fields[2]))));
            return;
        }
        var closes = new ArrayList<ClosePrice>();
        for (int i = 1; i < fields.length; i++) {
            if (!fields[i].isEmpty()) {
                closes.add(new ClosePrice(date, symbols.get(i - 1), close(fields[i])));
            }
        }
        if (date.equals(previous)) {
            if (!closes.equals(previousPrices)) {
                throw new InvalidPricesException(line, "date " + date + " has other closes than the line before");
            }
            duplicates += closes.size();
            return;
        }
        if (previous != null && date.isBefore(previous)) {
            throw new InvalidPricesException(line, "date " + date + " does not come after " + previous);
        }
        previous = date;
        previousPrices = closes;
        take(closes);
    }

    private void take(List<ClosePrice> closes) {
        for (ClosePrice price : closes) {
            seenSymbols.add(price.symbol());
            seenDays.add(price.date());
        }
        prices += closes.size();
        if (seenSymbols.size() > MAX_SYMBOLS) {
            throw new InvalidPricesException(line, "there are more than " + MAX_SYMBOLS + " symbols");
        }
        if (seenDays.size() > MAX_DAYS) {
            throw new InvalidPricesException(line, "there are more than " + MAX_DAYS + " days");
        }
        if ((long) seenSymbols.size() * seenDays.size() > MAX_TABLE || prices > MAX_TABLE) {
            throw new InvalidPricesException(
                    line, "there are more than " + MAX_TABLE + " closes in a table of all symbols and days");
        }
        ready.addAll(closes);
    }

    private List<String> wideSymbols(String[] columns) {
        if (columns.length - 1 > MAX_SYMBOLS) {
            throw new InvalidPricesException(line, "has more than " + MAX_SYMBOLS + " symbols");
        }
        List<String> names = Arrays.stream(columns).skip(1).map(this::symbol).toList();
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidPricesException(line, "symbol " + name + " stands twice in the header");
            }
        }
        return names;
    }

    private String symbol(String text) {
        if (text.isEmpty() || text.length() > MAX_SYMBOL_LENGTH || text.chars().anyMatch(c -> c <= ' ' || c == '"')) {
            throw new InvalidPricesException(
                    line, "a symbol has 1 to " + MAX_SYMBOL_LENGTH + " characters without blanks, not '" + text + "'");
        }
        return text;
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidPricesException(line, "'" + text + "' is not an ISO date such as 2026-01-31");
        }
    }

    private double close(String text) {
        double close;
        try {
            close = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidPricesException(line, "'" + text + "' is not a number");
        }
        if (!(close > 0 && close < 1e15)) {
            throw new InvalidPricesException(line, "a close must be greater than 0 and less than 1e15, not " + text);
        }
        return close;
    }

    private static String[] fields(String text) {
        String[] fields = text.split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        return fields;
    }

    private @Nullable String nextLine() throws IOException {
        line++;
        var text = new StringBuilder();
        int character;
        while ((character = lines.read()) >= 0 && character != '\n') {
            if (character != '\r') {
                text.append((char) character);
            }
            if (text.length() > MAX_LINE) {
                throw new InvalidPricesException(line, "is longer than " + MAX_LINE + " characters");
            }
        }
        return character < 0 && text.isEmpty() ? null : text.toString();
    }
}
