package io.ketstream.optimizer.strategy.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.StrategyAssessed;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.StrategyRevised;
import io.ketstream.model.event.StrategyRunEnded;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.BookName;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySpecification;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trade;
import io.ketstream.model.strategy.Trigger;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.streams.DeadLetterHandler;
import io.ketstream.optimizer.loop.streams.LoopServices;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A strategy on a whole market, through the topology: bytes in, bytes out.
class StrategyTopologyTest {

    private static final StrategyId ID = StrategyId.of("5d1d2c7e-90d5-4f0f-8a55-0a7a4f5f6c33");
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final List<String> SYMBOLS = List.of("A", "B", "C", "D");
    private static final RealMatrix COVARIANCE = RealMatrix.of(
            new double[][] {{0.04, 0.01, 0, 0}, {0.01, 0.05, 0, 0}, {0, 0, 0.06, 0.01}, {0, 0, 0.01, 0.07}});

    /// Longer than a strategy keeps what it sent, in records.
    private static final int RECORDS_REMEMBERED = 1100;

    /// Of a changelog.
    private static final int LARGEST_RECORD = 1 << 20;

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final EventCodec codec = new EventCodec("optimizer-service");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> input =
            driver.createInputTopic(Topics.STRATEGY_COMMANDS, new StringSerializer(), new ByteArraySerializer());
    private long sequence;

