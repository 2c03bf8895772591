package io.ketstream.results.strategy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.Topics;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategyStatus;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedStrategy;
import io.ketstream.results.testing.ServiceTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StrategiesIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String PATH = "/api/v1/strategies";

    @Test
    void aStrategyIsShownAsItsFactsArrive() {
        var recorded = RecordedStrategy.of(StrategyId.random(), "shown", 3).begin(4);
        String path = PATH + "/" + recorded.strategy();
        var unknown = get(path);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");

        List<StrategyFact> facts = recorded.facts();
        sendAll(facts.subList(0, 1));
        awaitText(path, "/status", "ACTIVE");
        JsonNode begun = json(path);
        assertThat(begun.at("/epoch").asInt(-1)).isZero();
        assertThat(begun.at("/books").isEmpty()).isTrue();
        assertThat(begun.has("lastMarket")).isFalse();
        assertThat(begun.at("/settings/capital").asDouble()).isEqualTo(1000);
        assertThat(begun.at("/settings/horizon").asString()).isEqualTo("PT720H");
        assertThat(get(path + "/report").body()).contains("There are no books yet");

        sendAll(facts);
        sendAll(facts);
        awaitText(path, "/epoch", "4");
        JsonNode shown = json(path);
        assertThat(shown.at("/strategyId").asString())
                .isEqualTo(recorded.strategy().toString());
        assertThat(shown.at("/name").asString()).isEqualTo(RecordedStrategy.NAME);
        assertThat(shown.at("/universe").asString()).isEqualTo("shown");
        assertThat(shown.at("/revision").asInt()).isEqualTo(1);
        assertThat(shown.at("/currentRun").asString())
                .isEqualTo(recorded.strategy().run(4).toString());
        assertThat(shown.at("/books/0/name").asString()).isEqualTo("strategy");
        assertThat(shown.at("/books").size()).isEqualTo(5);
        assertThat(shown.at("/return/strategy").asDouble())
                .isEqualTo(shown.at("/books/0/equity").asDouble() / 1000 - 1);
        assertThat(shown.at("/holdings/0/symbol").asString()).isEqualTo("S3");
        assertThat(shown.at("/lastMarket/decision").asString()).isEqualTo("STARTED");
        assertThat(shown.at("/lastMarket/moment/sequence").asInt()).isEqualTo(10);
        assertThat(shown.at("/snapshots").toString())
                .isEqualTo(
                        "{\"seen\":10,\"started\":4,\"skipped\":0,\"notTriggered\":6,\"notActive\":0,\"unusable\":0}");
        assertThat(shown.at("/evaluations").asInt()).isEqualTo(480);
        assertThat(shown.at("/periods").size()).isEqualTo(2);
        assertThat(shown.at("/comparison/periods").asInt()).isEqualTo(2);
        assertThat(shown.at("/comparison/meanPredictedRisk").asDouble()).isEqualTo(0.1875);
    }

    @Test
    void strategiesAreListedByStatusAndUniverse() {
        var first = RecordedStrategy.of(StrategyId.random(), "listed", 1);
        var second = RecordedStrategy.of(StrategyId.random(), "listed", 0).accept(StrategyStatus.PAUSED);
        sendAll(first.facts());
        sendAll(second.facts());
        awaitText(PATH + "?universe=listed", "/total", "2");
        awaitText(PATH + "?universe=listed&status=PAUSED", "/total", "1");
        JsonNode paused = json(PATH + "?universe=listed&status=PAUSED").at("/items/0");
        assertThat(paused.at("/strategyId").asString())
                .isEqualTo(second.strategy().toString());
        assertThat(paused.at("/revision").asInt()).isEqualTo(2);
        JsonNode active = json(PATH + "?universe=listed&status=ACTIVE").at("/items/0");
        assertThat(active.at("/strategyId").asString())
                .isEqualTo(first.strategy().toString());
        assertThat(json(PATH + "?universe=listed&page=1&size=1").at("/items").size())
                .isEqualTo(1);
        assertThat(json(PATH + "?universe=unheard").at("/total").asInt(-1)).isZero();
    }

    @Test
    void epochsTradesAndEquityArePagesAndTables() {
        // more than are read at a time
        int epochs = 120;
        var recorded =
                RecordedStrategy.of(StrategyId.random(), "tables", epochs).begin(epochs + 1);
        String path = PATH + "/" + recorded.strategy();
        sendAll(recorded.facts());
        awaitText(path, "/epoch", Integer.toString(epochs + 1));

        JsonNode page = json(path + "/epochs?page=1&size=2");
        assertThat(page.at("/total").asInt()).isEqualTo(epochs + 1);
        JsonNode third = page.at("/items/0");
        assertThat(third.at("/epoch").asInt()).isEqualTo(3);
        assertThat(third.at("/runId").asString())
                .isEqualTo(recorded.strategy().run(3).toString());
        assertThat(third.at("/trades").asInt()).isEqualTo(2);
        assertThat(third.at("/costs").asDouble()).isEqualTo(0.5);
        assertThat(third.at("/warm").asBoolean(false)).isTrue();
        assertThat(third.at("/period/realisedRisk").asDouble()).isEqualTo(0.125);
        JsonNode last = json(path + "/epochs?size=1&page=" + epochs).at("/items/0");
        assertThat(last.at("/epoch").asInt()).isEqualTo(epochs + 1);
        assertThat(last.has("status")).isFalse();

        List<String> epochTable = table(path + "/epochs");
        assertThat(epochTable).hasSize(1 + epochs + 1);
        assertThat(epochTable.getFirst())
                .startsWith("epoch,runId,sequence,asOf,until,status,")
                .endsWith(",strategy,equalWeight,minimumVariance,meanVariance,buyAndHold");
        assertThat(epochTable.get(3)).startsWith("3," + recorded.strategy().run(3) + ",7,2025-02-17,,SUCCEEDED,true,");
        assertThat(epochTable.getLast()).contains(",,,,").endsWith(",");

        JsonNode trades = json(path + "/trades?page=1&size=2");
        assertThat(trades.at("/total").asInt()).isEqualTo(2 * epochs - 1);
        // the first epoch has but one
        assertThat(trades.at("/items/0/kind").asString()).isEqualTo("BUY");
        assertThat(trades.at("/items/0/epoch").asInt()).isEqualTo(2);
        assertThat(trades.at("/items/1/kind").asString()).isEqualTo("SELL");
        assertThat(trades.at("/items/1/epoch").asInt()).isEqualTo(3);
        List<String> tradeTable = table(path + "/trades");
        assertThat(tradeTable).hasSize(2 * epochs);
        assertThat(tradeTable.getFirst())
                .isEqualTo("epoch,asOf,until,kind,symbol,shares,price,amount,cost,cash,marketValue");
        assertThat(tradeTable.get(1)).startsWith("1,2025-01-06,,BUY,S1,5.0,100.0,500.00,0.50,");

        JsonNode equity = json(path + "/equity?size=5000");
        assertThat(equity.at("/total").asInt()).isEqualTo(3 * epochs + 1);
        assertThat(equity.at("/items").size()).isEqualTo(3 * epochs + 1);
        List<String> equityTable = table(path + "/equity");
        assertThat(equityTable).hasSize(1 + 3 * epochs + 1);
        assertThat(equityTable.getFirst())
                .isEqualTo("sequence,asOf,until,strategy,equalWeight,minimumVariance,meanVariance,buyAndHold");
        // of a snapshot that was traded at, the equity after the trades
        BigDecimal traded =
                json(path + "/epochs?size=1").at("/items/0/equity/strategy").asDecimal();
        assertThat(equityTable.get(1)).startsWith("1,2025-01-06,," + traded.setScale(2));
        assertThat(equity.at("/items/0/equity/strategy").asDecimal()).isEqualByComparingTo(traded);
    }

    @Test
    void theReportIsAPageThatFetchesNothing() throws IOException {
        var recorded =
                RecordedStrategy.of(StrategyId.random(), "<reported>", 40).begin(41);
        String path = PATH + "/" + recorded.strategy();
        sendAll(recorded.facts());
        awaitText(path, "/epoch", "41");
        var answer = get(path + "/report", "text/html");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        String page = answer.body();
        // to be looked at
        Files.writeString(Path.of("target", "strategy-report.html"), page);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<title>Strategy basket",
                        "&lt;\u20ac&gt;",
                        "What this does not mean",
                        "121 snapshots met, 41 of them chosen from",
                        "cold")
                .doesNotContain("\0", "<script", "http://", "https://", "<reported>", "NaN", "Infinity");
        assertThat(page.split("<svg ", -1)).hasSize(1 + 4);
    }

    @Test
    void theRunsOfAStrategyAreNobodysChildren() {
        StrategyId strategy = StrategyId.random();
        RecordedRun first = RecordedRun.of(strategy.run(1), 1).child(strategy.parent(1));
        RecordedRun second = RecordedRun.of(strategy.run(2), 1).child(strategy.parent(2));
        first.all().forEach(this::send);
        second.all().forEach(this::send);
        awaitText("/api/v1/runs?parent=" + strategy + "&status=SUCCEEDED", "/total", "2");
        JsonNode listed = json("/api/v1/runs?parent=" + strategy);
        assertThat(listed.at("/items/0/runId").asString()).isEqualTo(first.run().toString());
        assertThat(listed.at("/items/1/parent").toString())
                .isEqualTo("{\"runId\":\"" + strategy + "\",\"sequence\":2,\"kind\":\"strategy\"}");
        assertThat(json("/api/v1/runs/" + first.run()).at("/parent/kind").asString())
                .isEqualTo("strategy");
        assertThat(table("/api/v1/runs").stream().map(line -> line.split(",")[0]))
                .doesNotContain(first.run().toString());
        assertThat(get("/api/v1/runs/" + strategy).statusCode()).isEqualTo(404);
        var refused = post("/api/v1/runs/" + first.run() + "/replay");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(refused.body()).at("/detail").asString())
                .contains("is epoch 1 of strategy " + strategy);
    }

    @Test
    void whatCannotBeReadBlocksNothing() {
        var recorded = RecordedStrategy.of(StrategyId.random(), "malformed", 1);
        String key = recorded.strategy().toString();
        byte[] malformed = "{\"type\":\"strategy-accepted\"}".getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(Topics.STRATEGIES, key, malformed));
        sendAll(recorded.facts());
        awaitText(PATH + "/" + recorded.strategy(), "/epoch", "1");
        assertThat(awaitRecords(Topics.deadLetter(Topics.STRATEGIES), found -> !found.isEmpty()))
                .anySatisfy(letter -> {
                    assertThat(letter.key()).isEqualTo(key);
                    assertThat(letter.value()).isEqualTo(malformed);
                });
        assertThat(get("/actuator/prometheus").body())
                .contains("ketstream_results_events_rejected_total{", "type=\"StrategyEpochEnded\"");
    }

    @ParameterizedTest
    @CsvSource({
        PATH + "?status=ASLEEP, 400, status",
        PATH + "?universe=%00, 422, universe",
        PATH + "?page=-1, 422, page",
        PATH + "?size=201, 422, size",
        PATH + "/xyz, 400, strategyId",
        PATH + "/" + NOBODY + ", 404,",
        PATH + "/" + NOBODY + "/epochs?size=501, 422, size",
        PATH + "/" + NOBODY + "/epochs, 404,",
        PATH + "/" + NOBODY + "/trades?size=0, 422, size",
        PATH + "/" + NOBODY + "/trades, 404,",
        PATH + "/" + NOBODY + "/equity?page=x, 400, page",
        PATH + "/" + NOBODY + "/equity, 404,",
        PATH + "/" + NOBODY + "/report, 404,",
    })
    void badRequestsAreRefusedByName(String path, int status, @Nullable String field) {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (field != null) {
            assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                    .isEqualTo(field);
        }
    }

    private void sendAll(List<StrategyFact> facts) {
        facts.forEach(fact -> send(new RecordedRun.Sent(Topics.STRATEGIES, fact)));
    }

    private List<String> table(String path) {
        var answer = get(path, "text/csv");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private void awaitText(String path, String pointer, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(path).at(pointer).asString("")).isEqualTo(expected));
    }
}
