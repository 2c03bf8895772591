package io.ketstream.optimizer.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyAssessed;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.StrategyRevised;
import io.ketstream.model.event.StrategyRunEnded;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.strategy.History;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategySpecification;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trigger;
import io.ketstream.optimizer.loop.MemoryRows;
import io.ketstream.optimizer.strategy.streams.StrategyJson;
import io.ketstream.support.event.EventCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One strategy at its desk, on four assets whose prices a test says; its runs end when a test says so.
final class StrategyWorld {

    static final StrategyId ID = StrategyId.of("5d1d2c7e-90d5-4f0f-8a55-0a7a4f5f6c33");
    static final List<String> SYMBOLS = List.of("A", "B", "C", "D");

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    /// As the wire and the store have it.
    static final StrategyFormat FORMAT = new StrategyJson(new EventCodec("optimizer-service"));

    final List<StrategyInput> inputs = new ArrayList<>();
    final List<Event> told = new ArrayList<>();
    final List<AssessmentTask> assessing = new ArrayList<>();
    private final MemoryRows rows;
    private StrategyDesk desk;
    private long sequence;
    private long revision;

    StrategyWorld() {
        this(new MemoryRows());
    }

    StrategyWorld(MemoryRows rows) {
        this.rows = rows;
        this.desk = open();
    }

    private StrategyDesk open() {
        var opened = new StrategyDesk(new StrategyRows(rows, FORMAT), FORMAT, told::add, assessing::add);
        opened.restore();
        return opened;
    }

    MemoryRows rows() {
        return rows;
    }

    /// As another process does.
    void restart() {
        desk = open();
    }

    void feed(StrategyInput input) {
        inputs.add(input);
        desk.take(input, inputs.size() - 1);
    }

    /// A record that has been fed before.
    void again(int offset) {
        desk.take(inputs.get(offset), offset);
    }

    void revise(StrategyStatus status, StrategySettings settings) {
        revision++;
        feed(new StrategyRevised(
                metadata("revision/" + revision, Instant.parse("2026-01-01T00:00:00Z")),
                ID,
                revision,
                status,
                settings));
    }

    /// A snapshot of the day after the last one.
    StrategyMarketArrived arrive(double... prices) {
        StrategyMarketArrived market = market(false, null, prices);
        feed(market);
        return market;
    }

    /// The same, with its prices in a record of their own ahead of it.
    ///
    /// @param between the two records
    void arriveInTwo(Runnable between, double... prices) {
        StrategyMarketArrived market = market(false, null, prices);
        feed(quotes(market));
        between.run();
        feed(market.with(Quotes.NONE));
    }

    /// The prices of a market, to come ahead of it.
    static StrategyQuotesArrived quotes(StrategyMarketArrived market) {
        long sequence = market.moment().sequence();
        return new StrategyQuotesArrived(
                metadata("quotes/" + sequence, market.metadata().occurredAt()), ID, sequence, market.quotes());
    }

    StrategyMarketArrived market(boolean last, @Nullable Failure failure, double... prices) {
        sequence++;
        LocalDate day = FIRST_DAY.plusDays(sequence);
        List<String> quoted = IntStream.range(0, prices.length)
                .filter(i -> prices[i] > 0)
                .mapToObj(SYMBOLS::get)
                .toList();
        double[] positive =
                java.util.Arrays.stream(prices).filter(price -> price > 0).toArray();
        return new StrategyMarketArrived(
                metadata(
                        "market/" + sequence,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400 * sequence)),
                ID,
                revision,
                new MarketMoment(sequence, Digest.of("snapshot" + sequence), day, null),
                last,
                new Quotes(quoted, RealVector.of(positive)),
                failure == null ? quoted : List.of(),
                failure == null ? problem(quoted) : null,
                null,
                failure);
    }

    private static PortfolioProblem problem(List<String> symbols) {
        int n = symbols.size();
        double[][] risk = new double[n][n];
        double[] returns = new double[n];
        for (int i = 0; i < n; i++) {
            risk[i][i] = 0.04 + 0.01 * i;
            returns[i] = 0.05 + 0.02 * i;
        }
        return new PortfolioProblem(symbols, RealVector.of(returns), RealMatrix.of(risk), null, null, 0.5, 2);
    }

    /// Ends the run under way with these shares of the capital.
    void end(double... weights) {
        RunSubmitted run = lastRun();
        var positions = new ArrayList<Allocation.Position>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                positions.add(new Allocation.Position(SYMBOLS.get(i), weights[i], 0, 0));
            }
        }
        var allocation = new Allocation(positions, 0.08, 0.15, -0.01, 0);
        var portfolio = new Portfolio(allocation, allocation, allocation, allocation);
        feed(ended(run, RunStatus.SUCCEEDED, null, portfolio));
    }

    void fail() {
        feed(ended(lastRun(), RunStatus.FAILED, new Failure(Failure.EXECUTION_FAILED, "no memory"), null));
    }

    private StrategyRunEnded ended(
            RunSubmitted run, RunStatus status, @Nullable Failure failure, @Nullable Portfolio portfolio) {
        int epoch = Objects.requireNonNull(run.parent()).sequence();
        return new StrategyRunEnded(
                metadata("ended/" + epoch, run.metadata().occurredAt().plusSeconds(5)),
                ID,
                epoch,
                run.runId(),
                status,
                failure,
                new BestSolution(-0.1, Sense.MINIMIZE, "0011", true, RealVector.of(0.25, -0.5), selection(portfolio)),
                portfolio,
                40,
                4096,
                null);
    }

    private static List<String> selection(@Nullable Portfolio portfolio) {
        return portfolio == null
                ? List.of()
                : portfolio.allocation().positions().stream()
                        .map(Allocation.Position::symbol)
                        .toList();
    }

    /// What the last assessment comes to.
    void assess() {
        AssessmentTask task = assessing.getLast();
        feed(new StrategyAssessed(
                metadata("assessed/" + task.market().moment().sequence(), Instant.EPOCH),
                ID,
                task.market().moment().sequence(),
                task.assess(null, null),
                null));
    }

    RunSubmitted lastRun() {
        return last(RunSubmitted.class);
    }

    <E extends Event> E last(Class<E> type) {
        return all(type).getLast();
    }

    <E extends Event> List<E> all(Class<E> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<StrategyFact> facts() {
        return all(StrategyFact.class);
    }

    RunId run(int epoch) {
        return ID.run(epoch);
    }

    static StrategySettings settings(Trigger trigger, @Nullable History history) {
        return settings(trigger, history, 1);
    }

    static StrategySettings settings(Trigger trigger, @Nullable History history, int layers) {
        return new StrategySpecification(
                        "four",
                        new PortfolioProblem(null, null, null, "market", null, 0.5, 2),
                        new Ansatz.Qaoa(layers, Mixer.XY_RING),
                        null,
                        null,
                        7L,
                        trigger,
                        new BigDecimal("1000.50"),
                        0.001,
                        Duration.ofDays(30),
                        history)
                .settings(0);
    }

    private static EventMetadata metadata(String identity, Instant at) {
        return EventMetadata.of(identity, at, UUID.nameUUIDFromBytes(new byte[] {1}));
    }

    /// Strategies' facts, each once.
    static List<StrategyFact> distinct(List<Event> told) {
        var facts = new ArrayList<StrategyFact>();
        for (Event event : told) {
            if (event instanceof StrategyFact fact
                    && facts.stream().noneMatch(known -> known.number() == fact.number())) {
                facts.add(fact);
            }
        }
        facts.sort(java.util.Comparator.comparingLong(StrategyFact::number));
        return Collections.unmodifiableList(facts);
    }
}
