package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.strategy.Book;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a strategy's facts say, taken in by their numbers, each once.
///
/// @param number of the newest
/// @param startedAt when it was first accepted
/// @param accepted what it was told last
/// @param begun its last epoch
/// @param seen of its newest snapshot, what it made of that last
/// @param books of the newest fact that has some
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyFacts(
        long number,
        @Nullable Instant startedAt,
        @Nullable StrategyAccepted accepted,
        @Nullable StrategyEpochBegun begun,
        @Nullable StrategyMarketSeen seen,
        Snapshots snapshots,
        Epochs epochs,
        List<Book> books) {

    public static final StrategyFacts NONE =
            new StrategyFacts(0, null, null, null, null, Snapshots.NONE, Epochs.NONE, List.of());

    public StrategyFacts {
        books = List.copyOf(books);
    }

    /// @throws IllegalArgumentException when `fact` is not newer than all that is in these
    public StrategyFacts with(StrategyFact fact) {
        if (fact.number() <= number) {
            throw new IllegalArgumentException("fact " + fact.number() + " comes after " + number);
        }
        return switch (fact) {
            case StrategyAccepted next ->
                new StrategyFacts(
                        next.number(),
                        startedAt == null ? next.metadata().occurredAt() : startedAt,
                        next,
                        begun,
                        seen,
                        snapshots,
                        epochs,
                        books);
            case StrategyMarketSeen next -> seen(next);
            case StrategyEpochBegun next ->
                new StrategyFacts(next.number(), startedAt, accepted, next, seen, snapshots, epochs, books);
            case StrategyEpochEnded next ->
                new StrategyFacts(
                        next.number(),
                        startedAt,
                        accepted,
                        begun,
                        seen,
                        snapshots,
                        epochs.with(next),
                        newest(next.books()));
        };
    }

    /// Of a snapshot that has waited, the fact may come after that of a newer one.
    private StrategyFacts seen(StrategyMarketSeen next) {
        long sequence = next.moment().sequence();
        boolean isNew = seen == null || sequence > seen.moment().sequence();
        boolean isNewest = seen == null || sequence >= seen.moment().sequence();
        boolean wasStarted = begun != null && sequence == begun.moment().sequence();
        return new StrategyFacts(
                next.number(),
                startedAt,
                accepted,
                begun,
                isNewest ? next : seen,
                snapshots.with(next.decision(), isNew, wasStarted),
                epochs,
                newest(next.books()));
    }

    private List<Book> newest(List<Book> found) {
        return found.isEmpty() ? books : found;
    }

    /// Absent until it is known what the strategy was told.
    @JsonIgnore
    public @Nullable String universe() {
        return accepted == null ? null : accepted.settings().problem().universe();
    }

    /// The last epoch, while its run is under way.
    @JsonIgnore
    public @Nullable StrategyEpochBegun current() {
        return begun == null || begun.epoch() <= epochs.last() ? null : begun;
    }
}
