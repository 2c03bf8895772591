package io.ketstream.ingestion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.ketstream.ingestion.run.OldRuns;
import io.ketstream.ingestion.run.Retention;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.SnapshotPublished;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.OpenApiContract;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as it runs: over HTTP, with a real broker and a real database.
class IngestionIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, TopicReader> READERS = new ConcurrentHashMap<>();
    private static final String MAXCUT =
            "{\"problem\":{\"type\":\"maxcut\",\"nodes\":3,\"edges\":[[0,1,1],[1,2,2.5]]},\"seed\":7}";

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
    void takesInARunOnceAndSendsItsEvent() throws Exception {
        HttpResponse<String> first = post("/api/v1/runs", MAXCUT, "Idempotency-Key", "key-1");
        HttpResponse<String> again = post("/api/v1/runs", MAXCUT, "Idempotency-Key", "key-1");
        HttpResponse<String> other = post("/api/v1/runs", MAXCUT.replace("7}", "8}"), "Idempotency-Key", "key-1");

        assertThat(first.statusCode()).isEqualTo(202);
        String runId = JSON.readTree(first.body()).get("runId").asString();
        assertThat(first.headers().firstValue("Location")).contains("http://results.example/api/v1/runs/" + runId);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);

        List<RunSubmitted> events = events(Topics.PROBLEMS, RunSubmitted.class).stream()
                .filter(event -> event.runId().toString().equals(runId))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().settings().seed()).isEqualTo(7);
        assertThat(events.getFirst().problem().problem()).isNotNull();
    }

    /// Neither the problem nor the start is too large for a message, but both together are.
    @Test
    void sendsALargeProblemByLinkWhenItsRunHasALongStart() throws Exception {
        String terms = IntStream.range(0, 2500)
                .mapToObj(k -> "{\"pauli\": \"%s\", \"coefficient\": %s}".formatted(pauli(k), 1 / (3.0 + k)))
                .collect(Collectors.joining(","));
        String start = IntStream.range(0, 131 * 2 * 26)
                .mapToObj(k -> Double.toString(1 / (3.0 + k)))
                .collect(Collectors.joining(","));

        RunSubmitted event = submitted("""
                {"problem": {"type": "hamiltonian", "qubits": 26, "terms": [%s]},
                 "ansatz": {"type": "hardware-efficient", "layers": 130, "rotations": ["ry", "rz"]},
                 "optimizer": {"type": "spsa", "initialParameters": [%s]}}""".formatted(terms, start));

        assertThat(event.problem().problem()).isNull();
        assertThat(event.problem().link()).isNotNull();
    }

    @Test
    void forgetsOldRunsAndWhatOnlyTheyWereMadeFrom() throws Exception {
        String terms = IntStream.range(0, 6000)
                .mapToObj(k -> "{\"pauli\": \"%s\", \"coefficient\": %s}".formatted(pauli(k), 1 / (5.0 + k)))
                .collect(Collectors.joining(","));
        String large = "{\"problem\": {\"type\": \"hamiltonian\", \"qubits\": 26, \"terms\": [" + terms
                + "]}, \"ansatz\": {\"type\": \"hardware-efficient\"}}";
        String selection =
                "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"past\",\"riskAversion\":0.5,\"cardinality\":2}}";
        post("/api/v1/universes/past/generated-prices", "{\"assets\":4,\"days\":90,\"seed\":1}");
        RunSubmitted ofFirstPrices = submitted(selection);
        post("/api/v1/universes/past/generated-prices", "{\"assets\":4,\"days\":90,\"seed\":2}");
        RunSubmitted ofLatestPrices = submitted(selection);
        RunSubmitted first = submitted(large);
        RunSubmitted second = submitted(large);
        Digest problem = first.problem().digest();
        Digest past = requireNonNull(ofFirstPrices.snapshotDigest());
        Digest latest = requireNonNull(ofLatestPrices.snapshotDigest());
        assertThat(second.problem().digest()).isEqualTo(problem);

        execute("update ingestion.problem set used_at = used_at - interval '40 days' where digest = '" + problem + "'");
        execute("update ingestion.snapshot set created_at = created_at - interval '40 days' where universe = 'past'");
        age(ofFirstPrices, ofLatestPrices, first);
        var retention = new Retention(service.getBean(OldRuns.class), InstantSource.system(), Duration.ofDays(31));
        retention.apply();
        assertThat(count("run where id in ('" + ofFirstPrices.runId() + "', '" + first.runId() + "')"))
                .isZero();
        assertThat(count("run where id = '" + second.runId() + "'")).isEqualTo(1);
        assertThat(get("/api/v1/problems/" + problem).statusCode()).isEqualTo(200);
        assertThat(count("snapshot where digest = '" + past + "'")).isZero();
        assertThat(count("snapshot where digest = '" + latest + "'")).isEqualTo(1);

        age(second);
        retention.apply();
        assertThat(get("/api/v1/problems/" + problem).statusCode()).isEqualTo(404);
    }

    private static void age(RunSubmitted... runs) {
        for (RunSubmitted run : runs) {
            execute("update ingestion.run set submitted_at = submitted_at - interval '40 days' where id = '"
                    + run.runId() + "'");
        }
    }

    private static RunSubmitted submitted(String body) throws Exception {
        HttpResponse<String> run = post("/api/v1/runs", body);
        assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
        String runId = JSON.readTree(run.body()).get("runId").asString();
        return events(Topics.PROBLEMS, RunSubmitted.class).stream()
                .filter(candidate -> candidate.runId().toString().equals(runId))
                .findFirst()
                .orElseThrow();
    }

    /// 26 letters: X where `number` has a one, Z elsewhere.
    private static String pauli(int number) {
        return Integer.toBinaryString(1 << 26 | number)
                .substring(1)
                .replace('1', 'X')
                .replace('0', 'Z');
    }

    @Test
    void storesNothingOfARefusedRun() throws Exception {
        int before = count("run") + count("outbox");

        HttpResponse<String> refused = post("/api/v1/runs", MAXCUT.replace("[1,2,2.5]", "[1,9,2.5]"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("problem.edges[1][1]");
        assertThat(count("run") + count("outbox")).isEqualTo(before);
    }

    @Test
    void makesAPortfolioOfAUniverse() throws Exception {
        HttpResponse<String> loaded =
                post("/api/v1/universes/demo/generated-prices", "{\"assets\":12,\"days\":300,\"seed\":7}");
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        String digest = JSON.readTree(loaded.body()).get("snapshotDigest").asString();

        RunSubmitted event = submitted(
                "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"demo\",\"riskAversion\":0.5,\"cardinality\":6}}");

        assertThat(event.snapshotDigest()).isNotNull().hasToString(digest);
        assertThat(event.problem().problem()).isInstanceOfSatisfying(PortfolioProblem.class, portfolio -> {
            assertThat(portfolio.isByUniverse()).isFalse();
            assertThat(portfolio.size()).isEqualTo(12);
        });
        assertThat(events(Topics.MARKET_SNAPSHOTS, SnapshotPublished.class))
                .anyMatch(snapshot -> snapshot.universe().equals("demo"));
        JsonNode latest =
                JSON.readTree(get("/api/v1/universes/demo/snapshots/latest").body());
        assertThat(latest.get("digest").asString()).isEqualTo(digest);
        assertThat(latest.get("covariance").size()).isEqualTo(12);

        // only the universe tells how many qubits there are, and so how many parameters
        HttpResponse<String> started = post("/api/v1/runs", """
                {"problem": {"type": "portfolio", "universe": "demo", "riskAversion": 0.5, "cardinality": 6},
                 "ansatz": {"type": "hardware-efficient", "layers": 1},
                 "optimizer": {"type": "cobyla", "initialParameters": [0.1]}}""");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(422);
        assertThat(started.body())
                .contains("\"field\":\"optimizer.initialParameters\"")
                .contains("must have 24 entries");
    }

    @Test
    void sendsAPortfolioOfManyAssetsToBeTakenApart() throws Exception {
        HttpResponse<String> loaded =
                post("/api/v1/universes/many/generated-prices", "{\"assets\":30,\"days\":90,\"seed\":7}");
        String digest = JSON.readTree(loaded.body()).get("snapshotDigest").asString();

        RunSubmitted event = submitted(
                "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"many\",\"riskAversion\":0.5,\"cardinality\":9}}");

        assertThat(event.snapshotDigest()).isNotNull().hasToString(digest);
        assertThat(event.problem().problem())
                .isInstanceOfSatisfying(
                        PortfolioProblem.class,
                        portfolio -> assertThat(portfolio.isByUniverse()).isTrue());
        assertThat(event.settings().ansatz()).isEqualTo(new Ansatz.Qaoa(3, Mixer.XY_RING, 16));
        MarketClaim market = requireNonNull(event.market());
        assertThat(market.symbols()).hasSize(30);
        assertThat(market.observations()).isEqualTo(89);
        assertThat(market.covariance().href().getPath()).endsWith(digest + "/covariance");
        assertThat(Digest.of(bytes(market.covariance().href().getPath())))
                .isEqualTo(market.covariance().sha256());

        RunSubmitted range = submitted("""
                {"problem": {"type": "portfolio", "universe": "many", "riskAversion": 0.5, "cardinality": 9,
                             "constraints": {"minCardinality": 8}}}""");
        assertThat(range.market()).isEqualTo(market);
    }

    @Test
    void loadsAllPricesOrNone() throws Exception {
        String good = """
                date,A,B
                2026-01-01,1,2
                2026-01-02,1.1,2.1
                2026-01-05,1.2,
                2026-01-06,1.1,2.2
                2026-01-07,1.3,2.4
                2026-01-08,1.3,2.5
                2026-01-09,1.3,2.6
                2026-01-12,1.4,2.4
                2026-01-13,1.3,2.5
                2026-01-14,1.5,2.3
                """;
        assertThat(put("/api/v1/universes/csv/prices", good).statusCode()).isEqualTo(200);

        HttpResponse<String> bad = put("/api/v1/universes/csv/prices", good + "2026-01-15,x,2\n");

        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("line 12");
        JsonNode universe = JSON.readTree(get("/api/v1/universes/csv").body());
        assertThat(universe.get("days").asInt()).isEqualTo(10);
        JsonNode snapshot = JSON.readTree(
                get("/api/v1/universes/csv/snapshots/latest?covariance=sample").body());
        assertThat(snapshot.get("quality").get("carriedForward").asInt()).isEqualTo(1);
    }

    @Test
    void takesARepeatedCloseOnceAndRefusesTwoDifferentOnes() throws Exception {
        String closes = "date,symbol,close\n2026-01-01,A,1\n2026-01-02,A,1.5\n2026-01-05,A,2\n2026-01-06,A,1.5\n";

        HttpResponse<String> good =
                put("/api/v1/universes/twice/prices", closes + "2026-01-01,A,1.0\n2026-01-05,A,2\n");

        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        JsonNode snapshot =
                JSON.readTree(get("/api/v1/universes/twice/snapshots/latest").body());
        assertThat(snapshot.get("quality").get("duplicates").asInt()).isEqualTo(2);
        assertThat(snapshot.get("quality").get("observations").asInt()).isEqualTo(3);

        HttpResponse<String> bad = put("/api/v1/universes/twice/prices", closes + "2026-01-05,A,7\n");

        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("\"field\":\"prices\"").contains("two closes of A on 2026-01-05");
        assertThat(get("/api/v1/universes/twice/snapshots/latest").body()).contains("\"duplicates\":2");
    }

    @Test
    void showsTheSnapshotOfTheUploadAsTheLatestWhateverElseIsAskedFor() throws Exception {
        post("/api/v1/universes/asked/generated-prices", "{\"assets\":3,\"days\":100,\"seed\":7}");
        String latest = get("/api/v1/universes/asked/snapshots/latest").body();

        HttpResponse<String> weighted = get("/api/v1/universes/asked/snapshots/latest?covariance=ewma&decay=0.97");

        JsonNode method = JSON.readTree(weighted.body()).get("method");
        assertThat(method.get("covariance").asString()).isEqualTo("ewma");
        assertThat(method.get("decay").asDouble()).isEqualTo(0.97);
        assertThat(get("/api/v1/universes/asked/snapshots/latest").body())
                .isEqualTo(latest)
                .doesNotContain("\"decay\"");
        assertThat(get("/api/v1/universes/asked/snapshots/latest?covariance=ewma&decay=1")
                        .body())
                .contains("\"field\":\"decay\"");
        assertThat(get("/api/v1/universes/asked/snapshots/latest?covariance=sample&decay=0.9")
                        .body())
                .contains("\"field\":\"decay\"");
        assertThat(get("/api/v1/universes/asked/snapshots/latest?covariance=median")
                        .body())
                .contains("\"field\":\"covariance\"");
    }

    /// A snapshot is addressed by its content, which two universes may have in common.
    @Test
    void showsEachUniverseUnderItsName() throws Exception {
        for (String universe : List.of("one", "other")) {
            post("/api/v1/universes/" + universe + "/generated-prices", "{\"assets\":3,\"days\":90,\"seed\":3}");
        }

        JsonNode one =
                JSON.readTree(get("/api/v1/universes/one/snapshots/latest").body());
        JsonNode other =
                JSON.readTree(get("/api/v1/universes/other/snapshots/latest").body());

        assertThat(one.get("universe").asString()).isEqualTo("one");
        assertThat(other.get("universe").asString()).isEqualTo("other");
        assertThat(other.get("digest")).isEqualTo(one.get("digest"));
    }

    @Test
    void readsCompressedPricesAndSaysWhatIsWrongWithThem() throws Exception {
        byte[] packed = gzip("date,A\n2026-01-01,1\n2026-01-02,1.5\n2026-01-05,2\n2026-01-06,1.5\n");
        byte[] cut = Arrays.copyOf(packed, packed.length - 12);

        assertThat(put("/api/v1/universes/packed/prices", packed, "gzip").statusCode())
                .isEqualTo(200);
        for (HttpResponse<String> bad : List.of(
                put("/api/v1/universes/cut/prices", cut, "gzip"),
                put("/api/v1/universes/cut/prices", "date,A\n".getBytes(StandardCharsets.UTF_8), "gzip"))) {
            assertThat(bad.statusCode()).as(bad.body()).isEqualTo(422);
            assertThat(bad.body()).contains("\"field\":\"prices\"").contains("gzip");
        }
        HttpResponse<String> unknown = put("/api/v1/universes/cut/prices", packed, "br");
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(unknown.body()).contains("Content-Encoding must be gzip or identity, not 'br'");
        assertThat(get("/api/v1/universes/cut").statusCode()).isEqualTo(404);
    }

    /// As it was stored before there were rows of parts; and one that is stored again finds its covariance there.
    @Test
    void readsCovariancesThatAreInAColumn() throws Exception {
        String body = "{\"assets\":40,\"days\":90,\"seed\":9}";
        HttpResponse<String> loaded = post("/api/v1/universes/column/generated-prices", body);
        String digest = JSON.readTree(loaded.body()).get("snapshotDigest").asString();
        String path = "/api/v1/snapshots/" + digest + "/covariance";
        byte[] covariance = bytes(path);
        String shown = get(path).body();
        String part = "(select content from ingestion.snapshot_covariance where snapshot = '" + digest + "')";

        execute("update ingestion.snapshot set covariance = " + part + " where digest = '" + digest + "'");
        execute("delete from ingestion.snapshot_covariance where snapshot = '" + digest + "'");

        assertThat(covariance).hasSize(8 * 40 * 40);
        assertThat(bytes(path)).isEqualTo(covariance);
        assertThat(get(path).body()).isEqualTo(shown);
        JsonNode numbers = JSON.readTree(shown).get("covariance");
        assertThat(numbers.size()).isEqualTo(40);
        assertThat(numbers.get(3).get(39).asDouble())
                .isEqualTo(ByteBuffer.wrap(covariance)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getDouble(8 * (3 * 40 + 39)));
        assertThat(JSON.readTree(post("/api/v1/universes/column/generated-prices", body)
                                .body())
                        .get("snapshotDigest")
                        .asString())
                .isEqualTo(digest);
        assertThat(parts(digest)).isZero();
        execute("update ingestion.snapshot set covariance = null where digest = '" + digest + "'");
        post("/api/v1/universes/column/generated-prices", body);
        assertThat(parts(digest)).isOne();
        assertThat(bytes(path)).isEqualTo(covariance);
    }

    private static int parts(String digest) {
        return requireNonNull(service.getBean(JdbcTemplate.class)
                .queryForObject(
                        "select count(*) from ingestion.snapshot_covariance where snapshot = ?",
                        Integer.class,
                        digest));
    }

    /// Daily closes of 2639 stocks. The reference is the trace of a day's covariance of simple returns of all of them;
    /// log returns of those that are left vary a little less.
    @Test
    void loadsAMarketOfThousands() throws Exception {
        byte[] packed = Files.readAllBytes(ReferenceData.file("market/us_stocks_wide_A.csv.gz"));

        HttpResponse<String> loaded = put("/api/v1/universes/us/prices", packed, "gzip");

        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        JsonNode snapshot =
                JSON.readTree(get("/api/v1/universes/us/snapshots/latest").body());
        int symbols = snapshot.get("symbols").size();
        JsonNode quality = snapshot.get("quality");
        assertThat(symbols
                        + quality.get("dropped").size()
                        + quality.get("staleSymbols").size())
                .isEqualTo(2639);
        assertThat(symbols).isGreaterThan(2500);
        var link = URI.create(snapshot.get("covariance").get("href").asString());
        byte[] covariance = bytes(link.getPath());
        assertThat(covariance).hasSize(8 * symbols * symbols);
        assertThat(Digest.of(covariance))
                .hasToString(snapshot.get("covariance").get("sha256").asString());
        DoubleBuffer matrix =
                ByteBuffer.wrap(covariance).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        double trace = IntStream.range(0, symbols)
                .mapToDouble(i -> matrix.get(i * (symbols + 1)) / 252)
                .sum();
        double reference = ReferenceData.json("market/reference_market.json")
                .at("/results/us_stocks_wide_A.csv.gz/trace_cov")
                .asDouble();
        assertThat(trace).isBetween(0.9 * reference, reference);

        RunSubmitted event = submitted(
                "{\"problem\":{\"type\":\"portfolio\",\"universe\":\"us\",\"riskAversion\":0.5,\"cardinality\":100}}");
        assertThat(event.problem().variables()).isEqualTo(symbols);
        assertThat(requireNonNull(event.market()).symbols()).hasSize(symbols);
    }

    @Test
    void keepsADataSetAndItsVersions() throws Exception {
        JsonNode first = dataset(put("/api/v1/datasets/shapes?category=kind", "x,y,kind\n1,2.5,0\n2,,1\n3,1,0\n"));
        String digest = first.at("/table/sha256").asString();

        HttpResponse<String> again = put(
                "/api/v1/datasets/shapes?category=kind", gzip("x,y,kind\r\n1.0,2.5,0\r\n2,,1\r\n3,1,0\r\n"), "gzip");
        assertThat(dataset(again)).isEqualTo(first);
        assertThat(JSON.readTree(get("/api/v1/datasets/shapes").body())).isEqualTo(first);
        assertThat(first.get("rows").asInt()).isEqualTo(3);
        assertThat(first.at("/columns/1/missing").asInt()).isOne();
        assertThat(first.at("/columns/1/numbers/mean").asDouble()).isEqualTo(1.75);
        assertThat(first.at("/columns/2/type").asString()).isEqualTo("category");
        assertThat(first.at("/columns/2/categories/0").asInt()).isEqualTo(2);

        HttpResponse<String> bad = put("/api/v1/datasets/shapes", "x,y\n1,2\n1,two\n");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("\"field\":\"table\"", "line 3: column 'y': 'two' is not a number");
        JsonNode rows =
                JSON.readTree(get("/api/v1/datasets/shapes/rows?page=1&size=2").body());
        assertThat(rows.get("items")).isEqualTo(JSON.readTree("[[3.0, 1.0, \"0\"]]"));
        assertThat(rows.get("total").asInt()).isEqualTo(3);
        assertThat(JSON.readTree(get("/api/v1/datasets/shapes/rows?page=0&size=2")
                                .body())
                        .at("/items/1/1")
                        .isNull())
                .isTrue();

        JsonNode second = dataset(put("/api/v1/datasets/shapes", "x,y\n1,2\n"));
        assertThat(second.get("version").asInt()).isEqualTo(2);
        HttpResponse<String> table = table(digest);
        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(Digest.of(table.body())).hasToString(digest);
        assertThat(JSON.readTree(get("/api/v1/dataset-versions/" + digest).body())
                        .get("columns"))
                .isEqualTo(first.get("columns"));

        forgetOldTables();
        assertThat(table(digest).statusCode()).isEqualTo(404);
        assertThat(count("dataset_part where digest = '" + digest + "'")).isZero();
        assertThat(get("/api/v1/datasets/shapes/rows").statusCode()).isEqualTo(200);
        assertThat(delete("/api/v1/datasets/shapes").statusCode()).isEqualTo(204);
        assertThat(delete("/api/v1/datasets/shapes").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/datasets/shapes").statusCode()).isEqualTo(404);
        assertThat(table(second.at("/table/sha256").asString()).statusCode()).isEqualTo(200);
    }

    /// However long it was one.
    @Test
    void keepsATableFromWhenItStoppedBeingADataSet() throws Exception {
        String replaced = digest(put("/api/v1/datasets/lasting", "x,y\n31,1\n"));
        String deleted = digest(put("/api/v1/datasets/passing", "x,y\n31,2\n"));
        execute("update ingestion.dataset_version set stored_at = stored_at - interval '40 days'");

        dataset(put("/api/v1/datasets/lasting", "x,y\n31,3\n"));
        assertThat(delete("/api/v1/datasets/passing").statusCode()).isEqualTo(204);
        new Retention(service.getBean(OldRuns.class), InstantSource.system(), Duration.ofDays(31)).apply();
        assertThat(table(replaced).statusCode()).isEqualTo(200);
        assertThat(table(deleted).statusCode()).isEqualTo(200);

        forgetOldTables();
        assertThat(table(replaced).statusCode()).isEqualTo(404);
        assertThat(table(deleted).statusCode()).isEqualTo(404);
    }

    /// Three parts of a mebibyte or less.
    @Test
    void keepsALargeTableInParts() throws Exception {
        String lines = IntStream.range(0, 12_000)
                .mapToObj(i -> i + "," + Character.toString('a' + i % 7).repeat(200))
                .collect(Collectors.joining("\n"));

        JsonNode loaded = dataset(put("/api/v1/datasets/parts", "number,kind\n" + lines));
        String digest = loaded.at("/table/sha256").asString();

        assertThat(dataset(put("/api/v1/datasets/parts", "number,kind\n" + lines)))
                .isEqualTo(loaded);
        assertThat(count("dataset_part where digest = '" + digest + "'")).isEqualTo(3);
        assertThat(Digest.of(table(digest).body())).hasToString(digest);
        var numbers = new ArrayList<Integer>();
        for (int page = 0; page < 12; page++) {
            JSON.readTree(get("/api/v1/datasets/parts/rows?size=1000&page=" + page)
                            .body())
                    .get("items")
                    .forEach(row -> numbers.add(row.get(0).intValue()));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, 12_000).boxed().toList());
        assertThat(JSON.readTree(get("/api/v1/datasets/parts/rows?size=1000&page=12")
                                .body())
                        .get("items"))
                .isEmpty();
    }

    /// 33 times the first character plus the second is the same of both pairs. The answer is not read as JSON here: a
    /// parser may refuse it for that, as the service's own did.
    @Test
    void readsCategoriesWhoseHashesAreEqual() throws Exception {
        String lines = IntStream.range(0, 512)
                .mapToObj(i -> i % 10 + ","
                        + IntStream.range(0, 9)
                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "aa" : "b@")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));

        for (HttpResponse<String> answer :
                List.of(put("/api/v1/datasets/alike", "x,kind\n" + lines), get("/api/v1/datasets/alike"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"" + "aa".repeat(9) + "\":1", "\"" + "b@".repeat(9) + "\":1");
        }
    }

    private void forgetOldTables() throws Exception {
        execute("update ingestion.dataset_version set stored_at = stored_at - interval '40 days'");
        new Retention(service.getBean(OldRuns.class), InstantSource.system(), Duration.ofDays(31)).apply();
    }

    private static String digest(HttpResponse<String> loaded) {
        return dataset(loaded).at("/table/sha256").asString();
    }

    @Test
    void loadsTablesThatModelsAreTriedOn() throws Exception {
        String iris = ReferenceData.text("qml/iris.csv").lines().skip(1).collect(Collectors.joining("\n"));
        String wine = ReferenceData.text("qml/wine_data.csv").lines().skip(1).collect(Collectors.joining("\n"));
        String measures = IntStream.range(0, 13).mapToObj(j -> "x" + j).collect(Collectors.joining(","));

        JsonNode flowers = dataset(put("/api/v1/datasets/iris?category=species", "a,b,c,d,species\n" + iris));
        JsonNode wines = dataset(put("/api/v1/datasets/wine?category=kind", measures + ",kind\n" + wine));

        assertThat(flowers.get("rows").asInt()).isEqualTo(150);
        assertThat(flowers.get("duplicateRows").asInt()).isOne();
        assertThat(flowers.at("/columns/4/categories")).isEqualTo(JSON.readTree("{\"0\": 50, \"1\": 50, \"2\": 50}"));
        // the published mean of sepal lengths, 5.84, and their deviation, 0.83
        assertThat(flowers.at("/columns/0/numbers/mean").asDouble()).isCloseTo(5.843333333333334, within(1e-12));
        assertThat(flowers.at("/columns/0/numbers/deviation").asDouble()).isCloseTo(0.8253012917851409, within(1e-12));
        assertThat(wines.get("rows").asInt()).isEqualTo(178);
        assertThat(wines.at("/columns/13/categories")).isEqualTo(JSON.readTree("{\"0\": 59, \"1\": 71, \"2\": 48}"));
        JsonNode page = JSON.readTree(get("/api/v1/datasets?size=200").body());
        assertThat(page.get("total").asInt()).isEqualTo(page.get("items").size());
        assertThat(page.get("items").findValuesAsString("name"))
                .contains("iris", "wine")
                .isSorted();
    }

    @Test
    void saysHowMuchADataSetMayHave() throws Exception {
        String rows = IntStream.rangeClosed(0, 100_000).mapToObj(i -> "1," + i).collect(Collectors.joining("\n"));

        HttpResponse<String> refused = put("/api/v1/datasets/large", "x,y\n" + rows);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("more than 100000 rows");
        assertThat(get("/api/v1/datasets/large").statusCode()).isEqualTo(404);
        assertThat(put("/api/v1/datasets/a%20b", "x,y\n1,2\n").statusCode()).isEqualTo(422);
        assertThat(put("/api/v1/datasets/none?category=z", "x,y\n1,2\n").body())
                .contains("\"field\":\"category\"", "'z'");
        assertThat(table("0").statusCode()).isEqualTo(422);
        assertThat(get("/actuator/prometheus").body())
                .contains("ketstream_datasets_uploads_total", "outcome=\"refused\"");
    }

    private static final String LEARNING = """
            {"problem": {"type": "classification", "dataset": "%s", "target": "kind", "features": ["x", "y"]},
             "model": {"type": "kernel-ridge", "kernel": {"type": "fidelity", "featureMap": {"type": "zz"}}}, "seed": 7}""";

    /// Of ten rows.
    private static String kinds(int first) {
        return "x,y,kind\n"
                + IntStream.range(first, first + 10)
                        .mapToObj(i -> i + "," + i * i % 13 + "," + (i % 2 == 0 ? "a" : "b"))
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void takesInARunThatLearnsOnceAndSendsItsEvent() throws Exception {
        String digest = digest(put("/api/v1/datasets/learnt", kinds(0)));
        String body = LEARNING.formatted("learnt");

        HttpResponse<String> first = post("/api/v1/runs", body, "Idempotency-Key", "learning-1");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        put("/api/v1/datasets/learnt", kinds(100));
        HttpResponse<String> again = post("/api/v1/runs", body, "Idempotency-Key", "learning-1");
        HttpResponse<String> other = post("/api/v1/runs", MAXCUT, "Idempotency-Key", "learning-1");

        String runId = JSON.readTree(first.body()).get("runId").asString();
        assertThat(first.headers().firstValue("Location")).contains("http://results.example/api/v1/runs/" + runId);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        List<TrainingSubmitted> events = events(Topics.PROBLEMS, TrainingSubmitted.class).stream()
                .filter(event -> event.runId().toString().equals(runId))
                .toList();
        assertThat(events).hasSize(1);
        TrainingSubmitted event = events.getFirst();
        assertThat(event.settings().seed()).isEqualTo(7);
        assertThat(event.settings().model()).isInstanceOf(LearningModel.KernelRidge.class);
        assertThat(event.table().table().sha256()).hasToString(digest);
        assertThat(event.table().table().href().getPath()).isEqualTo("/api/v1/dataset-versions/" + digest);
        assertThat(event.table().rows()).isEqualTo(10);
        assertThat(event.table().classes()).containsExactly("a", "b");
        assertThat(Digest.of(table(digest).body())).hasToString(digest);
    }

    @Test
    void repeatsARunThatLearnsWithItsTables() throws Exception {
        put("/api/v1/datasets/repeated", kinds(0));
        put("/api/v1/datasets/repeated-test", kinds(30));
        TrainingSubmitted original = training("""
                {"problem": {"type": "classification", "dataset": "repeated", "target": "kind",
                             "validation": {"type": "dataset", "dataset": "repeated-test"}},
                 "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"}}}""");
        put("/api/v1/datasets/repeated", kinds(60));
        delete("/api/v1/datasets/repeated-test");
        RunId replayed = RunId.random();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new EventCodec("test")
                            .toRecord(
                                    Topics.RUN_COMMANDS,
                                    new RunCommand.Replay(
                                            EventMetadata.of("replay/" + replayed, Instant.now(), null),
                                            original.runId(),
                                            replayed)))
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> events(Topics.PROBLEMS, TrainingSubmitted.class).stream()
                        .anyMatch(event -> event.runId().equals(replayed)));
        TrainingSubmitted repetition = events(Topics.PROBLEMS, TrainingSubmitted.class).stream()
                .filter(event -> event.runId().equals(replayed))
                .findFirst()
                .orElseThrow();
        assertThat(repetition)
                .isEqualTo(new TrainingSubmitted(
                        repetition.metadata(),
                        replayed,
                        original.problem(),
                        original.problemDigest(),
                        original.table(),
                        original.test(),
                        original.settings(),
                        original.runId(),
                        null));
    }

    /// As long as the run, whatever its data sets are by then.
    @Test
    void keepsTheTablesOfARun() throws Exception {
        String learnt = digest(put("/api/v1/datasets/kept", kinds(200)));
        String tested = digest(put("/api/v1/datasets/kept-test", kinds(230)));
        TrainingSubmitted run = training("""
                {"problem": {"type": "classification", "dataset": "kept", "target": "kind",
                             "validation": {"type": "dataset", "dataset": "kept-test"}}}""");
        delete("/api/v1/datasets/kept");
        put("/api/v1/datasets/kept-test", kinds(260));

        forgetOldTables();
        assertThat(table(learnt).statusCode()).isEqualTo(200);
        assertThat(table(tested).statusCode()).isEqualTo(200);

        execute("update ingestion.run set submitted_at = submitted_at - interval '40 days' where id = '" + run.runId()
                + "'");
        forgetOldTables();
        assertThat(count("run where id = '" + run.runId() + "'")).isZero();
        assertThat(table(learnt).statusCode()).isEqualTo(404);
        assertThat(table(tested).statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhatIsWrongWithATable() throws Exception {
        String good = digest(put("/api/v1/datasets/wrong", kinds(300)));
        var refused = Map.of(
                "x,y,kind\n1,2,a\n3,4\n", "line 3",
                "x,y,kind\n1,2,a\n3,4,b,5\n", "line 3",
                "x,y,kind\n1,2,a\n3,four,b\n", "line 3: column 'y': 'four' is not a number",
                "x,y,kind\n1,2,a\nNaN,4,b\n", "line 3: column 'x': 'NaN' is not a finite number",
                "x,x,kind\n1,2,a\n3,4,b\n", "line 1",
                "x,y,kind\n1,2,a\n,4,b\n3,\"4,b\n", "line 4");
        for (Map.Entry<String, String> table : refused.entrySet()) {
            HttpResponse<String> answer = put("/api/v1/datasets/wrong", table.getKey());
            assertThat(answer.statusCode()).as(table.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"table\"", table.getValue());
        }
        assertThat(digest(get("/api/v1/datasets/wrong"))).isEqualTo(good);

        await().atMost(Duration.ofSeconds(20)).until(() -> count("outbox") == 0);
        int before = count("run");
        String rows = "1,2,%s,5,%s\n2,3,%s,5,%s\n3,4,%s,5,%s\n4,7,%s,5,%s\n";
        var unlearnable = Map.of(
                "x,y,kind,flat,code\n" + rows.replace("%s", "a"), "\"field\":\"problem.target\"|has one class only",
                "x,y,sort,flat,code\n" + rows.formatted("a", "a", "b", "b", "a", "a", "b", "b"),
                        "\"field\":\"problem.target\"|is not a column of the data set: 'kind'",
                "y,x,kind,flat,code\n" + rows.formatted("a", "a", "b", "b", "b", "b", "b", "b"),
                        "\"field\":\"problem.target\"|has 1 rows of class 'a'",
                "flat,b,kind,x,y\n"
                                + rows.formatted("a", 3, "b", 3, "a", 3, "b", 3).replace("5,", "6,"),
                        "\"field\":\"problem.features\"|must not all be constant",
                "a,x,kind,flat,y\n" + rows.formatted("a", "p", "b", "q", "a", "p", "b", "q"),
                        "\"field\":\"problem.features[1]\"|gives the target away: 'y'",
                "a,x,kind,flat,y\n" + rows.formatted("a", "p", "b", "p", "a", "q", "b", "q"),
                        "\"field\":\"problem.features[1]\"|needs one-hot: column 'y' has categories",
                "a,x,kind,flat,y\n" + rows.formatted("a", 1, "b", "", "a", 3, "b", 4),
                        "\"field\":\"problem.features[1]\"|needs impute: column 'y' has missing values");
        for (Map.Entry<String, String> table : unlearnable.entrySet()) {
            dataset(put("/api/v1/datasets/wrong", table.getKey()));
            HttpResponse<String> answer = post("/api/v1/runs", LEARNING.formatted("wrong"));
            assertThat(answer.statusCode()).as(table.getKey() + answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains(table.getValue().split("\\|"));
        }
        HttpResponse<String> unknown = post("/api/v1/runs", LEARNING.formatted("nowhere"));
        assertThat(unknown.body()).contains("\"field\":\"problem.dataset\"", "there is no data set 'nowhere'");
        assertThat(count("run")).isEqualTo(before);
        assertThat(count("outbox")).isZero();
    }

    private static TrainingSubmitted training(String body) throws Exception {
        HttpResponse<String> run = post("/api/v1/runs", body);
        assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
        String runId = JSON.readTree(run.body()).get("runId").asString();
        return events(Topics.PROBLEMS, TrainingSubmitted.class).stream()
                .filter(candidate -> candidate.runId().toString().equals(runId))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode dataset(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> table(String digest) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/dataset-versions/" + digest))
                        .header("Accept", "text/csv")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + path)).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void repeatsARunAndSetsNonsenseAside() throws Exception {
        String original =
                JSON.readTree(post("/api/v1/runs", MAXCUT).body()).get("runId").asString();
        RunId replayed = RunId.random();
        var command = new RunCommand.Replay(
                EventMetadata.of("replay/" + replayed, Instant.now(), null), RunId.of(original), replayed);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.RUN_COMMANDS, original, "{nonsense".getBytes(StandardCharsets.UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(Topics.RUN_COMMANDS, original, null))
                    .get();
            producer.send(new EventCodec("test").toRecord(Topics.RUN_COMMANDS, command))
                    .get();
            producer.send(new EventCodec("test").toRecord(Topics.RUN_COMMANDS, command))
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> events(Topics.PROBLEMS, RunSubmitted.class).stream()
                        .anyMatch(event -> event.runId().equals(replayed)));
        List<RunSubmitted> events = events(Topics.PROBLEMS, RunSubmitted.class).stream()
                .filter(event -> event.runId().equals(replayed))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().replayOf()).hasToString(original);
        List<ConsumerRecord<String, byte[]>> letters = records(Topics.deadLetter(Topics.RUN_COMMANDS));
        assertThat(letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader(DeadLetters.ERROR_HEADER))
                        .isNotNull());
    }

    @Test
    void noReplayIsLostWhileTheDatabaseRefuses() throws Exception {
        String original =
                JSON.readTree(post("/api/v1/runs", MAXCUT).body()).get("runId").asString();
        RunId replayed = RunId.random();
        var command = new RunCommand.Replay(
                EventMetadata.of("replay/" + replayed, Instant.now(), null), RunId.of(original), replayed);
        execute("alter table ingestion.run rename to run_away");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new EventCodec("test").toRecord(Topics.RUN_COMMANDS, command))
                    .get();
            // for longer than a listener container tries by itself: ten times, half a second each
            await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        } finally {
            execute("alter table ingestion.run_away rename to run");
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> events(Topics.PROBLEMS, RunSubmitted.class).stream()
                        .anyMatch(event -> event.runId().equals(replayed)));
    }

    @Test
    void isNotReadyWhileItReadsNoCommands() throws Exception {
        var bindings = service.getBean(BindingsLifecycleController.class);
        try {
            bindings.changeState("replayRequests-in-0", State.STOPPED);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        } finally {
            bindings.changeState("replayRequests-in-0", State.STARTED);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/actuator/health/readiness").statusCode() == 200);
    }

    private static void execute(String statement) {
        service.getBean(JdbcTemplate.class).execute(statement);
    }

    @Test
    void isReadyWithItsBrokerAndDatabase() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/actuator/health/readiness").statusCode() == 200);
        HttpResponse<String> readiness = get("/actuator/health/readiness");

        assertThat(readiness.body()).contains("kafka", "db", "outbox", "listeners", "ticks");
        assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void describesItself() throws Exception {
        OpenApiContract.assertKept(
                "ingestion-service",
                "http://localhost:8081",
                get("/v3/api-docs").body());
    }

    private static int count(String table) {
        Integer count = service.getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from ingestion." + table, Integer.class);
        return count == null ? 0 : count;
    }

    private static <E extends Event> List<E> events(String topic, Class<E> type) {
        var events = new ArrayList<E>();
        await().atMost(Duration.ofSeconds(20)).until(() -> count("outbox") == 0);
        for (ConsumerRecord<String, byte[]> found : records(topic)) {
            Event event = new EventCodec("test").decode(found.value());
            if (type.isInstance(event)) {
                events.add(type.cast(event));
            }
        }
        return events;
    }

    static List<ConsumerRecord<String, byte[]>> records(String topic) {
        return READERS.computeIfAbsent(topic, TopicReader::new).all();
    }

    private static HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(String path, String csv) throws IOException, InterruptedException {
        return put(path, csv.getBytes(StandardCharsets.UTF_8), "identity");
    }

    private static HttpResponse<String> put(String path, byte[] csv, String encoding)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "text/csv")
                .header("Content-Encoding", encoding)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(csv));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] bytes(String path) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .header("Accept", "application/octet-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
