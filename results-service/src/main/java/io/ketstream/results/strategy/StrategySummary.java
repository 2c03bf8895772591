package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.RunId;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A strategy in a list of many; the components are those of [StrategyView].
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategySummary(
        StrategyId strategyId,
        @Nullable String name,
        String universe,
        StrategyStatus status,
        long revision,
        Instant startedAt,
        int epoch,
        @Nullable RunId currentRun,
        List<Book> books,
        @JsonProperty("return") Map<BookName, Double> returns) {

    /// Empty until it is known what the strategy was told.
    public static Optional<StrategySummary> of(StrategyFacts facts) {
        StrategyAccepted accepted = facts.accepted();
        Instant startedAt = facts.startedAt();
        String universe = facts.universe();
        if (accepted == null || startedAt == null || universe == null) {
            return Optional.empty();
        }
        StrategyEpochBegun begun = facts.begun();
        StrategyEpochBegun current = facts.current();
        return Optional.of(new StrategySummary(
                accepted.strategyId(),
                accepted.settings().run().name(),
                universe,
                accepted.status(),
                accepted.revision(),
                startedAt,
                begun == null ? 0 : begun.epoch(),
                current == null ? null : current.runId(),
                facts.books(),
                returns(facts.books(), accepted.settings().capital())));
    }

    private static Map<BookName, Double> returns(List<Book> books, BigDecimal capital) {
        var returns = new EnumMap<BookName, Double>(BookName.class);
        for (Book book : books) {
            returns.put(book.name(), book.equity().doubleValue() / capital.doubleValue() - 1);
        }
        return Collections.unmodifiableMap(returns);
    }
}
