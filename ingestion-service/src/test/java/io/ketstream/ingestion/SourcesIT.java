package io.ketstream.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.source.LeaseEndedException;
import io.ketstream.ingestion.source.SourceCounts;
import io.ketstream.ingestion.source.SourceSettings;
import io.ketstream.ingestion.source.SourceStore;
import io.ketstream.ingestion.source.SourceType;
import io.ketstream.ingestion.source.StubCloses;
import io.ketstream.ingestion.source.StubExchange;
import io.ketstream.ingestion.source.SymbolProgress;
import io.ketstream.model.event.MarketTick;
import io.ketstream.model.event.SnapshotPublished;
import io.ketstream.model.event.Topics;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sources, with services outside that answer as the real ones say they do, a real broker and a real database.
class SourcesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventCodec CODEC = new EventCodec("test");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "0123456789abcdef0123456789abcdef01234567";
    private static final long FIRST = 1000;

    private static String database = "";

    @SuppressWarnings("NullAway.Init")
    private static StubCloses closes;

    @SuppressWarnings("NullAway.Init")
    private static StubExchange exchange;

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void begin() throws IOException {
        database = TestDatabase.create();
        closes = new StubCloses(KEY);
        exchange = new StubExchange("BTCUSDT", "ETHUSDT");
        start();
    }

    @AfterAll
    static void end() throws IOException {
        service.close();
        closes.close();
        exchange.close();
    }

    private static void start() {
        service = KetstreamService.run(
                IngestionServiceApplication.class,
                "ingestion-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--ketstream.market.sources.look=50ms",
                "--ketstream.market.sources.first-pause=50ms",
                "--ketstream.market.sources.tiingo.address=" + closes.address(),
                "--ketstream.market.sources.tiingo.token=" + KEY,
                "--ketstream.market.sources.binance.address=" + exchange.address(),
                "--ketstream.market.sources.binance.stream-address=" + exchange.streamAddress());
    }

    @Test
    void fetchesClosesAndSaysWhichItCannotHave() throws Exception {
        closes.put("aapl", 10, 11, 10.5, 12, 11.5, 12.5, 13, 12, 13.5, 14);
        closes.put("msft", 30, 29, 31, 30.5, 32, 31, 33, 32.5, 34, 33);
        closes.put("odd", "[{\"date\":\"2026-01-05T00:00:00.000Z\",\"adjClose\":-3}]");
        closes.put("page", "<html>we will be back</html>");
        closes.fail(429, "1");
        put("/api/v1/universes/stocks/prices", "text/csv", "date,OWN\n" + own());

        put("/api/v1/universes/stocks/source", "application/json", """
                {"type": "tiingo", "from": "2026-01-05",
                 "symbols": {"AAPL": "aapl", "MSFT": "msft", "NONE": "none", "ODD": "odd", "PAGE": "page"}}""");
        await().atMost(PATIENCE).until(() -> show("stocks").has("error"));
        assertThat(show("stocks").get("error").asString()).contains("used up");
        await().atMost(PATIENCE).until(() -> show("stocks").has("succeededAt"));

        assertThat(Duration.between(closes.times().get(0), closes.times().get(1)))
                .as("Retry-After")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        JsonNode shown = show("stocks");
        assertThat(shown.get("problems").get("NONE").asString()).contains("does not know 'none'");
        assertThat(shown.get("problems").get("ODD").asString()).contains("no positive adjClose on 2026-01-05");
        assertThat(shown.get("problems").get("PAGE").asString()).contains("is not JSON");
        assertThat(shown.get("problems").size()).isEqualTo(3);
        assertThat(shown.get("counts").get("taken").asLong()).isEqualTo(20);
        assertThat(Instant.parse(shown.get("nextAt").asString()))
                .isAfter(Instant.now().plusSeconds(5 * 3600));
        assertThat(closes.requests().getLast()).isEqualTo("/tiingo/daily/page/prices?startDate=2026-01-05");
        assertThat(get("/api/v1/universes/stocks/snapshots/latest")
                        .get("symbols")
                        .toString())
                .isEqualTo("[\"AAPL\",\"MSFT\",\"OWN\"]");

        // after a split all closes of a symbol are others; the same answers once more change nothing
        closes.put("aapl", 5, 5.5, 5.25, 6, 5.75, 6.25, 6.5, 6, 6.75, 7);
        for (int k = 0; k < 2; k++) {
            Instant asked = Instant.now();
            put("/api/v1/universes/stocks/source", "application/json", """
                    {"type": "tiingo", "from": "2026-01-05", "symbols": {"AAPL": "aapl", "MSFT": "msft"}}""");
            await().atMost(PATIENCE)
                    .until(() -> Instant.parse(show("stocks").get("succeededAt").asString())
                            .isAfter(asked));
        }
        assertThat(get("/api/v1/universes/stocks").get("symbols").asInt()).isEqualTo(3);
        await().atMost(PATIENCE).until(() -> count("ingestion.outbox") == 0);
        assertThat(IngestionIT.records(Topics.MARKET_SNAPSHOTS).stream()
                        .map(found -> CODEC.decode(found.value(), SnapshotPublished.class))
                        .filter(event -> event.universe().equals("stocks")))
                .as("of the upload, the first fetch and the split")
                .hasSize(3);
        assertThat(text("GET", "/actuator/prometheus", "", "").body())
                .contains("ketstream_market_source_fetches_total", "outcome=\"throttled\"", "source=\"tiingo\"")
                .contains("outcome=\"unknown-symbol\"", "ketstream_market_source_succeeded_seconds");
    }

    @Test
    void asksOnceWithAWrongKeyAndDoesNotShowIt() throws Exception {
        int before = closes.requests().size();
        closes.fail(401, "");
        put("/api/v1/universes/refused/source", "application/json", """
                {"type": "tiingo", "from": "2026-01-05", "symbols": {"IBM": "ibm", "GE": "ge"}}""");
        await().atMost(PATIENCE).until(() -> show("refused").has("error"));

        JsonNode shown = show("refused");
        assertThat(shown.get("error").asString()).contains("401", "ketstream.market.sources.tiingo.token");
        assertThat(shown.toString()).doesNotContain(KEY);
        assertThat(Instant.parse(shown.get("nextAt").asString()))
                .isAfter(Instant.now().plusSeconds(3000));
        assertThat(closes.requests()).hasSize(before + 1);
        assertThat(text("DELETE", "/api/v1/universes/refused/source", "", "").statusCode())
                .isEqualTo(204);
        assertThat(text("GET", "/api/v1/universes/refused/source", "", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void losesNoTradeAndSendsNoneTwice() throws Exception {
        exchange.tradeUnseen("BTCUSDT", 90);
        exchange.throttle(1);
        put("/api/v1/universes/coins/source", "application/json", """
                {"type": "binance", "symbols": {"SRC-BTC": "BTCUSDT", "SRC-ETH": "ETHUSDT", "SRC-X": "NOSUCH"}}""");
        awaitConnection(1);
        assertThat(show("coins").get("problems").get("SRC-X").asString()).contains("does not know");
        assertThat(exchange.streams().getLast()).contains("/stream?streams=btcusdt@aggTrade/ethusdt@aggTrade ");

        exchange.ping();
        exchange.trade("BTCUSDT", 91);
        exchange.tradeUnseen("BTCUSDT", 92); // lost on its way
        exchange.trade("BTCUSDT", 93);
        exchange.trade("ETHUSDT", 7);
        await().atMost(PATIENCE)
                .until(() -> sent("SRC-BTC").size() == 3 && sent("SRC-ETH").size() == 1);
        assertThat(exchange.pongs()).isEqualTo(1);

        exchange.breakOff();
        exchange.tradeUnseen("BTCUSDT", 94);
        exchange.tradeUnseen("ETHUSDT", 8);
        awaitConnection(2);
        exchange.trade("BTCUSDT", 95);
        await().atMost(PATIENCE)
                .until(() -> sent("SRC-BTC").size() == 5 && sent("SRC-ETH").size() == 2);
        assertThat(show("coins").get("error").asString()).contains("broke the stream off");

        exchange.announceShutdown();
        awaitConnection(3);
        service.close();
        exchange.tradeUnseen("BTCUSDT", 96);
        start();
        await().atMost(PATIENCE).until(() -> sent("SRC-BTC").size() == 6);
        exchange.trade("BTCUSDT", 97);
        await().atMost(PATIENCE).until(() -> sent("SRC-BTC").size() == 7);

        assertThat(sent("SRC-BTC"))
                .extracting(MarketTick::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(FIRST + 1, FIRST + 7).boxed().toList());
        assertThat(sent("SRC-BTC")).extracting(MarketTick::price).containsExactly(91., 92., 93., 94., 95., 96., 97.);
        assertThat(sent("SRC-ETH")).extracting(MarketTick::price).containsExactly(7., 8.);
        await().atMost(PATIENCE)
                .until(() -> show("coins").get("counts").get("taken").asLong() == 9);
        JsonNode counts = show("coins").get("counts");
        assertThat(counts.get("filled").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(counts.get("missed").asLong()).isZero();
        assertThat(show("coins").get("working").asBoolean()).isTrue();

        exchange.skew(Duration.ofMinutes(3));
        exchange.breakOff();
        await().atMost(PATIENCE)
                .until(() -> show("coins").path("error").asString("").contains("Set this machine's clock"));
        exchange.skew(Duration.ZERO);
        text("DELETE", "/api/v1/universes/coins/source", "", "");
        await().atMost(PATIENCE).until(() -> exchange.connections() == 0);
    }

    @Test
    void oneOfSeveralInstancesHasASource() {
        SourceStore store = service.getBean(SourceStore.class);
        // far away, so that the service, whose time is now, leaves it alone
        var settings = new SourceSettings("leased", SourceType.BINANCE, Map.of("A", "BTCUSDT"), null, null);
        Instant farAway = Instant.now().plus(Duration.ofDays(100));
        store.save(settings, farAway);
        SourceStore.Lease first = store.lease(farAway, farAway.plusSeconds(30)).orElseThrow();

        assertThat(first.settings()).isEqualTo(settings);
        assertThat(store.lease(farAway.plusSeconds(29), farAway.plusSeconds(60)))
                .isEmpty();
        assertThat(store.renew(first, farAway.plusSeconds(40))).isTrue();
        assertThat(store.lease(farAway.plusSeconds(39), farAway.plusSeconds(60)))
                .isEmpty();
        SourceStore.Lease second =
                store.lease(farAway.plusSeconds(40), farAway.plusSeconds(70)).orElseThrow();
        assertThat(store.renew(first, farAway.plusSeconds(90))).isFalse();
        var reached = List.of(new SymbolProgress("A", null, 17L, null));
        assertThatThrownBy(() -> store.advance(first, reached, new SourceCounts(1, 0, 0, 0)))
                .isInstanceOf(LeaseEndedException.class);
        store.advance(second, reached, new SourceCounts(2, 0, 0, 0));
        assertThat(store.find("leased").orElseThrow().counts().taken()).isEqualTo(2);
        store.save(settings, farAway);
        assertThat(store.renew(second, farAway))
                .as("who replaces a source ends its lease")
                .isFalse();
        assertThat(store.find("leased").orElseThrow().symbols()).isEqualTo(reached);
        assertThat(store.delete("leased")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "oracle", "symbols": {"A": "a"}} | 422 | type
            {"symbols": {"A": "a"}} | 422 | type
            {"type": "tiingo", "from": "2026-01-05"} | 422 | symbols
            {"type": "tiingo", "from": "2026-01-05", "symbols": {}} | 422 | symbols
            {"type": "tiingo", "from": "2026-01-05", "symbols": {"A": "../a"}} | 422 | symbols.A
            {"type": "tiingo", "from": "2026-01-05", "symbols": {"A": "a", "B": "A"}} | 422 | symbols
            {"type": "tiingo", "from": "2026-01-05", "symbols": {"A B": "a"}} | 422 | symbols
            {"type": "tiingo", "symbols": {"A": "a"}} | 422 | from
            {"type": "tiingo", "from": "1900-01-01", "symbols": {"A": "a"}} | 422 | from
            {"type": "tiingo", "from": "yesterday", "symbols": {"A": "a"}} | 400 | from
            {"type": "tiingo", "from": "2026-01-05", "symbols": {"A": "a"}, "interval": "PT1M"} | 422 | interval
            {"type": "tiingo", "from": "2026-01-05", "symbols": {"A": "a"}, "interval": "daily"} | 400 | interval
            {"type": "binance", "symbols": {"A": "BTCUSDT"}, "interval": "PT1H"} | 422 | interval
            {"type": "binance", "symbols": {"A": "BTCUSDT"}, "token": "secret"} | 400 | token
            """)
    void refusesABadRequestByItsField(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = text("PUT", "/api/v1/universes/bad/source", "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body())
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asString())
                .isEqualTo(field);
    }

    private static void awaitConnection(int number) {
        await().atMost(PATIENCE).until(() -> exchange.streams().size() == number && exchange.connections() == 1);
    }

    private static List<MarketTick> sent(String symbol) {
        return IngestionIT.records(Topics.MARKET_TICKS).stream()
                .filter(found -> symbol.equals(found.key()))
                .map(found -> CODEC.decode(found.value(), MarketTick.class))
                .toList();
    }

    private static String own() {
        var csv = new StringBuilder();
        for (int t = 0; t < 10; t++) {
            csv.append(StubCloses.FIRST.plusDays(t))
                    .append(',')
                    .append(50 + t % 3)
                    .append('\n');
        }
        return csv.toString();
    }

    private static int count(String table) {
        Integer count =
                service.getBean(JdbcTemplate.class).queryForObject("select count(*) from " + table, Integer.class);
        return count == null ? 0 : count;
    }

    private static JsonNode show(String universe) throws IOException, InterruptedException {
        return get("/api/v1/universes/" + universe + "/source");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text("GET", path, "", "").body());
    }

    private static void put(String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = text("PUT", path, type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static HttpResponse<String> text(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