    private TopologyTestDriver driver() {
        var fetcher = new LoopServices.Fetcher() {
            @Override
            public void fetchFormulation(RunId run, Link link, Consumer<Input> answer) {
                throw new AssertionError("a strategy needs no formulation");
            }

            @Override
            public void fetchCovariance(RunId run, Link link, Consumer<Input> answer) {
                answer.accept(
                        link.href().getPath().equals("/gone")
                                ? new Input.ClaimLost(run, new Failure(Failure.PROBLEM_UNAVAILABLE, "gone"))
                                : new Input.CovarianceFetched(run, COVARIANCE));
            }

            @Override
            public void fetchTable(RunId run, Link link, Consumer<Input> answer) {
                throw new AssertionError("a strategy needs no table");
            }
        };
        var topology = new Topology();
        StrategyTopology.addTo(
                topology,
                new StrategyServices(codec, fetcher, Runnable::run, meters),
                Stores.inMemoryKeyValueStore(StrategyProcessor.STORE));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "strategy-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        return new TopologyTestDriver(topology, properties, START);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aWholeMarketIsChosenFromAgainAndAgain() {
        revise(new Trigger.Snapshot());
        arrive("/covariance");
        RunSubmitted run = runs().getFirst();
        assertThat(requireNonNull(run.market()).symbols()).isEqualTo(SYMBOLS);
        assertThat(run.warmStart()).isNull();
        assertThat(run.problem().variables()).isEqualTo(4);

        end(run);
        arrive("/covariance");
        RunSubmitted next = runs().getFirst();
        assertThat(requireNonNull(next.warmStart()).selection()).containsExactly("A", "C");
        assertThat(next.problem().digest()).isNotEqualTo(run.problem().digest());
        assertThat(facts()).extracting(StrategyFact::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(meters.counter("ketstream.strategies.epochs", "traded", "true")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theLargestMarketIsTradedAtPricesThatCameAheadOfIt() {
        List<String> symbols = IntStream.range(0, PortfolioProblem.MAX_ASSETS)
                .mapToObj("S%04d"::formatted)
                .toList();
        var random = new Random(1);
        var quotes = new Quotes(
                symbols, RealVector.of(random.doubles(symbols.size(), 10, 100).toArray()));
        var expectedReturns =
                RealVector.of(random.doubles(symbols.size(), -0.5, 0.5).toArray());
        sequence++;
        revise(new Trigger.Snapshot());
        feed(new StrategyQuotesArrived(EventMetadata.of("quotes", START, null), ID, sequence, quotes));
        feed(market("/covariance", quotes, expectedReturns).with(Quotes.NONE));
        RunSubmitted run = runs().getFirst();
        feed(ended(
                run,
                List.of(new Allocation.Position("S0001", 0.75, 0, 0), new Allocation.Position("S4999", 0.25, 0, 0))));

        assertThat(facts().getLast()).isInstanceOfSatisfying(StrategyEpochEnded.class, ended -> {
            assertThat(ended.trades())
                    .extracting(Trade::price)
                    .containsExactlyInAnyOrder(
                            quotes.bySymbol().get("S0001"), quotes.bySymbol().get("S4999"));
            assertThat(ended.books())
                    .filteredOn(book -> book.name() == BookName.BUY_AND_HOLD)
                    .singleElement()
                    .satisfies(book -> assertThat(book.marketValue()).isGreaterThan(new BigDecimal("900")));
        });
        assertThat(rows().values()).allMatch(row -> row.length < LARGEST_RECORD);
    }

    @Test
    void driftIsMeasuredByTheCovariancesBehindLinks() {
        revise(new Trigger.Drift(0.1, 1e6));
        arrive("/covariance");
        end(runs().getFirst());
        arrive("/covariance");
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        StrategyMarketSeen seen = (StrategyMarketSeen) facts().getLast();
        assertThat(seen.decision()).isEqualTo(MarketDecision.NOT_TRIGGERED);
        assertThat(requireNonNull(seen.assessment()).covarianceChange()).isEqualTo(0.0);
        assertThat(requireNonNull(seen.assessment()).cost()).isPositive();
        assertThat(requireNonNull(seen.assessment()).expectedGain()).isCloseTo(0, within(1e-12));
        assertThat(runs()).isEmpty();
    }

    @Test
    void withoutTheCovarianceItChoosesAnew() {
        revise(new Trigger.Drift(0.1, 1e6));
        arrive("/covariance");
        end(runs().getFirst());
        arrive("/gone");
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(runs()).hasSize(1);
    }

    @Test
    void whatIsNoStrategysInputIsADeadLetter() {
        input.pipeInput(ID.toString(), "{}".getBytes(UTF_8));
        input.pipeInput("nobody", "{}".getBytes(UTF_8));
        StrategyRevised revised = revised(new Trigger.Snapshot());
        input.pipeInput(StrategyId.random().toString(), codec.encode(revised));
        input.pipeInput(
                ID.toString(),
                codec.encode(new StrategyAssessed(
                        EventMetadata.of("assessed", START, null), StrategyId.random(), 1, null, null)));

        List<TestRecord<String, byte[]>> letters = driver.createOutputTopic(
                        Topics.deadLetter(Topics.STRATEGY_COMMANDS),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(letters).hasSize(4);
        assertThat(new String(
                        letters.getLast()
                                .headers()
                                .lastHeader(DeadLetters.ERROR_HEADER)
                                .value(),
                        UTF_8))
                .contains("the key is not the event's strategy");
        assertThat(facts()).isEmpty();
    }

    @Test
    void aPortfolioThatIsNoneIsNotTraded() {
        revise(new Trigger.Snapshot());
        arrive("/covariance");
        feed(ended(runs().getFirst(), List.of(new Allocation.Position("A", Double.NaN, 0, 0))));

        assertThat(facts().getLast()).isInstanceOfSatisfying(StrategyEpochEnded.class, ended -> {
            assertThat(ended.traded()).isFalse();
            assertThat(requireNonNull(ended.failure()).message()).contains("weights.A");
        });
        arrive("/covariance");
        end(runs().getFirst());
        assertThat(facts().getLast())
                .isInstanceOfSatisfying(
                        StrategyEpochEnded.class,
                        ended -> assertThat(ended.traded()).isTrue());
    }

    @Test
    void aRecordThatCannotBeTakenStopsNobody() {
        revise(new Trigger.Snapshot());
        arrive("/covariance");
        RunSubmitted run = runs().getFirst();
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(StrategyProcessor.STORE);
        rows().keySet().stream().filter(key -> key.get()[0] == 3).forEach(store::delete);
        end(run);

        assertThat(driver.createOutputTopic(
                                Topics.deadLetter(Topics.STRATEGY_COMMANDS),
                                new StringDeserializer(),
                                new ByteArrayDeserializer())
                        .readRecordsToList())
                .hasSize(1);
        arrive("/covariance");
        assertThat(facts().getLast()).isInstanceOf(StrategyMarketSeen.class);
    }

    @Test
    void whatAFrozenThreadWritesBackIsLetGo() {
        revise(new Trigger.Schedule(Duration.ofDays(3660)));
        arrive("/covariance");
        end(runs().getFirst());
        arrive("/covariance");
        Map<Bytes, byte[]> frozen = rows();
        for (int snapshot = 0; snapshot < RECORDS_REMEMBERED; snapshot++) {
            arrive("/covariance");
        }
        assertLetGo(frozen, rows());

        feed(revised(2, StrategyStatus.STOPPED, new Trigger.Schedule(Duration.ofDays(3660))));
        driver.advanceWallClockTime(BETWEEN_SWEEPS);
        driver.advanceWallClockTime(BETWEEN_SWEEPS);
        assertThat(rows()).hasSize(1);
        assertLetGo(frozen, rows());
    }

    private void assertLetGo(Map<Bytes, byte[]> written, Map<Bytes, byte[]> kept) {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(StrategyProcessor.STORE);
        written.forEach(store::put);
        assertThat(rows()).hasSizeGreaterThan(kept.size());
        driver.advanceWallClockTime(BETWEEN_SWEEPS);
        assertThat(rows()).containsExactlyEntriesOf(kept);
    }

    private Map<Bytes, byte[]> rows() {
        var found = new TreeMap<Bytes, byte[]>();
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(StrategyProcessor.STORE);
        try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
            rows.forEachRemaining(row -> found.put(row.key, row.value));
        }
        return found;
    }

    private static StrategyRevised revised(Trigger trigger) {
        return revised(1, StrategyStatus.ACTIVE, trigger);
    }

    private static StrategyRevised revised(long revision, StrategyStatus status, Trigger trigger) {
        var settings = new StrategySpecification(
                        "four",
                        new PortfolioProblem(null, null, null, "market", null, 0.5, 2),
                        null,
                        null,
                        null,
                        7L,
                        trigger,
                        new BigDecimal("1000"),
                        null,
                        null,
                        null)
                .settings(0);
        return new StrategyRevised(EventMetadata.of("revision", START, null), ID, revision, status, settings);
    }

    private void revise(Trigger trigger) {
        feed(revised(trigger));
    }

    private void arrive(String covariance) {
        sequence++;
        feed(market(
                covariance,
                new Quotes(SYMBOLS, RealVector.of(10 + (double) sequence, 20, 30, 40)),
                RealVector.of(0.05, 0.07, 0.09, 0.11)));
    }

    private StrategyMarketArrived market(String covariance, Quotes quotes, RealVector expectedReturns) {
        return new StrategyMarketArrived(
                EventMetadata.of("market/" + sequence, START.plus(Duration.ofDays(sequence)), null),
                ID,
                1,
                new MarketMoment(
                        sequence,
                        Digest.of("snapshot" + sequence),
                        LocalDate.of(2026, 1, 5).plusDays(sequence),
                        null),
                false,
                quotes,
                quotes.symbols(),
                new PortfolioProblem(null, null, null, "market", null, 0.5, 2),
                new MarketClaim(
                        quotes.symbols(),
                        expectedReturns,
                        new Link(URI.create("http://localhost:8081" + covariance), Digest.of(covariance)),
                        250),
                null);
    }

    private void end(RunSubmitted run) {
        feed(ended(run, List.of(new Allocation.Position("A", 0.75, 0, 0), new Allocation.Position("C", 0.25, 0, 0))));
    }

    private static StrategyRunEnded ended(RunSubmitted run, List<Allocation.Position> positions) {
        var allocation = new Allocation(positions, 0.08, 0.15, -0.01, 0);
        int epoch = requireNonNull(run.parent()).sequence();
        return new StrategyRunEnded(
                EventMetadata.of("ended/" + epoch, START, null),
                ID,
                epoch,
                run.runId(),
                RunStatus.SUCCEEDED,
                null,
                new BestSolution(-0.1, Sense.MINIMIZE, null, true, RealVector.of(0.25, -0.5), List.of("A", "C")),
                new Portfolio(allocation, allocation, allocation, allocation),
                40,
                4096,
                new WarmStart(
                        List.of("A", "C"),
                        List.of(new WarmStart.Cluster(List.of("A", "B", "C", "D"), RealVector.of(0.25, -0.5)))));
    }

    private void feed(StrategyInput event) {
        input.pipeInput(event.key(), codec.encode(event));
    }

    private List<RunSubmitted> runs() {
        return read(Topics.PROBLEMS).stream().map(RunSubmitted.class::cast).toList();
    }

    private List<StrategyFact> facts() {
        return read(Topics.STRATEGIES).stream().map(StrategyFact.class::cast).toList();
    }

    private List<Event> read(String topic) {
        var events = new ArrayList<Event>();
        driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .forEach(value -> events.add(codec.decode(value)));
        return events;
    }
}
