package io.ketstream.ingestion.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ketstream.ingestion.market.ClosePrice;
import io.ketstream.ingestion.market.FactorModel;
import io.ketstream.ingestion.market.HeldPrices;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.ingestion.market.StoredSnapshot;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Portfolios by their universe, of few assets and of many.
class RunIntakeTest {

    private static final URI ADDRESS = URI.create("http://ingestion:8081");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECTION =
            "\"type\": \"portfolio\", \"universe\": \"u\", \"riskAversion\": 0.5, \"cardinality\": 10";

    private final HeldPrices prices = new HeldPrices();
    private final HeldRuns runs = new HeldRuns();
    private final Market market = new Market(prices, ADDRESS, CLOCK);
    private final RunIntake intake =
            new RunIntake(runs, market, name -> Optional.empty(), ADDRESS, CLOCK, new Random(1));

    @Test
    void aPortfolioOfMoreAssetsThanACircuitHasQubitsIsToBeTakenApart() throws IOException {
        StoredSnapshot snapshot = load(30, 1);

        RunSubmitted run = submit("{\"problem\": {" + SELECTION + "}}");

        assertThat(run.problem().variables()).isEqualTo(30);
        assertThat(run.problem().problem()).isEqualTo(new PortfolioProblem(null, null, null, "u", null, 0.5, 10));
        assertThat(run.settings().ansatz()).isEqualTo(new Ansatz.Qaoa(3, Mixer.XY_RING, 16));
        assertThat(run.snapshotDigest()).isEqualTo(snapshot.digest());
        assertThat(run.market())
                .isEqualTo(new MarketClaim(
                        snapshot.header().symbols(),
                        snapshot.header().expectedReturns(),
                        new Link(
                                URI.create(ADDRESS + "/api/v1/snapshots/" + snapshot.digest() + "/covariance"),
                                snapshot.header().covarianceDigest()),
                        59));
        assertThat(prices.bytesRead()).isZero();
    }

    @Test
    void theAnsatzSaysHowManyAssetsAreTooMany() throws IOException {
        load(12, 1);
        String ansatz = "{\"problem\": {" + SELECTION + "}, \"ansatz\": {\"type\": \"qaoa\", \"maxQubits\": %d}}";

        RunSubmitted apart = submit(ansatz.formatted(11));
        assertThat(apart.market()).isNotNull();
        assertThat(apart.settings().ansatz()).isEqualTo(new Ansatz.Qaoa(3, Mixer.X, 11));
        RunSubmitted whole = submit(ansatz.formatted(12));
        assertThat(whole.market()).isNull();
        assertThat(requireNonNull((PortfolioProblem) whole.problem().problem()).isByUniverse())
                .isFalse();
    }

    @Test
    void fewAssetsOfManyAreResolvedToTheirNumbers() throws IOException {
        StoredSnapshot snapshot = load(30, 1);

        RunSubmitted run =
                submit("{\"problem\": {" + SELECTION.replace("10", "1") + ", \"symbols\": [\"A020\", \"A003\"]}}");

        assertThat(run.market()).isNull();
        assertThat(run.snapshotDigest()).isEqualTo(snapshot.digest());
        var problem = requireNonNull((PortfolioProblem) run.problem().problem());
        RealVector returns = snapshot.header().expectedReturns();
        assertThat(problem.expectedReturns()).isEqualTo(RealVector.of(returns.get(20), returns.get(3)));
        double[][] covariance = requireNonNull(problem.covariance()).toArray();
        RealMatrix all = snapshot.covariance().matrix();
        assertThat(covariance[0]).containsExactly(all.get(20, 20), all.get(20, 3));
        assertThat(covariance[1]).containsExactly(all.get(3, 20), all.get(3, 3));
        assertThat(prices.bytesRead()).isEqualTo(2 * 30 * Double.BYTES);
    }

    @Test
    void aDayIsThatOfItsOwnSnapshot() throws IOException {
        StoredSnapshot latest = load(30, 1);
        LocalDate last = latest.header().asOf();
        String body = "{\"problem\": {" + SELECTION + ", \"asOf\": \"%s\"}}";

        assertThat(submit(body.formatted(last.plusDays(1))).snapshotDigest()).isEqualTo(latest.digest());
        assertThat(submit(body.formatted(last)).snapshotDigest()).isEqualTo(latest.digest());
        RunSubmitted earlier = submit(body.formatted(last.minusDays(7)));
        assertThat(earlier.snapshotDigest()).isNotEqualTo(latest.digest());
        assertThat(requireNonNull(earlier.market()).observations())
                .isLessThan(latest.header().quality().observations());
    }

