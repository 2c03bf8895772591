package io.ketstream.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.market.TickUniverseStore;
import io.ketstream.ingestion.tick.ReferenceTicks;
import io.ketstream.ingestion.tick.TickStream;
import io.ketstream.ingestion.tick.TickStream.Prices;
import io.ketstream.model.event.MarketTick;
import io.ketstream.model.event.SnapshotPublished;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.Topics;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ticks through a real broker into a real database, and what is made of them.
class TicksIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventCodec CODEC = new EventCodec("test");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LATENESS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private String database = "";

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext service;

    @BeforeEach
    void begin() {
        database = TestDatabase.create();
        start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void start() {
        service = KetstreamService.run(
                IngestionServiceApplication.class,
                "ingestion-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                // the streams below end with a tick that closes their last bar
                "--ketstream.market.ticks.idle=1h",
                "--ketstream.market.ticks.snapshot-interval=200ms");
    }

    @Test
    void makesTheSameBarsThroughAnAbsentDatabaseAndARestart() throws Exception {
        TickStream stream = new TickStream(MINUTE, LATENESS, 11)
                .add(TickStream.walk("REST-A", 4000, 1))
                .add(TickStream.walk("REST-B", 4000, 2))
                .add(TickStream.walk("REST-C", 4000, 3));
        List<MarketTick> sent = stream.sent();
        int third = sent.size() / 3;

        send(sent.subList(0, third));
        await().atMost(PATIENCE).until(() -> bars("REST-").size() > 20);
        execute("alter table ingestion.market_bar rename to bar_away");
        send(sent.subList(third, 2 * third));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        execute("alter table ingestion.bar_away rename to market_bar");
        await().atMost(PATIENCE).until(() -> bars("REST-B").size() > 20);
        service.close();
        send(sent.subList(2 * third, sent.size()));
        start();

        Map<String, Prices> expected = stream.bars();
        await().atMost(PATIENCE).until(() -> bars("REST-").size() >= expected.size());
        assertThat(bars("REST-")).isEqualTo(expected);
        assertThat(sum("duplicates", "market_bar", "REST-")).isEqualTo(stream.duplicates());
        assertThat(sum("ticks", "late_tick", "REST-")).isEqualTo(stream.late());
    }

    @Test
    void replaysRealTicks() throws Exception {
        TickStream stream = new TickStream(MINUTE, LATENESS, 12)
                .add(ReferenceTicks.kraken())
                .add(ReferenceTicks.trueFx())
                // all of them are in ReferenceTicksTest
                .add(ReferenceTicks.minutes(2_000));
        send(stream.sent());

        Map<String, Prices> expected = stream.bars();
        await().atMost(PATIENCE)
                .until(() -> bars("BCH/EUR").size() + bars("USD/JPY").size() >= expected.size());
        Map<String, Prices> found = new TreeMap<>(bars("BCH/EUR"));
        found.putAll(bars("USD/JPY"));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, bar) -> assertThat(bar)
                .usingRecursiveComparison()
                // sizes are added in another order
                .ignoringFields("volume")
                .as(name)
                .isEqualTo(expected.get(name)));
        assertThat(sum("duplicates", "market_bar", "BCH/EUR") + sum("duplicates", "market_bar", "USD/JPY"))
                .isEqualTo(stream.duplicates());
        assertThat(sum("ticks", "late_tick", "BCH/EUR") + sum("ticks", "late_tick", "USD/JPY"))
                .isEqualTo(stream.late());
    }

    @Test
    void buriesWhatIsNoTick() throws Exception {
        int before = IngestionIT.records(Topics.deadLetter(Topics.MARKET_TICKS)).size();
        String good = new String(
                CODEC.encode(TickStream.tick("BAD", Instant.parse("2026-11-20T09:00:30Z"), 1.5, null, 1)),
                StandardCharsets.UTF_8);
        sendText("BAD", "{\"price\":");
        sendText("BAD", good.replace("1.5", "-1.5"));
        sendText("BAD", good.replace("market-tick", "market-tick-2"));
        sendText("BAD", good.replace("2026-11-20", "2200-11-20"));
        sendText("BAD", good.replace("\"sequence\":1", "\"sequence\":2,\"later\":true"));
        send(List.of(TickStream.tick("BAD", Instant.parse("2026-11-20T09:02:00Z"), 1, null, 3)));

        await().atMost(PATIENCE).until(() -> bars("BAD").size() == 1);
        assertThat(bars("BAD").values())
                .singleElement()
                .satisfies(bar -> assertThat(bar.ticks())
                        .as("a field that is not known is no error")
                        .isEqualTo(1));
        var letters = IngestionIT.records(Topics.deadLetter(Topics.MARKET_TICKS));
        assertThat(letters).hasSize(before + 4);
        List<String> reasons = letters.stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(DeadLetters.ERROR_HEADER).value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(reasons).anyMatch(reason -> reason.contains("price must be greater than 0"));
        assertThat(reasons).anyMatch(reason -> reason.contains("after its arrival"));
        assertThat(reasons).anyMatch(reason -> reason.contains("market-tick-2"));
    }

    @Test
    void tellsStrategiesOfBars() throws Exception {
        put(
                "/api/v1/universes/told/ticks",
                "application/json",
                "{\"symbols\":[\"TOLD-A\",\"TOLD-B\"],\"bars\":60,\"covariance\":\"sample\"}");
        Instant begin = Instant.parse("2026-11-20T09:00:00Z");
        Instant middle = begin.plus(Duration.ofMinutes(45));
        sendToldTicks(begin, middle);
        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(get("/api/v1/universes/told/snapshots/latest")
                                        .body())
                                .path("symbols")
                                .size()
                        == 2);
        String strategy = "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"told\",\"riskAversion\":0.5,"
                + "\"cardinality\":1},\"capital\":1000}";
        assertThat(send(
                                "POST",
                                "/api/v1/strategies",
                                "application/json",
                                strategy.replace("1000", "1000,\"history\":{}"))
                        .body())
                .contains("\"field\":\"history\"")
                .contains("has its prices from ticks");
        HttpResponse<String> submitted = send("POST", "/api/v1/strategies", "application/json", strategy);
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        String id = JSON.readTree(submitted.body()).get("strategyId").asString();
        await().atMost(PATIENCE).until(() -> !told(id).isEmpty());

        sendToldTicks(middle.plus(Duration.ofMinutes(5)), begin.plus(Duration.ofMinutes(90)));

        // of the first bars of one, the other has too few
        await().atMost(PATIENCE)
                .until(() -> told(id).size() > 1 && told(id).getLast().failure() == null);
        List<StrategyMarketArrived> told = told(id);
        assertThat(told.getFirst().moment().until())
                .isBefore(told.getLast().moment().until());
        StrategyMarketArrived last = told.getLast();
        assertThat(last.assets()).containsExactly("TOLD-A", "TOLD-B");
        String bar = "select close from ingestion.market_bar where symbol = 'TOLD-B' " + "and start < timestamptz '"
                + last.moment().until() + "' order by start desc, partition limit 1";
        assertThat(last.quotes().bySymbol())
                .containsEntry("TOLD-B", service.getBean(JdbcTemplate.class).queryForObject(bar, Double.class));
        assertThat(count("snapshot where universe = 'told' and kept"))
                .as("there will be many more")
                .isZero();
        execute("update ingestion.snapshot set created_at = 'epoch' where universe = 'told'");
        service.getBean(TickUniverseStore.class).forget(Instant.EPOCH, Instant.now());
        assertThat(count("snapshot where digest = (select snapshot from ingestion.strategy where id = '" + id + "')"))
                .isEqualTo(1);
    }

    private static void sendToldTicks(Instant from, Instant until) throws Exception {
        var stream = new TickStream(MINUTE, LATENESS, 14);
        for (String symbol : List.of("TOLD-A", "TOLD-B")) {
            stream.add(TickStream.walk(symbol, 5000, symbol.hashCode()).stream()
                    .filter(tick -> !tick.metadata().occurredAt().isBefore(from)
                            && tick.metadata().occurredAt().isBefore(until))
                    .toList());
        }
        send(stream.sent());
    }

    private static List<StrategyMarketArrived> told(String id) {
        return IngestionIT.records(Topics.STRATEGY_COMMANDS).stream()
                .filter(found -> id.equals(found.key()))
                .map(found -> CODEC.decode(found.value()))
                .filter(StrategyMarketArrived.class::isInstance)
                .map(StrategyMarketArrived.class::cast)
                .toList();
    }

    @Test
    void makesSnapshotsOfBars() throws Exception {
        String universe = "{\"symbols\":[\"SNAP-A\",\"SNAP-B\"],\"bars\":120,\"covariance\":\"sample\"}";
        HttpResponse<String> taken = put("/api/v1/universes/live/ticks", "application/json", universe);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/universes/live/ticks").body().contains("refusal"));
        assertThat(get("/api/v1/universes/live/snapshots/latest").statusCode()).isEqualTo(404);

        TickStream stream = new TickStream(MINUTE, LATENESS, 13)
                .add(TickStream.walk("SNAP-A", 5000, 5))
                .add(TickStream.walk("SNAP-B", 5000, 6));
        send(stream.sent());
        int all = stream.bars().size();
        await().atMost(PATIENCE).until(() -> bars("SNAP-").size() == all);
        await().atMost(PATIENCE)
                .until(() -> quality().path("ticks").path("bars").asInt(0) == 120
                        && count("tick_universe where changes = seen") == 1);

        JsonNode snapshot = latest();
        assertThat(snapshot.get("symbols").size()).isEqualTo(2);
        assertThat(snapshot.get("method").get("periodsPerYear").asInt()).isEqualTo(365 * 24 * 60);
        JsonNode ticks = quality().get("ticks");
        assertThat(ticks.get("barLength").asString()).isEqualTo("PT1M");
        assertThat(ticks.get("ticks").asLong()).isGreaterThan(500);
        assertThat(ticks.get("duplicates").asLong()).isGreaterThan(10);
        assertThat(ticks.get("gaps").asLong())
                .isGreaterThanOrEqualTo(quality().get("carriedForward").asLong());
        assertThat(events()).anySatisfy(event -> {
            assertThat(event.universe()).isEqualTo("live");
            assertThat(event.snapshotDigest())
                    .hasToString(snapshot.get("digest").asString());
            assertThat(event.until()).isEqualTo(Instant.parse(ticks.get("until").asString()));
        });
        assertThat(get("/actuator/prometheus").body())
                .contains("ketstream_market_ticks_total", "outcome=\"late\"", "ketstream_market_bars_total")
                .contains("ketstream_market_snapshot_until_seconds");

        HttpResponse<String> run = send(
                "POST",
                "/api/v1/runs",
                "application/json",
                "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"live\",\"riskAversion\":0.5,\"cardinality\":1}}");
        assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
        assertThat(count("snapshot where kept")).isEqualTo(1);

        assertThat(put("/api/v1/universes/live/prices", "text/csv", "date,A\n2026-01-01,1\n")
                        .body())
                .contains("has its prices from ticks");
        assertThat(send(
                                "POST",
                                "/api/v1/universes/fixed/generated-prices",
                                "application/json",
                                "{\"assets\":3,\"days\":30,\"seed\":7}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(put("/api/v1/universes/fixed/ticks", "application/json", universe)
                        .body())
                .contains("has prices that were uploaded");
        assertThat(put(
                                "/api/v1/universes/live/ticks",
                                "application/json",
                                universe.replace("120", "120,\"barLength\":\"PT90S\""))
                        .body())
                .contains("barLength");
    }

    private JsonNode latest() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/universes/live/snapshots/latest").body());
    }

    private JsonNode quality() throws IOException, InterruptedException {
        return latest().path("quality");
    }

    private List<SnapshotPublished> events() {
        await().atMost(PATIENCE).until(() -> count("outbox") == 0);
        return IngestionIT.records(Topics.MARKET_SNAPSHOTS).stream()
                .map(found -> CODEC.decode(found.value(), SnapshotPublished.class))
                .toList();
    }

    private static void send(List<MarketTick> ticks) throws Exception {
        try (var producer = producer()) {
            var sent = new ArrayList<Future<?>>();
            for (MarketTick tick : ticks) {
                sent.add(producer.send(CODEC.toRecord(Topics.MARKET_TICKS, tick)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static void sendText(String key, String value) throws Exception {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.MARKET_TICKS, key, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Map<String, Prices> bars(String prefix) {
        var bars = new TreeMap<String, Prices>();
        jdbc().query(
                        "select * from ingestion.market_bar where symbol like ?",
                        row -> {
                            bars.put(
                                    TickStream.name(
                                            row.getString("symbol"),
                                            row.getTimestamp("start").toInstant()),
                                    new Prices(
                                            row.getDouble("open"),
                                            row.getDouble("high"),
                                            row.getDouble("low"),
                                            row.getDouble("close"),
                                            row.getDouble("volume"),
                                            row.getLong("ticks")));
                        },
                        prefix + "%");
        return bars;
    }

    private long sum(String column, String table, String prefix) {
        Long sum = jdbc().queryForObject(
                        "select coalesce(sum(" + column + "), 0) from ingestion." + table + " where symbol like ?",
                        Long.class,
                        prefix + "%");
        return sum == null ? 0 : sum;
    }

    private int count(String rows) {
        Integer count = jdbc().queryForObject("select count(*) from ingestion." + rows, Integer.class);
        return count == null ? 0 : count;
    }

    private void execute(String statement) {
        jdbc().execute(statement);
    }

    private JdbcTemplate jdbc() {
        return service.getBean(JdbcTemplate.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String type, String body) throws IOException, InterruptedException {
        return send("PUT", path, type, body);
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
    }
}
