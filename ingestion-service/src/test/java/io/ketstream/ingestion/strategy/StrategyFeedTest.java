package io.ketstream.ingestion.strategy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.HeldPrices;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.ingestion.run.HeldRuns;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySpecification;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What strategies are told of their markets, without a database.
class StrategyFeedTest {

    private static final URI ADDRESS = URI.create("http://ingestion:8081");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final String CARDINALITY = "\"cardinality\": 2";

    private final HeldPrices prices = new HeldPrices();
    private final Market market = new Market(prices, ADDRESS, CLOCK);
    private final RunIntake runs =
            new RunIntake(new HeldRuns(), market, name -> Optional.empty(), ADDRESS, CLOCK, new Random(1));
    private final Set<StrategyId> failing = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    private final HeldStrategies held = new HeldStrategies(failing);
    private final StrategyIntake intake = new StrategyIntake(held, market, runs, CLOCK, new Random(2));
    private final StrategyFeed feed = new StrategyFeed(held, held, market, runs, CLOCK);

    @ParameterizedTest
    @CsvSource({"4, false", "5, true", "6, true"})
    void theAnsatzSaysHowManyAssetsAreTooMany(int maxQubits, boolean whole) throws IOException {
        StoredSnapshot snapshot = load(symbols(5), 40, 1);
        StrategyId id = submit("\"ansatz\": {\"type\": \"qaoa\", \"maxQubits\": " + maxQubits + "},");
        held.arrive(id, snapshot);

        feed.tell();

        StrategyMarketArrived told = held.told().getFirst();
        assertThat(requireNonNull(told.problem()).isByUniverse()).isEqualTo(!whole);
        assertThat(told.market() == null).isEqualTo(whole);
        assertThat(told.assets()).isEqualTo(symbols(5));
    }

    @Test
    void aRangeOfNumbersOfAssetsMayBeTakenApart() throws IOException {
        StoredSnapshot snapshot = load(symbols(6), 40, 1);
        StrategyId id = submit("\"ansatz\": {\"type\": \"qaoa\", \"maxQubits\": 4},", """
                "cardinality": 4,
                "constraints": {"minCardinality": 2, "groups": [], "mandatory": ["S003"], "forbidden": []}""");
        held.arrive(id, snapshot);

        feed.tell();

        StrategyMarketArrived told = held.told().getFirst();
        assertThat(told.failure()).isNull();
        assertThat(told.market()).isNotNull();
        assertThat(requireNonNull(told.problem()).constraintsOrNone().minCardinality())
                .isEqualTo(2);
    }

    @Test
    void oneThatFailsStopsNoOther() throws IOException {
        StoredSnapshot snapshot = load(symbols(5), 40, 1);
        StrategyId first = submit("");
        StrategyId second = submit("");
        StrategyId third = submit("");
        for (StrategyId id : List.of(first, second, third)) {
            held.arrive(id, snapshot);
            held.arrive(id, snapshot);
        }
        failing.addAll(List.of(first, second));

        assertThatThrownBy(feed::tell)
                .hasMessage("nothing can be told " + first)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

        assertThat(held.told()).extracting(StrategyMarketArrived::strategyId).containsExactly(third, third);
        assertThat(held.pending(first)).isEqualTo(2);
        failing.clear();
        feed.tell();
        assertThat(held.told()).hasSize(6);
        assertThat(held.waiting()).isEmpty();
    }

    @Test
    void saysWhatCannotBeKeptInAMarket() throws IOException {
        load(symbols(6), 40, 1);
        StrategyId cardinality = submit("\"seed\": 1,", "\"cardinality\": 4");
        StrategyId group = submit("\"seed\": 1,", """
                "cardinality": 2,
                "constraints": {"groups": [{"name": "g", "symbols": ["S004", "S005"], "minCount": 1, "maxCount": 2}],
                                "mandatory": [], "forbidden": []}""");
        StoredSnapshot smaller = load(symbols(4), 41, 1);
        held.arrive(cardinality, smaller);
        held.arrive(group, smaller);

        feed.tell();

        assertThat(held.told())
                .extracting(told -> requireNonNull(told.failure()).message())
                .containsExactly(
                        "problem.cardinality must be between 1 and 3, not 4",
                        "problem.constraints.groups[0].minCount must be at most 0, as many of 'g' are left");
        assertThat(held.told()).allSatisfy(told -> assertThat(told.quotes()).isEqualTo(smaller.closes()));
    }