    @Test
    void theDigestIsThatOfProblemAndSnapshot() throws IOException {
        String body = "{\"problem\": {" + SELECTION + "}}";
        load(30, 1);
        Digest first = submit(body).problem().digest();
        Digest again = submit(body).problem().digest();
        Digest other = submit(body.replace("0.5", "0.6")).problem().digest();
        load(30, 2);
        Digest later = submit(body).problem().digest();

        assertThat(again).isEqualTo(first);
        assertThat(List.of(first, other, later)).doesNotHaveDuplicates();
    }

    @Test
    void aReplayHasTheSameMarket() throws IOException {
        load(30, 1);
        RunSubmitted run = submit("{\"problem\": {" + SELECTION + "}}");
        load(30, 2);
        RunId replayed = RunId.random();

        assertThat(intake.replay(run.runId(), replayed)).isTrue();

        RunSubmitted repetition = runs.get(replayed);
        assertThat(repetition.replayOf()).isEqualTo(run.runId());
        assertThat(repetition.market()).isEqualTo(run.market());
        assertThat(repetition.problem()).isEqualTo(run.problem());
        assertThat(repetition.snapshotDigest()).isEqualTo(run.snapshotDigest());
    }

    @Test
    void whatCanBeKeptIsTakenIn() throws IOException {
        load(30, 1);

        RunSubmitted run = submit("{\"problem\": {" + SELECTION + """
                , "constraints": {"mandatory": ["A000", "A001"], "forbidden": ["A002"],
                                  "minCardinality": 7, "minWeight": 0.05, "maxWeight": 0.2,
                                  "groups": [{"name": "g", "symbols": ["A003", "A004", "A005"], "minCount": 2}]},
                  "turnover": {"cost": 0.01, "holding": {"A000": 0.5}},
                  "weighting": {"style": "long-only"}}}""");

        assertThat(run.market()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "problem.symbols[27] | \"symbols\": %s | has no usable prices in universe 'u'",
                "problem.cardinality | \"cardinality\": 30 | must be between 1 and 29, not 30",
                "problem.constraints.mandatory[0] | \"constraints\": {\"mandatory\": [\"X\"]} | one of the portfolio's symbols",
                "problem.turnover.holding.X | \"turnover\": {\"cost\": 1, \"holding\": {\"X\": 1}} | one of the",
                "problem.constraints.groups[0].symbols[0] | \"constraints\": {\"groups\": [{\"name\": \"g\", \"symbols\": [\"X\"]}]}"
                        + " | one of the portfolio's symbols",
                "problem.constraints | \"constraints\": {\"minCardinality\": 11} | must leave a selection; these conflict:"
                        + " minCardinality (at least 11), cardinality (at most 10)",
                "problem.cardinality | \"cardinality\": 30, \"constraints\": {\"minCardinality\": 9, \"forbidden\": [\"A000\"]}"
                        + " | must be between 1 and 29, not 30",
                "problem.constraints | \"constraints\": {\"maxWeight\": 0.05} | must leave a selection",
                "problem.constraints | \"cardinality\": 1, \"constraints\": {\"forbidden\": %s} | at least 2 assets to choose",
                "problem.cardinality | \"cardinality\": 2, \"constraints\": {\"mandatory\": [\"A000\", \"A001\"]}"
                        + " | must be between 3 and 29, not 2",
                "problem.cardinality | \"cardinality\": 29, \"constraints\": {\"forbidden\": [\"A000\"]}"
                        + " | must be between 1 and 28, not 29"
            })
    void whatCannotBeTakenApartIsRefusedByName(String field, String fields, String rule) throws IOException {
        load(30, 1);
        String names = JSON.writeValueAsString(IntStream.range(0, field.contains("symbols") ? 28 : 29)
                .mapToObj(i -> i == 27 && field.contains("symbols") ? "X" : "A%03d".formatted(i))
                .toList());
        String cardinality = fields.contains("\"cardinality\"") ? "" : "\"cardinality\": 10, ";
        String body = "{\"problem\": {\"type\": \"portfolio\", \"universe\": \"u\", \"riskAversion\": 0.5, "
                + cardinality + fields.formatted(names) + "}}";

        assertRefused(body, field, rule);
    }

    @Test
    void aSelectionWhoseWeightsFillAMessageIsRefused() throws IOException {
        load(520, 1);

        assertRefused(
                "{\"problem\": {\"type\": \"portfolio\", \"universe\": \"u\", \"riskAversion\": 0.5, \"cardinality\": 501}}",
                "problem.cardinality",
                "must be between 1 and 500, not 501");
    }

