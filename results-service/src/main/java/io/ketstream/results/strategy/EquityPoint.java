package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.MarketMoment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all books were worth at the prices of a snapshot, after the trades at them.
///
/// @param sequence of the snapshot
/// @param until end of its newest bar, where the prices are bars of ticks
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EquityPoint(
        long sequence, LocalDate asOf, @Nullable Instant until, Map<BookName, BigDecimal> equity) {

    /// Absent of a fact without books.
    public static @Nullable EquityPoint of(StrategyFact fact) {
        return switch (fact) {
            case StrategyAccepted accepted -> null;
            case StrategyEpochBegun begun -> null;
            case StrategyMarketSeen seen -> of(seen.moment(), seen.books());
            case StrategyEpochEnded ended -> of(ended.moment(), ended.books());
        };
    }

    private static @Nullable EquityPoint of(MarketMoment moment, List<Book> books) {
        return books.isEmpty()
                ? null
                : new EquityPoint(moment.sequence(), moment.asOf(), moment.until(), equities(books));
    }

    static Map<BookName, BigDecimal> equities(List<Book> books) {
        var equities = new EnumMap<BookName, BigDecimal>(BookName.class);
        books.forEach(book -> equities.put(book.name(), book.equity()));
        return Collections.unmodifiableMap(equities);
    }
}