    @Test
    void theLargestMarketHasItsPricesAheadOfIt() throws IOException {
        load(symbols(5), 40, 1);
        StrategyId id = submit("");
        List<String> symbols = IntStream.range(0, PortfolioProblem.MAX_ASSETS)
                .mapToObj("S%04d"::formatted)
                .toList();
        StoredSnapshot snapshot = load(symbols, 6, 1);
        held.arrive(id, snapshot);

        feed.tell();

        assertThat(held.inputs()).hasSize(2);
        assertThat(held.inputs().getFirst()).isInstanceOfSatisfying(StrategyQuotesArrived.class, ahead -> {
            assertThat(ahead.quotes()).isEqualTo(snapshot.closes());
            assertThat(ahead.sequence())
                    .isEqualTo(held.told().getFirst().moment().sequence());
        });
        StrategyMarketArrived told = held.told().getFirst();
        assertThat(told.failure()).isNull();
        assertThat(told.assets()).isEqualTo(symbols);
        assertThat(told.quotes()).isEqualTo(Quotes.NONE);
        // refuses what is too large for a message
        assertThat(held.inputs()).allSatisfy(new EventCodec("test")::encode);
    }

    @Test
    void aMarketThatIsTooLargeForAMessageIsAFailure() throws IOException {
        List<String> wide = IntStream.range(0, 1500)
                .mapToObj(i -> "漢".repeat(28) + String.valueOf(1000 + i))
                .toList();
        load(symbols(5), 40, 1);
        StrategyId id = submit("");
        held.arrive(id, load(wide, 8, 1));

        feed.tell();

        StrategyMarketArrived told = held.told().getFirst();
        assertThat(requireNonNull(told.failure()).message()).startsWith("problem.universe must have fewer symbols");
        assertThat(told.quotes().symbols()).isEqualTo(wide);
        assertThat(new EventCodec("test").encode(told)).hasSizeLessThan(Topics.MAX_MESSAGE_BYTES);
    }

    @Test
    void aFailureWhosePricesAreTooLargeForAMessageIsToldWithoutThem() throws IOException {
        load(symbols(5), 40, 1);
        Strategy strategy = held.find(submit("")).orElseThrow();
        List<String> wide = IntStream.range(0, 2900)
                .mapToObj(i -> "漢".repeat(28) + String.valueOf(1000 + i))
                .toList();
        var quotes = new Quotes(
                wide,
                RealVector.of(IntStream.range(0, 2900).mapToDouble(i -> 1 + i).toArray()));
        var arrival = new Arrival(1, true, new HistoryStep(FIRST_DAY, FIRST_DAY.plusDays(1)), null, quotes, "no");

        assertThat(new StrategyMarkets(market, runs, CLOCK).arrived(strategy, arrival))
                .singleElement()
                .isInstanceOfSatisfying(StrategyMarketArrived.class, told -> {
                    assertThat(told.quotes()).isEqualTo(Quotes.NONE);
                    assertThat(requireNonNull(told.failure()).message()).isEqualTo("no");
                    assertThat(told.last()).isTrue();
                });
    }

