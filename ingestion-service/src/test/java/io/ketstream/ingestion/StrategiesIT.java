package io.ketstream.ingestion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.run.OldRuns;
import io.ketstream.ingestion.strategy.ArrivalQueue;
import io.ketstream.ingestion.strategy.StrategyFeed;
import io.ketstream.model.Digest;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.StrategyAccepted;
import io.ketstream.model.event.StrategyEvent;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.StrategyRevised;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.model.strategy.Trigger;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Strategies as they are told of their markets: over HTTP, with a real broker and a real database.
class StrategiesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventCodec CODEC = new EventCodec("test");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext service;

    @SuppressWarnings("NullAway.Init")
    private static String base;

    @BeforeAll
    static void start() {
        service = KetstreamService.run(
                IngestionServiceApplication.class,
                "ingestion-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.datasource.url=" + TestDatabase.create(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--ketstream.services.results=http://results.example");
        base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tellsAStrategyOfEverySnapshotWithItsPrices() throws Exception {
        load("every", prices(5, 60, 1));

        HttpResponse<String> submitted = post("/api/v1/strategies", strategy("every", ""));

        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        String id = JSON.readTree(submitted.body()).get("strategyId").asString();
        assertThat(submitted.headers().firstValue("Location"))
                .contains("http://results.example/api/v1/strategies/" + id);
        awaitMarkets(id, 1);
        // the last symbol has no price on the last day: its last one counts
        String[] lines = prices(5, 61, 2).split("\n", -1);
        lines[61] = lines[61].substring(0, lines[61].lastIndexOf(',') + 1);
        load("every", String.join("\n", lines));
        List<StrategyMarketArrived> markets = awaitMarkets(id, 2);

        StrategyRevised revised = revisions(id).getFirst();
        assertThat(events(id).getFirst()).isEqualTo(revised);
        assertThat(revised.revision()).isEqualTo(1);
        assertThat(revised.status()).isEqualTo(StrategyStatus.ACTIVE);
        assertThat(revised.settings().run().seed()).isEqualTo(7);
        StrategyMarketArrived first = markets.getFirst();
        StrategyMarketArrived second = markets.getLast();
        assertThat(first.assets()).containsExactly("S0", "S1", "S2", "S3", "S4");
        assertThat(first.quotes().bySymbol()).containsEntry("S4", close(prices(5, 60, 1), 60, 5));
        assertThat(first.moment().asOf()).isEqualTo(FIRST_DAY.plusDays(59));
        PortfolioProblem problem = requireNonNull(first.problem());
        assertThat(problem.size()).isEqualTo(5);
        assertThat(problem.turnover()).isNull();
        JsonNode snapshot = JSON.readTree(
                get("/api/v1/snapshots/" + first.moment().snapshotDigest()).body());
        assertThat(requireNonNull(problem.covariance()).get(1, 2))
                .isEqualTo(snapshot.get("covariance").get(1).get(2).asDouble());
        assertThat(requireNonNull(problem.expectedReturns()).get(3))
                .isEqualTo(snapshot.get("expectedReturns").get(3).asDouble());
        assertThat(second.moment().sequence()).isGreaterThan(first.moment().sequence());
        assertThat(second.assets()).containsExactly("S0", "S1", "S2", "S3", "S4");
        assertThat(second.quotes().bySymbol())
                .containsEntry("S3", close(prices(5, 61, 2), 61, 4))
                .containsEntry("S4", close(prices(5, 61, 2), 60, 5));
        assertThat(pending(id)).isZero();
        assertThat(first.failure()).isNull();
    }

    @Test
    void tellsOfAMarketOfManyByItsLink() throws Exception {
        load("large", prices(30, 60, 3));
        String id = submit(strategy("large", ""));

        StrategyMarketArrived told = awaitMarkets(id, 1).getFirst();

        assertThat(requireNonNull(told.problem()).isByUniverse()).isTrue();
        MarketClaim market = requireNonNull(told.market());
        assertThat(market.symbols()).hasSize(30).isEqualTo(told.assets());
        assertThat(market.covariance().href().getPath()).endsWith(told.moment().snapshotDigest() + "/covariance");
    }

    @Test
    void pricesThatDoNotFitBesideTheirMarketComeAheadOfIt() throws Exception {
        String wide = prices(1000, 10, 28).replaceAll(",S", ",漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
        load("wide", wide);
        String id = submit(strategy("wide", ""));

        StrategyMarketArrived told = awaitMarkets(id, 1).getFirst();
        assertThat(told.failure()).isNull();
        assertThat(told.assets()).hasSize(1000);
        List<StrategyEvent> events = events(id);
        assertThat(events.get(events.indexOf(told) - 1)).isInstanceOfSatisfying(StrategyQuotesArrived.class, ahead -> {
            assertThat(ahead.sequence()).isEqualTo(told.moment().sequence());
            assertThat(ahead.quotes().bySymbol())
                    .hasSize(1000)
                    .containsEntry(told.assets().getFirst(), close(wide, 10, 1));
        });
    }

    @Test
    void leavesOutWhatTheMarketLostAndSaysWhatCannotBeKept() throws Exception {
        load("losing", prices(6, 60, 4));
        String chooses = submit(strategy("losing", """
                "symbols": ["S1", "S2", "S3", "S5"],
                "constraints": {"groups": [{"name": "g", "symbols": ["S3", "S5"], "maxCount": 2}], "forbidden": []},"""));
        String needs = submit(strategy("losing", """
                "constraints": {"mandatory": ["S5"]},"""));
        awaitMarkets(chooses, 1);
        awaitMarkets(needs, 1);

        load("losing", prices(5, 61, 4));

        StrategyMarketArrived narrowed = awaitMarkets(chooses, 2).getLast();
        assertThat(narrowed.assets()).containsExactly("S1", "S2", "S3");
        var constraints = requireNonNull(narrowed.problem()).constraintsOrNone();
        assertThat(constraints.groups().getFirst().symbols()).containsExactly("S3");
        assertThat(constraints.groups().getFirst().maxCount()).isEqualTo(1);
        StrategyMarketArrived failed = awaitMarkets(needs, 2).getLast();
        assertThat(failed.assets()).isEmpty();
        assertThat(requireNonNull(failed.failure()).code()).isEqualTo("MARKET_UNUSABLE");
        assertThat(failed.failure().message()).startsWith("problem.constraints.mandatory[0]");
        assertThat(failed.quotes().symbols()).hasSize(5);
    }

    @Test
    void changesPausesResumesAndStops() throws Exception {
        load("told", prices(5, 60, 5));
        String id = submit(strategy("told", ""));
        awaitMarkets(id, 1);
        String path = "/api/v1/strategies/" + id;

        assertThat(revision(put(path, strategy("told", "").replace("\"seed\": 7,", ""))))
                .as("what changes nothing")
                .isEqualTo(1);
        String scheduled = strategy("told", "").replace("\"seed\": 7,", "\"trigger\": {\"type\": \"drift\"},");
        assertThat(revision(put(path, scheduled))).isEqualTo(2);
        assertThat(awaitMarkets(id, 2).getLast().revision()).isEqualTo(2);
        assertThat(revision(post(path + "/pause", ""))).isEqualTo(3);
        assertThat(revision(post(path + "/pause", ""))).isEqualTo(3);
        assertThat(revision(post(path + "/resume", ""))).isEqualTo(4);
        assertThat(revision(post(path + "/resume", ""))).isEqualTo(4);
        assertThat(awaitMarkets(id, 3).getLast().revision()).isEqualTo(4);
        assertThat(revision(post(path + "/stop", ""))).isEqualTo(5);
        assertThat(revision(post(path + "/stop", ""))).isEqualTo(5);
        assertThat(post(path + "/resume", "").statusCode()).isEqualTo(409);
        assertThat(post(path + "/pause", "").statusCode()).isEqualTo(409);
        assertThat(put(path, scheduled).statusCode()).isEqualTo(409);

        load("told", prices(5, 61, 5));
        String other = submit(strategy("told", ""));
        awaitMarkets(other, 1);
        assertThat(markets(id)).as("a stopped one is told nothing").hasSize(3);
        List<StrategyRevised> revisions = revisions(id);
        assertThat(revisions).extracting(StrategyRevised::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(revisions)
                .extracting(StrategyRevised::status)
                .containsExactly(
                        StrategyStatus.ACTIVE,
                        StrategyStatus.ACTIVE,
                        StrategyStatus.PAUSED,
                        StrategyStatus.ACTIVE,
                        StrategyStatus.STOPPED);
        assertThat(revisions.get(1).settings().trigger()).isInstanceOf(Trigger.Drift.class);
        assertThat(revisions.get(1).settings().run().seed()).as("its own seed").isEqualTo(7);
        JsonNode view = JSON.readTree(get(path).body());
        assertThat(view.get("revision").asLong()).isEqualTo(5);
        assertThat(view.get("status").asString()).isEqualTo("STOPPED");
        assertThat(view.get("settings").get("capital").decimalValue()).isEqualByComparingTo("1000");
    }

    @Test
    void takesInTheSameOnce() throws Exception {
        load("once", prices(5, 60, 6));
        String body = strategy("once", "");

        HttpResponse<String> first = post("/api/v1/strategies", body, "Idempotency-Key", "strategy-1");
        HttpResponse<String> again = post("/api/v1/strategies", body, "Idempotency-Key", "strategy-1");
        HttpResponse<String> other =
                post("/api/v1/strategies", body.replace("1000", "2000"), "Idempotency-Key", "strategy-1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(count("strategy where universe = 'once'")).isEqualTo(1);
    }

    @Test
    void refusesByName() throws Exception {
        load("named", prices(5, 60, 7));
        String id = submit(strategy("named", ""));
        String path = "/api/v1/strategies/" + id;
        load("other", prices(5, 60, 7));
        int before = count("strategy");

        assertRefused(post("/api/v1/strategies", strategy("nowhere", "")), "problem.universe");
        assertRefused(
                post("/api/v1/strategies", strategy("named", "\"symbols\": [\"S1\", \"X\"],")), "problem.symbols[1]");
        assertRefused(
                post("/api/v1/strategies", strategy("named", "").replace("\"cardinality\": 2", "\"cardinality\": 5")),
                "problem.cardinality");
        assertRefused(
                post("/api/v1/strategies", strategy("named", "\"constraints\": {\"mandatory\": [\"X\"]},")),
                "problem.constraints.mandatory[0]");
        assertRefused(
                post("/api/v1/strategies", strategy("named", "").replace("\"seed\": 7", """
                        "seed": 7, "ansatz": {"type": "hardware-efficient", "layers": 1},
                        "optimizer": {"type": "cobyla", "initialParameters": [0.1]}""")),
                "optimizer.initialParameters");
        assertRefused(post("/api/v1/strategies", strategy("named", "").replace("\"seed\": 7", """
                        "seed": 7, "history": {"window": 60}""")), "history");
        assertRefused(put(path, strategy("other", "")), "problem.universe");
        assertRefused(put(path, strategy("named", "").replace("1000", "1001")), "capital");
        assertRefused(
                put(path, strategy("named", "").replace("\"seed\": 7", "\"history\": {\"window\": 20}")), "history");
        assertRefused(get("/api/v1/strategies/nonsense"), "strategyId");
        assertThat(get("/api/v1/strategies/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/strategies/" + UUID.randomUUID() + "/stop", "").statusCode())
                .isEqualTo(404);
        assertThat(count("strategy")).isEqualTo(before);
        assertThat(count("strategy where id = '" + id + "' and revision = 1")).isEqualTo(1);
    }

    @Test
    void goesThroughAHistoryWithoutLookingAhead() throws Exception {
        String history = "\"seed\": 7, \"history\": {\"window\": 30, \"every\": 10, \"to\": \"2024-03-21\"}";
        String all = prices(5, 120, 8);
        load("past", all);

        String id = submit(strategy("past", "").replace("\"seed\": 7", history));

        // day 81 is 2024-03-21
        List<StrategyMarketArrived> steps = awaitMarkets(id, 6);
        assertThat(steps)
                .extracting(step -> step.moment().asOf())
                .containsExactlyElementsOf(IntStream.iterate(30, day -> day <= 80, day -> day + 10)
                        .mapToObj(FIRST_DAY::plusDays)
                        .toList());
        assertThat(steps)
                .extracting(StrategyMarketArrived::last)
                .containsExactly(false, false, false, false, false, true);
        assertThat(steps)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.moment().sequence(), b.moment().sequence()));
        assertThat(steps.get(2).quotes().bySymbol()).containsEntry("S3", close(all, 51, 4));
        load("past", prices(5, 121, 8));
        post("/api/v1/strategies/" + id + "/pause", "");
        post("/api/v1/strategies/" + id + "/resume", "");

        // the same prices until day 61, then others, one of them twice, and of another symbol
        String[] lines = (all.lines().limit(62).reduce("", (text, line) -> text + line + "\n")
                        + prices(5, 120, 99).lines().skip(62).reduce("", (text, line) -> text + line + "\n"))
                .split("\n", -1);
        var replaced = new StringBuilder("date,symbol,close\n");
        for (int line = 1; line < 121; line++) {
            String[] cells = lines[line].split(",", -1);
            for (int symbol = 0; symbol < 5; symbol++) {
                replaced.append("%s,S%d,%s%n".formatted(cells[0], symbol, cells[symbol + 1]));
            }
            if (line > 62) {
                replaced.append("%s,LATER,%d%n".formatted(cells[0], line));
                replaced.append("%s,S0,%s%n".formatted(cells[0], cells[1]));
            }
        }
        load("past", replaced.toString());
        String again = submit(strategy("past", "").replace("\"seed\": 7", history));
        List<StrategyMarketArrived> others = awaitMarkets(again, 6);
        for (int step = 0; step < 4; step++) {
            assertThat(others.get(step).moment().snapshotDigest())
                    .as("step %d", step)
                    .isEqualTo(steps.get(step).moment().snapshotDigest());
            assertThat(others.get(step).quotes()).isEqualTo(steps.get(step).quotes());
            assertThat(others.get(step).problem()).isEqualTo(steps.get(step).problem());
        }
        assertThat(others.get(4).moment().snapshotDigest())
                .isNotEqualTo(steps.get(4).moment().snapshotDigest());
        assertThat(markets(id)).as("a history has nothing beside its steps").hasSize(6);
    }

    @Test
    void tellsOfADayThatNothingCanBeEstimatedFor() throws Exception {
        // nothing changes for weeks, and then everything does
        String flat = IntStream.range(0, 25)
                .mapToObj(day -> FIRST_DAY.plusDays(day) + ",10,20,30\n")
                .reduce("date,S0,S1,S2\n", String::concat);
        String moving = prices(3, 400, 12).lines().skip(26).reduce("", (text, line) -> text + line + "\n");
        load("frozen", flat + moving);

        String id = submit(strategy("frozen", "")
                .replace("\"seed\": 7", "\"seed\": 7, \"history\": {\"window\": 20, \"every\": 300}"));

        List<StrategyMarketArrived> steps = awaitMarkets(id, 2);
        assertThat(requireNonNull(steps.getFirst().failure()).message()).startsWith("prices must have");
        assertThat(steps.getFirst().quotes().bySymbol()).containsEntry("S1", 20.0);
        assertThat(steps.getLast().failure()).isNull();
    }

    @Test
    void severalInstancesTellEachOnceInOrder() throws Exception {
        load("shared", prices(4, 60, 9));
        var ids = new ArrayList<String>();
        for (int k = 0; k < 3; k++) {
            ids.add(submit(strategy("shared", "").replace("\"seed\": 7", """
                    "seed": %d, "history": {"window": 20, "every": 2}""".formatted(k))));
        }
        StrategyFeed feed = service.getBean(StrategyFeed.class);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Void> tell = () -> {
                feed.tell();
                return null;
            };
            for (var done : threads.invokeAll(List.of(tell, tell))) {
                done.get();
            }
        }

        for (String id : ids) {
            List<StrategyMarketArrived> steps = awaitMarkets(id, 20);
            assertThat(steps).hasSize(20);
            assertThat(steps)
                    .extracting(step -> step.moment().asOf())
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(step -> FIRST_DAY.plusDays(20 + 2 * step))
                            .toList());
        }
    }

    /// As if another instance were sending what strategies are told.
    @Test
    void onlyOneInstanceSendsWhatStrategiesAreTold() throws Exception {
        load("ordered", prices(4, 60, 13));
        var transaction = service.getBean(TransactionTemplate.class);
        String id = requireNonNull(transaction.execute(status -> {
            service.getBean(JdbcTemplate.class)
                    .query(
                            "select pg_advisory_xact_lock(hashtext(?))",
                            (RowCallbackHandler) row -> {},
                            Topics.STRATEGY_COMMANDS);
            try {
                String submitted = submit(strategy("ordered", ""));
                int runs = IngestionIT.records(Topics.PROBLEMS).size();
                post("/api/v1/runs", "{\"problem\":{\"type\":\"maxcut\",\"nodes\":2,\"edges\":[[0,1,1]]}}");
                await().atMost(PATIENCE)
                        .until(() -> IngestionIT.records(Topics.PROBLEMS).size() > runs);
                await().atMost(PATIENCE).until(() -> count("outbox where event like '%" + submitted + "%'") == 2);
                assertThat(events(submitted)).isEmpty();
                return submitted;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));

        assertThat(awaitMarkets(id, 1)).hasSize(1);
        assertThat(events(id).getFirst()).isInstanceOf(StrategyRevised.class);
    }

    @Test
    void losesNothingWhenTellingFailsAndHoldsUpNobody() throws Exception {
        load("broken", prices(4, 60, 10));
        String broken = submit(strategy("broken", ""));
        awaitMarkets(broken, 1);
        execute("alter table ingestion.outbox add constraint no_market check (event not like '%strategy-market-arrived%"
                + broken + "%')");
        try {
            load("broken", prices(4, 61, 10));
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(pending(broken)).isEqualTo(1);
            ArrivalQueue queue = service.getBean(ArrivalQueue.class);
            StrategyFeed feed = service.getBean(StrategyFeed.class);
            assertThatThrownBy(feed::tell).hasMessageContaining("no_market");
            assertThat(queue.oldest(StrategyId.of(broken))).isPresent();
            String other = submit(strategy("broken", ""));
            awaitMarkets(other, 1);
        } finally {
            execute("alter table ingestion.outbox drop constraint no_market");
        }

        assertThat(awaitMarkets(broken, 2)).hasSize(2);
    }

    @Test
    void keepsSnapshotsThatStrategiesStillNeed() throws Exception {
        load("needed", prices(4, 60, 11));
        String id = submit(strategy("needed", ""));
        Digest first = awaitMarkets(id, 1).getFirst().moment().snapshotDigest();
        execute("alter table ingestion.outbox add constraint no_market check (event not like '%strategy-market-arrived%"
                + id + "%')");
        try {
            load("needed", prices(4, 61, 11));
            load("needed", prices(4, 62, 11));
            List<String> waiting = service.getBean(JdbcTemplate.class)
                    .query(
                            "select snapshot from ingestion.strategy_arrival where strategy_id = ?::uuid",
                            (row, number) -> row.getString("snapshot"),
                            id);
            assertThat(waiting).hasSize(2);
            OldRuns old = service.getBean(OldRuns.class);
            old.forgetSnapshots(Instant.now().plusSeconds(60), 1000);
            for (String digest : waiting) {
                assertThat(count("snapshot where digest = '" + digest + "'")).isEqualTo(1);
            }
            assertThat(count("snapshot where digest = '" + first + "'"))
                    .as("told last")
                    .isEqualTo(1);
        } finally {
            execute("alter table ingestion.outbox drop constraint no_market");
        }
        awaitMarkets(id, 3);
        service.getBean(OldRuns.class).forgetSnapshots(Instant.now().plusSeconds(60), 1000);
        assertThat(count("snapshot where digest = '" + first + "'")).isZero();
    }

    @Test
    void keepsTheSnapshotsOfAHistoryUntilItIsStopped() throws Exception {
        load("kept", prices(4, 60, 21));
        String id = submit(strategy("kept", "")
                .replace("\"seed\": 7", "\"seed\": 7, \"history\": {\"window\": 20, \"every\": 13}"));
        List<String> made = awaitMarkets(id, 4).stream()
                .map(told -> told.moment().snapshotDigest().value())
                .toList();
        String kept = "snapshot where digest in ('" + String.join("', '", made) + "')";

        forgetSnapshots();
        assertThat(count(kept)).isEqualTo(4);
        // as if a run had been made of them, too
        execute("update ingestion.snapshot set kept = true where digest = '" + made.getFirst() + "'");
        forgetSnapshots();
        assertThat(count(kept)).isEqualTo(4);

        assertThat(post("/api/v1/strategies/" + id + "/stop", "").statusCode()).isEqualTo(202);
        forgetSnapshots();
        assertThat(count(kept)).isZero();
        assertThat(count("strategy_snapshot where strategy_id = '" + id + "'")).isZero();
    }

    private static void forgetSnapshots() {
        execute("update ingestion.snapshot set created_at = 'epoch'");
        service.getBean(TickUniverseStore.class).forget(Instant.EPOCH, Instant.now());
        service.getBean(OldRuns.class).forgetSnapshots(Instant.now(), 1000);
    }

    @Test
    void pausesAndStopsWhilePricesAreLoadedAndLetsOthersComeLater() throws Exception {
        load("locked", prices(4, 60, 22));
        String paused = submit(strategy("locked", ""));
        String changed = submit(strategy("locked", ""));
        awaitMarkets(paused, 1);
        awaitMarkets(changed, 1);
        String path = "/api/v1/strategies/" + paused;
        String other = strategy("locked", "").replace("1000", "1000, \"tradingCost\": 0.002");
        var transaction = service.getBean(TransactionTemplate.class);

        transaction.executeWithoutResult(status -> {
            service.getBean(JdbcTemplate.class)
                    .queryForList("select name from ingestion.universe where name = 'locked' for update");
            try (var threads = Executors.newFixedThreadPool(3)) {
                assertThat(revision(post(path + "/pause", ""))).isEqualTo(2);
                // each waits for the prices, as long as it may
                List<Callable<HttpResponse<String>>> later = List.of(
                        () -> post(path + "/resume", ""),
                        () -> put("/api/v1/strategies/" + changed, other),
                        () -> post("/api/v1/strategies", strategy("locked", "")));
                for (var answer : threads.invokeAll(later)) {
                    assertLater(answer.get());
                }
                assertThat(revision(post(path + "/stop", ""))).isEqualTo(3);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(count("strategy where universe = 'locked'")).isEqualTo(2);
        awaitMarkets(submit(strategy("locked", "")), 1);
    }

    private static void assertLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("'locked' are being loaded");
    }

    @Test
    void aBacktestThatIsOverIsStoppedHereToo() throws Exception {
        load("over", prices(4, 60, 23));
        String id = submit(strategy("over", "")
                .replace("\"seed\": 7", "\"seed\": 7, \"history\": {\"window\": 20, \"every\": 13}"));
        awaitMarkets(id, 4);
        String path = "/api/v1/strategies/" + id;
        int letters = IngestionIT.records(Topics.deadLetter(Topics.STRATEGIES)).size();
        StrategyRevised revised = revisions(id).getFirst();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(CODEC.toRecord(Topics.STRATEGIES, accepted(revised, 1, StrategyStatus.ACTIVE)))
                    .get();
            producer.send(new ProducerRecord<>(Topics.STRATEGIES, id, "nonsense".getBytes(StandardCharsets.UTF_8)))
                    .get();
            await().atMost(PATIENCE)
                    .until(() -> IngestionIT.records(Topics.deadLetter(Topics.STRATEGIES))
                                    .size()
                            > letters);
            assertThat(status(path)).isEqualTo("ACTIVE");
            assertThat(count("strategy_snapshot where strategy_id = '" + id + "'"))
                    .isEqualTo(4);

            producer.send(CODEC.toRecord(Topics.STRATEGIES, accepted(revised, 2, StrategyStatus.STOPPED)))
                    .get();
            producer.send(CODEC.toRecord(Topics.STRATEGIES, accepted(revised, 2, StrategyStatus.STOPPED)))
                    .get();
        }

        await().atMost(PATIENCE).until(() -> status(path).equals("STOPPED"));
        JsonNode view = JSON.readTree(get(path).body());
        assertThat(view.get("revision").asLong()).isEqualTo(1);
        assertThat(view.get("pending").asLong()).isZero();
        assertThat(count("strategy_snapshot where strategy_id = '" + id + "'")).isZero();
        assertThat(post(path + "/pause", "").statusCode()).isEqualTo(409);
        assertThat(post(path + "/resume", "").statusCode()).isEqualTo(409);
        assertThat(put(path, strategy("over", "")).statusCode()).isEqualTo(409);
        assertThat(revision(post(path + "/stop", ""))).isEqualTo(1);
        awaitMarkets(submit(strategy("over", "")), 1);
        assertThat(revisions(id)).as("no new event").hasSize(1);
    }

    private static StrategyAccepted accepted(StrategyRevised revised, int number, StrategyStatus status) {
        var metadata = EventMetadata.of("test/" + revised.strategyId() + "/" + number, Instant.now(), null);
        return new StrategyAccepted(
                metadata, revised.strategyId(), number, revised.revision(), status, revised.settings());
    }

    private static String status(String path) throws Exception {
        return JSON.readTree(get(path).body()).get("status").asString();
    }

    @Test
    void tellsNothingOfPricesThatAreThere() throws Exception {
        load("again", prices(4, 60, 24));
        String id = submit(strategy("again", ""));
        awaitMarkets(id, 1);

        load("again", prices(4, 60, 24));
        assertThat(count("strategy_arrival where strategy_id = '" + id + "'")).isZero();
        load("again", doubled(prices(4, 60, 24)));

        List<StrategyMarketArrived> told = awaitMarkets(id, 2);
        String other = submit(strategy("again", ""));
        awaitMarkets(other, 1);
        assertThat(markets(id)).hasSize(2);
        assertThat(told.getLast().moment().snapshotDigest())
                .as("the same returns")
                .isEqualTo(told.getFirst().moment().snapshotDigest());
        assertThat(told.getLast().quotes().bySymbol()).containsEntry("S2", 2 * close(prices(4, 60, 24), 60, 3));
    }

    @Test
    void universesWithTheSameReturnsHaveTheirOwnCloses() throws Exception {
        load("single", prices(4, 60, 25));
        load("double", doubled(prices(4, 60, 25)));
        double close = close(prices(4, 60, 25), 60, 1);

        StrategyMarketArrived told =
                awaitMarkets(submit(strategy("single", "")), 1).getFirst();
        StrategyMarketArrived ofDoubled =
                awaitMarkets(submit(strategy("double", "")), 1).getFirst();

        assertThat(ofDoubled.moment().snapshotDigest()).isEqualTo(told.moment().snapshotDigest());
        assertThat(told.quotes().bySymbol()).containsEntry("S0", close);
        assertThat(ofDoubled.quotes().bySymbol()).containsEntry("S0", 2 * close);
    }

    private static String doubled(String prices) {
        return prices.lines()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .map(cell -> cell.matches("[0-9.]+") ? String.valueOf(2 * Double.parseDouble(cell)) : cell)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void pricesFromBeforeMustBeLoadedOnceMore() throws Exception {
        load("before", prices(4, 60, 26));
        String id = submit(strategy("before", ""));
        awaitMarkets(id, 1);
        execute("update ingestion.universe set closes = null where name = 'before'");

        HttpResponse<String> refused = post("/api/v1/strategies", strategy("before", ""));
        assertRefused(refused, "problem.universe");
        assertThat(refused.body()).contains("loaded once more");

        load("before", prices(4, 60, 26));
        awaitMarkets(id, 2);
        awaitMarkets(submit(strategy("before", "")), 1);
    }

    @Test
    void liveStrategiesComeFirstAndPausedHistoriesDoNotCount() throws Exception {
        load("order", prices(4, 60, 27));
        ArrivalQueue queue = service.getBean(ArrivalQueue.class);
        // those of other tests' strategies
        await().atMost(PATIENCE).until(() -> queue.waits().arrivals() == 0);
        execute("alter table ingestion.outbox add constraint no_market "
                + "check (event not like '%strategy-market-arrived%') not valid");
        try {
            String past = submit(strategy("order", "")
                    .replace("\"seed\": 7", "\"seed\": 7, \"history\": {\"window\": 20, \"every\": 13}"));
            String live = submit(strategy("order", ""));

            assertThat(queue.waiting()).containsSubsequence(StrategyId.of(live), StrategyId.of(past));
            ArrivalQueue.Waiting both = queue.waits();
            assertThat(both.arrivals()).isEqualTo(5);
            assertThat(both.longest()).isBetween(Duration.ZERO, PATIENCE);
            execute("update ingestion.strategy_arrival set arrived_at = now() - interval '1 hour'");
            execute("update ingestion.strategy set changed_at = now() - interval '20 minutes'");
            assertThat(queue.waits().longest()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
            execute("delete from ingestion.strategy_arrival where strategy_id = '" + live + "'");
            assertThat(queue.waits().longest()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
            execute("update ingestion.strategy set told_at = now() - interval '5 minutes'");
            assertThat(queue.waits().longest()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
            assertThat(revision(post("/api/v1/strategies/" + past + "/pause", "")))
                    .isEqualTo(2);
            assertThat(queue.waits()).isEqualTo(new ArrivalQueue.Waiting(0, Duration.ZERO));
            MeterRegistry meters = service.getBean(MeterRegistry.class);
            await().atMost(PATIENCE)
                    .until(() ->
                            meters.get("ketstream.strategies.arrivals").gauge().value() == 0);
        } finally {
            execute("alter table ingestion.outbox drop constraint no_market");
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    private static long revision(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).get("revision").asLong();
    }

    /// @param more fields of the problem
    private static String strategy(String universe, String more) {
        return """
                {"problem": {"type": "portfolio", "universe": "%s", %s "riskAversion": 0.5, "cardinality": 2},
                 "seed": 7, "capital": 1000}""".formatted(universe, more);
    }

    /// Daily closes of S0, S1, … that walk at random; those of the same seed and number of symbols begin alike.
    private static String prices(int symbols, int days, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder("date");
        double[] prices = new double[symbols];
        for (int i = 0; i < symbols; i++) {
            text.append(",S").append(i);
            prices[i] = 50 + i;
        }
        for (int day = 0; day < days; day++) {
            text.append('\n').append(FIRST_DAY.plusDays(day));
            for (int i = 0; i < symbols; i++) {
                prices[i] *= 1 + 0.02 * random.nextGaussian();
                text.append(',').append(String.format(Locale.ROOT, "%.4f", prices[i]));
            }
        }
        return text.toString();
    }

    /// @param row the header is 0
    /// @param column the day is 0
    private static double close(String prices, int row, int column) {
        return Double.parseDouble(prices.split("\n", -1)[row].split(",", -1)[column]);
    }

    private static void load(String universe, String csv) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1/universes/" + universe + "/prices"))
                .header("Content-Type", "text/csv")
                .PUT(HttpRequest.BodyPublishers.ofString(csv));
        HttpResponse<String> loaded = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
    }

    private static String submit(String body) throws Exception {
        HttpResponse<String> submitted = post("/api/v1/strategies", body);
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        return JSON.readTree(submitted.body()).get("strategyId").asString();
    }

    private static List<StrategyMarketArrived> awaitMarkets(String id, int count) {
        await().atMost(PATIENCE).until(() -> markets(id).size() >= count);
        return markets(id);
    }

    private static List<StrategyMarketArrived> markets(String id) {
        return events(id).stream()
                .filter(StrategyMarketArrived.class::isInstance)
                .map(StrategyMarketArrived.class::cast)
                .toList();
    }

    private static List<StrategyRevised> revisions(String id) {
        return events(id).stream()
                .filter(StrategyRevised.class::isInstance)
                .map(StrategyRevised.class::cast)
                .toList();
    }

    private static List<StrategyEvent> events(String id) {
        return IngestionIT.records(Topics.STRATEGY_COMMANDS).stream()
                .filter(found -> id.equals(found.key()))
                .map(found -> (StrategyEvent) CODEC.decode(found.value()))
                .toList();
    }

    private static int pending(String id) throws Exception {
        return JSON.readTree(get("/api/v1/strategies/" + id).body())
                .get("pending")
                .asInt();
    }

    private static void execute(String statement) {
        service.getBean(JdbcTemplate.class).execute(statement);
    }

    private static int count(String table) {
        Integer count = service.getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from ingestion." + table, Integer.class);
        return count == null ? 0 : count;
    }

    private static HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    private static HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
