package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A portfolio with constraints, from its submission to its weights.
@SystemTest
class PortfolioIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path EXAMPLE = Path.of("..", "examples", "portfolio.json");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theExampleEndsWithAFeasibleSelectionAndItsWeights(Suite suite) throws IOException {
        String runId = suite.submit((ObjectNode) JSON.readTree(Files.readString(EXAMPLE)));
        JsonNode run = suite.awaitSuccess(runId, PATIENCE);
        List<String> selection = texts(run.at("/best/selection"));
        assertThat(run.at("/best/feasible").asBoolean()).isTrue();
        assertThat(selection).hasSize(3).contains("JNJ").doesNotHaveDuplicates();
        assertThat(selection).containsAnyOf("AAPL", "MSFT");
        // four selections are feasible, a thousand shots find the best of them
        assertThat(run.at("/best/objective").asDouble())
                .isCloseTo(run.at("/controls/exact/objective").asDouble(), within(1e-12));

        JsonNode portfolio = suite.get(Suite.RESULTS, "/api/v1/runs/" + runId + "/portfolio")
                .requireSuccess()
                .json();
        assertThat(texts(portfolio.get("selection"))).isEqualTo(selection);
        assertWeights(portfolio.get("allocation"), selection);
        assertThat(portfolio.at("/allocation/objective").asDouble())
                .isLessThanOrEqualTo(portfolio.at("/equalWeight/objective").asDouble())
                .isGreaterThanOrEqualTo(portfolio.at("/meanVariance/objective").asDouble());
        assertThat(portfolio.at("/minimumVariance/risk").asDouble())
                .isLessThanOrEqualTo(portfolio.at("/allocation/risk").asDouble());
        assertThat(published(suite, runId).get("portfolio").get("allocation")).isEqualTo(portfolio.get("allocation"));
    }

    @Test
    void theOnlySelectionNeedsNoCircuit(Suite suite) throws IOException {
        var body = (ObjectNode) JSON.readTree(Files.readString(EXAMPLE));
        body.withObject("/problem/constraints")
                .putArray("mandatory")
                .add("AAPL")
                .add("JNJ")
                .add("XOM");
        String runId = suite.submit(body);

        JsonNode run = suite.awaitSuccess(runId, PATIENCE);
        assertThat(texts(run.at("/best/selection"))).containsExactlyInAnyOrder("AAPL", "JNJ", "XOM");
        assertThat(run.get("verdict").asString()).isEqualTo("EQUAL");
        assertThat(run.get("evaluations").asInt()).isZero();
        assertThat(run.get("shots").asLong()).isZero();
        suite.get(Suite.RESULTS, "/api/v1/runs/" + runId + "/portfolio").requireSuccess();
    }

    @Test
    void aRunThatSelectsNothingHasNoPortfolio(Suite suite) {
        String runId = suite.submit(RunBody.of("no portfolio", RunBody.chordedRing(4), 1)
                .qaoa(1, "x")
                .optimizer("cobyla", 3)
                .shots(50)
                .json());
        suite.awaitSuccess(runId, PATIENCE);
        Answer answer = suite.get(Suite.RESULTS, "/api/v1/runs/" + runId + "/portfolio");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString()).contains("has no portfolio");
    }

    private static void assertWeights(JsonNode allocation, List<String> selection) {
        double sum = 0;
        double risk = 0;
        for (JsonNode position : allocation.get("positions")) {
            double weight = position.get("weight").asDouble();
            assertThat(weight).isNotNegative();
            if (!selection.contains(position.get("symbol").asString())) {
                assertThat(weight).isZero();
            }
            sum += weight;
            risk += position.get("riskContribution").asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(risk).isCloseTo(allocation.get("risk").asDouble(), within(1e-9));
    }

    private static JsonNode published(Suite suite, String runId) {
        try (Topic topic = new Topic(suite)) {
            return Poll.until(
                    "the portfolio's event",
                    PATIENCE,
                    () -> topic.read(Topics.PORTFOLIOS, runId).stream()
                            .findFirst()
                            .map(message -> JSON.readTree(message.value())));
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
