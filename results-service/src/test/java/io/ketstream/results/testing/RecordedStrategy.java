package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEpochBegun;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.Holding;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.PeriodReport;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trade;
import io.ketstream.model.strategy.Trigger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of a strategy with a capital of 1000, three snapshots to an epoch: one that is chosen from, one that waits
/// for the run and then is no trigger, and one that is none. Costs are 0.50 an epoch.
public final class RecordedStrategy {

    public static final String NAME = "basket\u0000<\u20ac>";
    public static final int FACTS_AN_EPOCH = 6;

    private static final BigDecimal CAPITAL = new BigDecimal("1000.00");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-06");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final StrategyId strategy;
    private final String universe;
    private final List<StrategyFact> facts = new ArrayList<>();

    private RecordedStrategy(StrategyId strategy, String universe) {
        this.strategy = strategy;
        this.universe = universe;
    }

    public static RecordedStrategy of(StrategyId strategy, String universe, int epochs) {
        var recorded = new RecordedStrategy(strategy, universe);
        recorded.accept(StrategyStatus.ACTIVE);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            recorded.add(epoch);
        }
        return recorded;
    }

    public StrategyId strategy() {
        return strategy;
    }

    public List<StrategyFact> facts() {
        return List.copyOf(facts);
    }

    /// What it is told next.
    public RecordedStrategy accept(StrategyStatus status) {
        long revision =
                1 + facts.stream().filter(StrategyAccepted.class::isInstance).count();
        facts.add(new StrategyAccepted(metadata(), strategy, number(), revision, status, settings()));
        return this;
    }

    /// A snapshot chosen from whose run goes on.
    public RecordedStrategy begin(int epoch) {
        return begin(epoch, 3 * epoch - 2);
    }

    public RecordedStrategy begin(int epoch, int sequence) {
        seen(sequence, MarketDecision.STARTED, null);
        facts.add(new StrategyEpochBegun(
                metadata(), strategy, number(), epoch, strategy.run(epoch), moment(sequence), 0, epoch > 1));
        return this;
    }

    /// A snapshot whose turn comes again.
    public RecordedStrategy putBack(int sequence) {
        seen(sequence, MarketDecision.WAITS, "the strategy is paused");
        return this;
    }

    private void add(int epoch) {
        begin(epoch);
        seen(3 * epoch - 1, MarketDecision.WAITS, null);
        end(epoch);
        seen(3 * epoch - 1, MarketDecision.NOT_TRIGGERED, "the market is what it was");
        seen(3 * epoch, MarketDecision.NOT_TRIGGERED, "the market is what it was");
    }

    private void seen(int sequence, MarketDecision decision, @Nullable String reason) {
        facts.add(new StrategyMarketSeen(
                metadata(), strategy, number(), moment(sequence), decision, reason, null, books(sequence, 0)));
    }

    private void end(int epoch) {
        int sequence = 3 * epoch - 2;
        List<Book> books = books(sequence, 50);
        BigDecimal equity = books.getFirst().equity();
        String bought = "S" + epoch;
        List<Holding> holdings = List.of(
                new Holding(bought, 5, 100, new BigDecimal("500.00"), 0.5),
                new Holding("KEPT", 4, 100, new BigDecimal("400.00"), 0.4));
        var trades = new ArrayList<Trade>();
        if (epoch > 1) {
            trades.add(trade(Trade.Kind.SELL, "S" + (epoch - 1), "0.20", equity));
        }
        trades.add(trade(Trade.Kind.BUY, bought, epoch > 1 ? "0.30" : "0.50", equity));
        facts.add(new StrategyEpochEnded(
                metadata(),
                strategy,
                number(),
                epoch,
                strategy.run(epoch),
                moment(sequence),
                RunStatus.SUCCEEDED,
                true,
                null,
                epoch > 1 ? 40 : 400,
                1024,
                0.0875,
                0.1875,
                trades,
                holdings,
                books,
                epoch > 1 ? period(epoch, equity) : null));
    }

    private static Trade trade(Trade.Kind kind, String symbol, String cost, BigDecimal equity) {
        return new Trade(
                kind,
                symbol,
                5,
                100,
                new BigDecimal("500.00"),
                new BigDecimal(cost),
                equity.subtract(new BigDecimal("900.00")),
                new BigDecimal("900.00"));
    }

    private static PeriodReport period(int epoch, BigDecimal equity) {
        return new PeriodReport(
                day(3 * epoch - 5),
                day(3 * epoch - 2),
                CAPITAL,
                equity,
                3 * 7 / 365.0,
                0.0875,
                0.1875,
                0.01,
                epoch % 2 == 0 ? 0.25 + 0.01 * (epoch % 7) : 0.125);
    }

    /// @param cents that trades at the snapshot have cost by then
    private static List<Book> books(int sequence, int cents) {
        var books = new ArrayList<Book>();
        int paid = 50 * ((sequence - 1) / 3) + (sequence % 3 == 1 ? cents : 50);
        for (BookName name : BookName.values()) {
            int gains = (int) Math.round((1 + 0.2 * books.size()) * (90 * sequence + 900 * Math.sin(0.7 * sequence)));
            BigDecimal costs = money(paid);
            BigDecimal equity = CAPITAL.add(money(gains)).subtract(costs);
            BigDecimal value = new BigDecimal("900.00");
            books.add(new Book(
                    name,
                    equity.subtract(value),
                    value,
                    equity,
                    money(gains),
                    costs,
                    money(100_000L * (1 + sequence / 3))));
        }
        return books;
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents).divide(BigDecimal.valueOf(100), 2, RoundingMode.UNNECESSARY);
    }

    private static LocalDate day(int sequence) {
        return FIRST_DAY.plusWeeks(sequence - 1);
    }

    private static MarketMoment moment(int sequence) {
        return new MarketMoment(sequence, Digest.of("snapshot " + sequence), day(sequence), null);
    }

    private StrategySettings settings() {
        var problem = new PortfolioProblem(null, null, null, universe, null, 0.5, 2);
        return new StrategySettings(
                problem,
                new RunSpecification(NAME, problem, null, null, null, 42L).settings(0),
                new Trigger.Snapshot(),
                CAPITAL,
                0.0005,
                Duration.ofDays(30),
                null);
    }

    private long number() {
        return facts.size() + 1L;
    }

    private EventMetadata metadata() {
        return EventMetadata.of(strategy + "/" + number(), TIME.plusSeconds(number()), null);
    }
}
