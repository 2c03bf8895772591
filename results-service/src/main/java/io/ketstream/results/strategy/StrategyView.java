package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.RunId;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A strategy as the API shows it.
///
/// @param epoch how many have begun
/// @param currentRun while one is under way
/// @param books as of the newest fact that has some
/// @param returns of each book since the beginning: equity/capital − 1
/// @param holdings after the last epoch
/// @param lastMarket the newest snapshot that it has met
/// @param evaluations of circuits, of all runs that have ended
/// @param periods the last twenty
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyView(
        StrategyId strategyId,
        @Nullable String name,
        String universe,
        StrategyStatus status,
        long revision,
        StrategySettings settings,
        Instant startedAt,
        int epoch,
        @Nullable RunId currentRun,
        List<Book> books,
        @JsonProperty("return") Map<BookName, Double> returns,
        List<Holding> holdings,
        @Nullable LastMarket lastMarket,
        Snapshots snapshots,
        long evaluations,
        long shots,
        List<PeriodReport> periods,
        Comparison comparison) {

    /// @param reason in words, where there is more to say than the decision
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LastMarket(
            MarketMoment moment,
            MarketDecision decision,
            @Nullable String reason,
            @Nullable Assessment assessment) {

        private static LastMarket of(StrategyMarketSeen seen) {
            return new LastMarket(seen.moment(), seen.decision(), seen.reason(), seen.assessment());
        }
    }

    /// Empty until it is known what the strategy was told.
    public static Optional<StrategyView> of(StrategyFacts facts) {
        StrategyAccepted accepted = facts.accepted();
        return accepted == null
                ? Optional.empty()
                : StrategySummary.of(facts).map(summary -> of(facts, summary, accepted.settings()));
    }

    private static StrategyView of(StrategyFacts facts, StrategySummary summary, StrategySettings settings) {
        return new StrategyView(
                summary.strategyId(),
                summary.name(),
                summary.universe(),
                summary.status(),
                summary.revision(),
                settings,
                summary.startedAt(),
                summary.epoch(),
                summary.currentRun(),
                summary.books(),
                summary.returns(),
                facts.epochs().holdings(),
                facts.seen() == null ? null : LastMarket.of(facts.seen()),
                facts.snapshots(),
                facts.epochs().evaluations(),
                facts.epochs().shots(),
                facts.epochs().periods(),
                facts.epochs().comparison());
    }
}