    @Test
    void otherAnsaetzeAreRefused() throws IOException {
        load(30, 1);

        assertRefused(
                "{\"problem\": {" + SELECTION + "}, \"ansatz\": {\"type\": \"hardware-efficient\"}}",
                "ansatz.type",
                "must be qaoa for a portfolio of more than 26 assets, and there are 30");
    }

    /// Circuit-service names each parameter beside its value, in one message.
    @Test
    void startsThatDoNotFitAMessageWithTheNamesOfTheirParametersAreRefused() {
        String body = "{\"problem\": {\"type\": \"maxcut\", \"nodes\": 26, "
                + "\"edges\": [[0, 1, 1.0]]}, "
                + "\"ansatz\": {\"type\": \"hardware-efficient\", \"rotations\": [\"rx\", \"ry\", \"rz\"], \"layers\": 99}, "
                + "\"optimizer\": {\"type\": \"spsa\", \"initialParameters\": [%s]}}";
        assertRefused(
                body.formatted(String.join(",", Collections.nCopies(7800, "-1.2345678901234567E-10"))),
                "optimizer.initialParameters",
                "with the names of 7800 parameters the run would take ");
        submit(body.formatted(String.join(",", Collections.nCopies(7800, "-1.2345678901E-10"))));
    }

    @Test
    void aUniverseThatFillsAMessageIsRefused() throws IOException {
        loadLongSymbols();

        assertRefused("{\"problem\": {" + SELECTION + "}}", "problem.universe", "must have fewer symbols");
    }

    @Test
    void theMessageHasRoomForHowManyOfARangeAreSharedOut() throws IOException {
        loadLongSymbols();
        var constraints = new PortfolioConstraints(7, List.of(), List.of(), List.of(), null, null);

        int one = bytesRefused("{\"problem\": {" + SELECTION + "}}");
        int range = bytesRefused("{\"problem\": {" + SELECTION + ", \"constraints\": {\"minCardinality\": 7}}}");

        int stated = bytes(new PortfolioProblem(null, null, null, "u", null, 0.5, 10, constraints, null, null))
                - bytes(new PortfolioProblem(null, null, null, "u", null, 0.5, 10));
        assertThat(range - one - stated)
                .isEqualTo(bytes(clustering(new Clustering.Count(499, 500, 500, "greedy"))) - bytes(clustering(null)));
    }

    private static Clustering clustering(Clustering.@Nullable Count count) {
        return new Clustering(List.of(), 1, 1, 1, RealVector.zeros(0), 0, 1, count);
    }

    private static int bytes(Object value) {
        return ModelJson.mapper().writeValueAsBytes(value).length;
    }

    private int bytesRefused(String body) {
        RunSpecification specification = JSON.readValue(body, RunSpecification.class);
        String message = requireNonNull(
                catchThrowable(() -> intake.submit(specification, null)).getMessage());
        return Integer.parseInt(message.replaceFirst(".*would take (\\d+) bytes.*", "$1"));
    }

    private void loadLongSymbols() throws IOException {
        Iterator<ClosePrice> closes = IntStream.range(0, 1100)
                .boxed()
                .flatMap(i -> IntStream.range(0, 5)
                        .mapToObj(day -> new ClosePrice(
                                LocalDate.of(2026, 1, 1).plusDays(day), "S".repeat(220) + i, 1 + (i * 7 + day) % 11)))
                .iterator();
        market.replace("u", () -> closes.hasNext() ? closes.next() : null);
    }

    @Test
    void thereIsALargestUniverse() {
        List<String> symbols =
                IntStream.rangeClosed(0, 5000).mapToObj(i -> "S" + i).toList();
        var link = new Link(ADDRESS, Digest.of("covariance"));
        var resolved = new ResolvedPortfolio.OfMarket(
                new MarketClaim(symbols, RealVector.zeros(5001), link, 100), symbols.subList(0, 30), Digest.of("s"));

        assertThatThrownBy(() -> DecompositionCheck.check(
                        new PortfolioProblem(symbols.subList(0, 30), null, null, "u", null, 0.5, 10), resolved))
                .hasMessage("problem.universe must have at most 5000 symbols with usable prices, not 5001");
    }

    private void assertRefused(String body, String field, String rule) {
        RunSpecification specification = JSON.readValue(body, RunSpecification.class);
        assertThatThrownBy(() -> intake.submit(specification, null))
                .isInstanceOfSatisfying(InvalidValueException.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.rule()).contains(rule);
                });
        assertThat(runs.all()).isEmpty();
    }

    private StoredSnapshot load(int assets, long seed) throws IOException {
        return market.replace("u", new FactorModel(assets, 60, seed).prices());
    }

    private RunSubmitted submit(String body) {
        return runs.get(intake.submit(JSON.readValue(body, RunSpecification.class), null)
                .runId());
    }
}