    @Test
    void stepsOfAHistorySeeNothingLater() throws IOException {
        load(symbols(4), 60, 1);
        submit("\"history\": {\"window\": 20, \"every\": 13},");
        feed.tell();
        List<StrategyMarketArrived> first = List.copyOf(held.told());
        assertThat(first)
                .extracting(told -> told.moment().asOf())
                .containsExactly(
                        FIRST_DAY.plusDays(20), FIRST_DAY.plusDays(33), FIRST_DAY.plusDays(46), FIRST_DAY.plusDays(59));
        assertThat(first).extracting(StrategyMarketArrived::last).containsExactly(false, false, false, true);

        // from day 40 on other prices
        var closes = new ArrayList<ClosePrice>();
        closes.addAll(closes(symbols(4), 60, 1).stream()
                .filter(close -> close.date().isBefore(FIRST_DAY.plusDays(40)))
                .toList());
        closes.addAll(closes(symbols(6), 60, 5).stream()
                .filter(close -> !close.date().isBefore(FIRST_DAY.plusDays(40)))
                .toList());
        load(closes);
        submit("\"history\": {\"window\": 20, \"every\": 13},");
        feed.tell();
        List<StrategyMarketArrived> second = held.told().subList(4, 8);

        for (int step = 0; step < 2; step++) {
            assertThat(second.get(step).moment().snapshotDigest())
                    .isEqualTo(first.get(step).moment().snapshotDigest());
            assertThat(second.get(step).quotes()).isEqualTo(first.get(step).quotes());
            assertThat(second.get(step).problem()).isEqualTo(first.get(step).problem());
        }
        assertThat(second.get(2).moment().snapshotDigest())
                .isNotEqualTo(first.get(2).moment().snapshotDigest());
    }

    @Test
    void aDayWithoutPricesIsAFailure() throws IOException {
        load(symbols(4), 60, 1);
        submit("\"history\": {\"window\": 20, \"every\": 35},");
        load(closes(symbols(4), 60, 1).stream()
                .filter(close -> !close.date().equals(FIRST_DAY.plusDays(20)))
                .toList());

        feed.tell();

        assertThat(requireNonNull(held.told().getFirst().failure()).message())
                .isEqualTo("problem.universe has no prices of 2024-01-21 any more");
        assertThat(held.told().getLast().failure()).isNull();
    }

    @Test
    void aSnapshotThatHasToBeMadeEndsATurn() throws IOException {
        StoredSnapshot snapshot = load(symbols(4), 60, 1);
        StrategyId first = submit("\"history\": {\"window\": 20, \"every\": 13},");
        StrategyId second = submit("\"history\": {\"window\": 20, \"every\": 20},");
        StrategyId live = submit("");
        held.arrive(live, snapshot);
        held.arrive(live, snapshot);

        feed.tell();

        assertThat(held.told())
                .extracting(StrategyMarketArrived::strategyId)
                .containsExactly(live, live, first, second, first, second, first, first);
    }

    @Test
    void aBacktestIsNotChanged() throws IOException {
        load(symbols(4), 60, 1);
        String history = "\"history\": {\"window\": 20, \"every\": 13},";
        StrategyId past = submit(history);
        StrategyId live = submit("");

        assertThatThrownBy(() -> intake.change(past, specification(history, CARDINALITY)))
                .hasMessage("history must be absent: a backtest is not changed; submit another");
        assertThatThrownBy(() -> intake.change(past, specification("", CARDINALITY)))
                .hasMessageStartingWith("history must be absent");
        assertThatThrownBy(() -> intake.change(live, specification(history, CARDINALITY)))
                .hasMessageStartingWith("history must be absent");
    }

    @Test
    void aChangeMayNameWhatTheMarketHasLost() throws IOException {
        load(symbols(6), 40, 1);
        String four = "\"symbols\": [\"S001\", \"S002\", \"S003\", \"S005\"], " + CARDINALITY;
        StrategyId id = submit("", four);
        load(symbols(5), 41, 1);

        Strategy changed = intake.change(id, specification("\"tradingCost\": 0.002,", four))
                .orElseThrow();

        assertThat(changed.revision()).isEqualTo(2);
        assertThatThrownBy(() -> intake.change(id, specification("", four.replace("S003", "X"))))
                .hasMessageStartingWith("problem.symbols[2] has no usable prices");
        load(symbols(2), 42, 1);
        assertThatThrownBy(() -> intake.change(id, specification("", four)))
                .hasMessageStartingWith("problem.symbols must have at least 2 symbols");
    }

