package io.ketstream.stack.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.event.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A strategy that goes on while services are killed: no snapshot acted on twice, books right to the cent.
@DisturbingTest
@Order(2)
class StrategyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 10 : 4);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = Long.getLong("ketstream.system.seed", 20_261_127);
    private static final List<String> SYMBOLS = List.of("AA", "BB", "CC", "DD", "EE", "FF");
    private static final int FIRST_DAYS = 60;
    private static final int SNAPSHOTS = Suite.isLong() ? 200 : 8;
    private static final BigDecimal CAPITAL = new BigDecimal("100000.00");

    private static final List<Disturbance> DISTURBANCES = Suite.isLong()
            ? List.of(
                    Disturbance.KILL_OPTIMIZER,
                    Disturbance.KILL_INGESTION,
                    Disturbance.KILL_RESULTS,
                    Disturbance.KILL_CIRCUIT,
                    Disturbance.KILL_EXECUTION,
                    Disturbance.WIPE_OPTIMIZER,
                    Disturbance.KILL_BROKER,
                    Disturbance.KILL_DATABASE)
            : List.of(Disturbance.WIPE_OPTIMIZER, Disturbance.KILL_INGESTION);

    private static final int EVERY = Suite.isLong() ? 12 : 3;

    /// Closes that are the same for everyone, day by day.
    private static final class Walk {
        private final Random random = new Random(SEED);
        private final double[] prices =
                SYMBOLS.stream().mapToDouble(symbol -> 100).toArray();
        private final StringBuilder csv = new StringBuilder("date," + String.join(",", SYMBOLS) + "\n");
        private LocalDate day = LocalDate.of(2026, 1, 1);

        void days(int count) {
            for (int i = 0; i < count; i++) {
                day = day.plusDays(1);
                csv.append(day);
                for (int k = 0; k < prices.length; k++) {
                    prices[k] *= Math.exp(0.0002 * k + 0.01 * random.nextGaussian());
                    csv.append(',').append(Math.round(prices[k] * 1e6) / 1e6);
                }
                csv.append('\n');
            }
        }
    }

    @Test
    void itsBooksAreRightWhateverIsKilled(Suite suite) {
        var walk = new Walk();
        walk.days(FIRST_DAYS);
        upload(suite, walk);
        String id = suite.http()
                .post(suite.address(Suite.INGESTION, "/api/v1/strategies"), specification())
                .requireSuccess()
                .json()
                .get("strategyId")
                .asString();
        awaitEpoch(suite, id, 1);
        var random = new Random(SEED);
        for (int snapshot = 1; snapshot < SNAPSHOTS; snapshot++) {
            walk.days(1);
            upload(suite, walk);
            if (snapshot % EVERY == 0) {
                Disturbance disturbance = DISTURBANCES.get(snapshot / EVERY % DISTURBANCES.size());
                disturbance.strike(suite, random);
                // what comes before the last one is through
                walk.days(1);
                upload(suite, walk);
            }
            awaitMarket(suite, id, walk.day);
        }
        command(suite, id, "stop");
        JsonNode ended = Poll.until(
                "the end of strategy " + id,
                PATIENCE,
                () -> view(suite, id)
                        .filter(view -> view.path("status").asString("").equals("STOPPED")));

        List<JsonNode> facts = facts(suite, id);
        assertEveryFactOnce(facts);
        assertNoSnapshotTwice(facts);
        assertBooks(facts, ended);
        suite.stack().requireAlive();
    }

    private static void assertEveryFactOnce(List<JsonNode> facts) {
        for (int i = 0; i < facts.size(); i++) {
            assertThat(facts.get(i).get("number").asLong()).isEqualTo(i + 1);
        }
    }

    private static void assertNoSnapshotTwice(List<JsonNode> facts) {
        Set<Long> begun = new HashSet<>();
        Set<Long> seen = new HashSet<>();
        Set<String> runs = new HashSet<>();
        for (JsonNode fact : facts) {
            switch (fact.get("type").asString()) {
                case "strategy-epoch-begun" -> {
                    assertThat(begun.add(fact.at("/moment/sequence").asLong()))
                            .as("the snapshot of %s", fact)
                            .isTrue();
                    assertThat(runs.add(fact.get("runId").asString())).isTrue();
                }
                case "strategy-market-seen" ->
                    seen.add(fact.at("/moment/sequence").asLong());
                default -> {
                    // of no snapshot
                }
            }
        }
        assertThat(begun).hasSizeGreaterThanOrEqualTo(SNAPSHOTS / 2);
        // every upload was told of
        assertThat(seen).hasSize(SNAPSHOTS + (SNAPSHOTS - 1) / EVERY);
    }

    /// All of it from the trades alone.
    private static void assertBooks(List<JsonNode> facts, JsonNode view) {
        BigDecimal cash = CAPITAL;
        Map<String, Double> shares = new TreeMap<>();
        int trades = 0;
        @Nullable JsonNode last = null;
        for (JsonNode fact : facts) {
            if (!fact.get("type").asString().equals("strategy-epoch-ended")) {
                continue;
            }
            for (JsonNode trade : fact.get("trades")) {
                trades++;
                boolean buys = trade.get("kind").asString().equals("BUY");
                BigDecimal amount = money(trade.get("amount"));
                cash = buys ? cash.subtract(amount) : cash.add(amount);
                cash = cash.subtract(money(trade.get("cost")));
                assertThat(money(trade.get("cash"))).as("%s", trade).isEqualByComparingTo(cash);
                double moved = trade.get("shares").asDouble();
                shares.merge(trade.get("symbol").asString(), buys ? moved : -moved, Double::sum);
            }
            for (JsonNode holding : fact.get("holdings")) {
                assertThat(holding.get("shares").asDouble())
                        .isCloseTo(shares.getOrDefault(holding.get("symbol").asString(), 0.0), within(1e-6));
            }
            for (JsonNode book : fact.get("books")) {
                assertThat(money(book.get("cash")).add(money(book.get("marketValue"))))
                        .isEqualByComparingTo(money(book.get("equity")));
                assertThat(CAPITAL.add(money(book.get("gains"))).subtract(money(book.get("costs"))))
                        .isEqualByComparingTo(money(book.get("equity")));
            }
            last = fact;
        }
        assertThat(trades).isGreaterThan(SYMBOLS.size());
        assertThat(money(view.at("/books/0/costs")))
                .isEqualByComparingTo(money(requireNonNull(last).at("/books/0/costs")));
    }

    private static BigDecimal money(JsonNode amount) {
        return amount.decimalValue();
    }

    private static void upload(Suite suite, Walk walk) {
        Poll.untilTrue(
                "an upload",
                PATIENCE,
                () -> suite.http()
                        .send(
                                "PUT",
                                suite.address(Suite.INGESTION, "/api/v1/universes/walk/prices"),
                                "text/csv",
                                walk.csv.toString())
                        .isSuccess());
    }

    private static void command(Suite suite, String id, String word) {
        suite.post(Suite.INGESTION, "/api/v1/strategies/" + id + "/" + word).requireSuccess();
    }

    private static void awaitEpoch(Suite suite, String id, int epoch) {
        Poll.closely(
                "epoch " + epoch + " of strategy " + id,
                PATIENCE,
                () -> view(suite, id)
                        .map(view -> view.path("epoch").asInt(0) >= epoch && !view.has("currentRun"))
                        .orElse(false));
    }

    /// Until the snapshot of that day has been dealt with.
    private static void awaitMarket(Suite suite, String id, LocalDate day) {
        Poll.closely(
                "the snapshot of " + day + " at strategy " + id,
                PATIENCE,
                () -> view(suite, id)
                        .map(view ->
                                view.at("/lastMarket/moment/asOf").asString("").equals(day.toString())
                                        && !view.has("currentRun"))
                        .orElse(false));
    }

    private static Optional<JsonNode> view(Suite suite, String id) {
        Answer answer = suite.get(Suite.RESULTS, "/api/v1/strategies/" + id);
        return answer.isSuccess() ? Optional.of(answer.json()) : Optional.empty();
    }

    /// In their order, each once.
    private static List<JsonNode> facts(Suite suite, String id) {
        var facts = new TreeMap<Long, JsonNode>();
        try (Topic topic = new Topic(suite)) {
            for (var message : topic.read(Topics.STRATEGIES, id)) {
                JsonNode fact = JSON.readTree(message.value());
                JsonNode known = facts.putIfAbsent(fact.get("number").asLong(), fact);
                assertThat(fact).isEqualTo(known == null ? fact : known);
            }
        }
        return new ArrayList<>(facts.values());
    }

    private static ObjectNode specification() {
        ObjectNode body = JSON.createObjectNode()
                .put("name", "walk")
                .put("seed", 7)
                .put("capital", CAPITAL)
                .put("tradingCost", 0.0005)
                .put("horizon", "P365D");
        body.putObject("problem")
                .put("type", "portfolio")
                .put("universe", "walk")
                .put("riskAversion", 60)
                .put("cardinality", 3);
        body.putObject("ansatz").put("type", "qaoa").put("layers", 1).put("mixer", "xy-ring");
        body.putObject("optimizer").put("type", "spsa").put("maxIterations", 8);
        body.putObject("execution").put("shots", 200);
        return body;
    }
}