    @Test
    void aMarketWithoutClosesMustBeLoadedOnceMore() throws IOException {
        load(symbols(4), 60, 1);
        StrategyId id = submit("");
        prices.forgetCloses();

        assertThatThrownBy(() -> submit(""))
                .hasMessageStartingWith("problem.universe has prices from before")
                .hasMessageEndingWith("must be loaded once more");
        assertThatThrownBy(() -> intake.change(id, specification("", CARDINALITY)))
                .hasMessageEndingWith("must be loaded once more");
        submit("\"history\": {\"window\": 20},");
        load(symbols(4), 60, 1);
        submit("");
    }

    @Test
    void tellsTheClosesThatCameWithTheSnapshot() throws IOException {
        StoredSnapshot snapshot = load(symbols(4), 40, 1);
        StrategyId id = submit("");
        held.arrive(id, snapshot);
        // twice the prices have the same returns
        StoredSnapshot doubled = load(closes(symbols(4), 40, 1).stream()
                .map(close -> new ClosePrice(close.date(), close.symbol(), 2 * close.close()))
                .toList());
        held.arrive(id, doubled);

        feed.tell();

        assertThat(doubled.digest()).isEqualTo(snapshot.digest());
        assertThat(held.told())
                .extracting(StrategyMarketArrived::quotes)
                .containsExactly(requireNonNull(snapshot.closes()), requireNonNull(doubled.closes()));
        assertThat(snapshot.closes()).isNotEqualTo(doubled.closes());
    }

    @Test
    void metersWhatWaits() throws IOException {
        StoredSnapshot snapshot = load(symbols(4), 60, 1);
        var meters = new SimpleMeterRegistry();
        var metrics = new ArrivalMetrics(held, meters);
        assertThat(meters.getMeters()).isEmpty();
        held.arrive(submit(""), snapshot);
        submit("\"history\": {\"window\": 20, \"every\": 13},");

        metrics.measure();
        assertThat(meters.get("ketstream.strategies.arrivals").gauge().value()).isEqualTo(5);
        held.waitFor(Duration.ofMinutes(2));
        metrics.measure();
        assertThat(meters.get("ketstream.strategies.arrivals.age").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(120);
        feed.tell();
        metrics.measure();
        assertThat(meters.get("ketstream.strategies.arrivals").gauge().value()).isZero();
    }

    private StrategyId submit(String more) {
        return submit(more, CARDINALITY);
    }

    /// @param more fields of the strategy
    /// @param asked fields of the problem
    private StrategyId submit(String more, String asked) {
        return intake.submit(specification(more, asked), null);
    }

    private static StrategySpecification specification(String more, String asked) {
        String body = """
                {"problem": {"type": "portfolio", "universe": "u", "riskAversion": 0.5, %s}, %s "capital": 1000}""".formatted(asked, more);
        return ModelJson.mapper().readValue(body, StrategySpecification.class);
    }

    private static List<String> symbols(int count) {
        return IntStream.range(0, count).mapToObj("S%03d"::formatted).toList();
    }

    private StoredSnapshot load(List<String> symbols, int days, long seed) throws IOException {
        return load(closes(symbols, days, seed));
    }

    private StoredSnapshot load(List<ClosePrice> closes) throws IOException {
        Iterator<ClosePrice> rest = closes.iterator();
        return market.replace("u", () -> rest.hasNext() ? rest.next() : null);
    }

    private static List<ClosePrice> closes(List<String> symbols, int days, long seed) {
        var random = new Random(seed);
        var closes = new ArrayList<ClosePrice>();
        for (String symbol : symbols) {
            double price = 100;
            for (int day = 0; day < days; day++) {
                price *= 1 + 0.02 * random.nextGaussian();
                closes.add(new ClosePrice(FIRST_DAY.plusDays(day), symbol, price));
            }
        }
        return closes;
    }
}
