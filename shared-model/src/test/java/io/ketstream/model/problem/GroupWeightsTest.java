package io.ketstream.model.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.testing.ConstrainedPortfolios;
import io.ketstream.model.testing.WeightedGroups;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Against all selections of few assets, and weights made for each.
class GroupWeightsTest {

    private static final int ASSETS = 7;
    private static final List<String> SYMBOLS = ConstrainedPortfolios.symbols(ASSETS);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySelectionThatIsPermittedHasWeights(long seed) {
        var random = new Random(seed);
        int permitted = 0;
        int needless = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            PortfolioConstraints constraints = WeightedGroups.constraints(SYMBOLS, random, 3);
            int cardinality = 1 + random.nextInt(6);
            String what = "seed %d, trial %d: %d of %s".formatted(seed, trial, cardinality, constraints);
            List<Long> weighable = weighable(cardinality, constraints);
            PortfolioProblem problem = permitted(cardinality, constraints);
            if (problem == null) {
                needless += weighable.isEmpty() ? 0 : 1;
                continue;
            }
            permitted++;
            List<Long> selections = selections(problem);
            assertThat(selections).as(what).isNotEmpty();
            assertThat(weighable).as(what).containsAll(selections);
        }
        assertThat(permitted).isGreaterThan(trials / 8);
        // where counts cannot say which selections have weights, few enough are left over
        assertThat(needless).isLessThan(trials / 10);
    }

    /// Of one group and a cardinality, counts say exactly which selections have weights.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofOneGroupExactlyTheSelectionsThatHaveWeightsArePermitted(long seed) {
        var random = new Random(seed);
        int permitted = 0;
        for (int trial = 0; trial < 400; trial++) {
            PortfolioConstraints constraints = WeightedGroups.constraints(SYMBOLS, random, 1);
            int cardinality = 1 + random.nextInt(6);
            constraints = new PortfolioConstraints(
                    null,
                    constraints.groups(),
                    constraints.mandatory(),
                    constraints.forbidden(),
                    constraints.minWeight(),
                    constraints.maxWeight());
            String what = "seed %d, trial %d: %d of %s".formatted(seed, trial, cardinality, constraints);
            List<Long> weighable = weighable(cardinality, constraints);
            PortfolioProblem problem = permitted(cardinality, constraints);
            assertThat(problem == null ? List.of() : selections(problem))
                    .as(what)
                    .isEqualTo(weighable);
            permitted += problem == null ? 0 : 1;
        }
        assertThat(permitted).isBetween(50, 350);
    }

    private static List<Long> weighable(int cardinality, PortfolioConstraints constraints) {
        return LongStream.range(0, 1 << ASSETS)
                .filter(bits -> ConstrainedPortfolios.isFeasible(SYMBOLS, cardinality, constraints, bits))
                .filter(bits -> WeightedGroups.weights(SYMBOLS, constraints, bits) != null)
                .boxed()
                .toList();
    }

    private static List<Long> selections(PortfolioProblem problem) {
        long mandatory = bits(problem.constraintsOrNone().mandatory());
        long forbidden = bits(problem.constraintsOrNone().forbidden());
        return LongStream.range(0, 1 << ASSETS)
                .filter(bits -> (bits & mandatory) == mandatory && (bits & forbidden) == 0)
                .filter(problem.rules()::isFeasible)
                .boxed()
                .toList();
    }

    private static long bits(List<String> symbols) {
        return symbols.stream()
                .mapToLong(symbol -> 1L << SYMBOLS.indexOf(symbol))
                .sum();
    }

    private static @Nullable PortfolioProblem permitted(int cardinality, PortfolioConstraints constraints) {
        try {
            return ConstrainedPortfolios.problem(SYMBOLS, cardinality, constraints, new Random(1));
        } catch (InvalidValueException refused) {
            return null;
        }
    }

    @Test
    void countsAreNarrowedInProportionAndNoFurtherThanNecessary() {
        // 2·0.2 + 0.6 from four others, or all six others
        assertRange(counts(6, 0.2, null, group("g", null, 0.4, "A0", "A1", "A2", "A3")), 0, 3);
        // any asset outside may take all the rest
        assertRange(counts(4, null, null, group("g", null, 0.3, "A0", "A1", "A2", "A3", "A4")), 0, 3);
        // 0.15 each of four others leaves 0.4
        assertRange(counts(5, null, 0.15, group("g", 0.5, null, "A0", "A1", "A2", "A3", "A4")), 2, 5);
        // half of the capital in assets of at most a fifth
        assertRange(counts(6, 0.2, null, group("g", 0.5, null, "A0", "A1", "A2", "A3", "A4")), 3, 5);
        // without a bound of its weight, as it was
        assertRange(counts(3, null, null, group("g", null, null, "A0", "A1")), 0, 2);
    }

    private static void assertRange(SelectionRules.Group group, int fewest, int most) {
        assertThat(List.of(group.minimum(), group.maximum())).containsExactly(fewest, most);
    }

    private static SelectionRules.Group counts(
            int cardinality, @Nullable Double maxWeight, @Nullable Double minWeight, AssetGroup group) {
        var constraints = new PortfolioConstraints(null, List.of(group), List.of(), List.of(), minWeight, maxWeight);
        return ConstrainedPortfolios.problem(ConstrainedPortfolios.symbols(12), cardinality, constraints, new Random(1))
                .rules()
                .groups()
                .getFirst();
    }

    @Test
    void aRefusalNamesWhatConflicts() {
        assertThat(refusal(3, null, null, group("a", 0.6, null, "A0"), group("b", 0.6, null, "A1")))
                .isEqualTo("groups must have minWeights that add up to at most 1, not 1.2");
        assertThat(refusal(4, 0.25, null, group("a", 0.6, null, "A0", "A1")))
                .isEqualTo("constraints.groups[0].minWeight must be at most 0.5: at most 2 of 'a' are selected, "
                        + "with at most 0.25 each");
        assertThat(refusal(4, null, 0.2, new AssetGroup("a", List.of("A0", "A1", "A2"), 2, 3, null, 0.3)))
                .isEqualTo("constraints.groups[0].maxWeight must be at least 0.4: at least 2 of 'a' are selected, "
                        + "with at least 0.2 each");
        assertThat(refusal(5, 0.2, 0.15, group("a", 0.22, 0.22, "A0", "A1", "A2")))
                .isEqualTo("constraints.groups[0] must leave a number of assets: minWeight needs at least 2, "
                        + "maxWeight permits at most 1");
        assertThat(refusal(
                        2,
                        null,
                        null,
                        group("a", null, 0.5, "A0", "A1", "A2"),
                        group("b", null, 0.4, "A3", "A4", "A5", "A6")))
                .isEqualTo("constraints.groups must have maxWeights that add up to at least 1, not 0.9: every asset is "
                        + "in a group");
        assertThat(refusal(
                        2,
                        null,
                        null,
                        group("a", null, 0.4, "A0", "A1", "A2"),
                        group("b", null, 0.4, "A3", "A4"),
                        group("c", null, 0.4, "A5", "A6")))
                .isEqualTo("constraints must leave a selection; these conflict: group 'a' (at most 0 for maxWeights), "
                        + "group 'b' (at most 0 for maxWeights), group 'c' (at most 0 for maxWeights), "
                        + "cardinality (exactly 2)");
        assertThat(refusal(6, null, 0.15, group("a", 0.5, null, "A0"), group("b", 0.3, null, "A1")))
                .isEqualTo("constraints must leave weights to every selection; these conflict: group 'a' (at least 0.5 "
                        + "of the capital), group 'b' (at least 0.3 of the capital), minWeight (0.15 of each of up to "
                        + "6 assets)");
        assertThat(refusal(2, null, null, new AssetGroup("a", List.of("A0", "A1"), 2, 2, null, 0.6)))
                .isEqualTo("constraints must leave weights to every selection; these conflict: group 'a' (at most 0.6 "
                        + "of the capital), the assets that have to be selected (2 in groups, of 2)");
    }

    @Test
    void aRefusalNamesTheFieldThatIsWrongByItself() {
        assertRefused("minWeight", () -> group("a", 0.5, 0.4, "A0"));
        assertRefused("minWeight", () -> group("a", -0.1, null, "A0"));
        assertRefused("maxWeight", () -> group("a", null, 0.0, "A0"));
        assertRefused("maxWeight", () -> group("a", null, 1.1, "A0"));
    }

    @Test
    void longAndShortWeightsHaveNoBoundsByGroup() {
        PortfolioProblem portfolio = ConstrainedPortfolios.problem(
                SYMBOLS,
                3,
                new PortfolioConstraints(null, List.of(group("a", null, 0.4, "A0")), List.of(), List.of(), null, null),
                new Random(1));
        assertRefused(
                "constraints.groups[0].maxWeight",
                () -> new PortfolioProblem(
                        portfolio.symbols(),
                        portfolio.expectedReturns(),
                        portfolio.covariance(),
                        null,
                        null,
                        1,
                        3,
                        portfolio.constraints(),
                        null,
                        new Weighting(Weighting.Style.LONG_SHORT, 2)));
    }

    private static void assertRefused(String field, Runnable made) {
        assertThatThrownBy(made::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void boundsStayAmongFewerAssets() {
        var constraints = new PortfolioConstraints(
                null, List.of(group("a", 0.2, 0.4, "A0", "A1")), List.of(), List.of(), null, null);
        assertThat(constraints.among(Set.of("A1", "A2")).groups())
                .containsExactly(new AssetGroup("a", List.of("A1"), 0, 1, 0.2, 0.4));
        assertThatThrownBy(() -> constraints.among(Set.of("A2", "A3")))
                .hasMessage("groups[0].minWeight must be 0, as nothing of 'a' is left");
    }

    @Test
    void boundsThatAreAbsentAreNotWritten() {
        assertThat(JSON.writeValueAsString(new AssetGroup("a", List.of("A0"), 0, 1)))
                .isEqualTo("{\"name\":\"a\",\"symbols\":[\"A0\"],\"minCount\":0,\"maxCount\":1}");
        var bounded = new AssetGroup("a", List.of("A0"), 0, 1, 0.25, 0.5);
        assertThat(JSON.readValue(JSON.writeValueAsString(bounded), AssetGroup.class))
                .isEqualTo(bounded);
        assertThat(JSON.convertValue(Map.of("name", "a", "symbols", List.of("A0"), "maxWeight", 0.5), AssetGroup.class))
                .isEqualTo(new AssetGroup("a", List.of("A0"), 0, 1, null, 0.5));
    }

    private static @Nullable String refusal(
            int cardinality, @Nullable Double maxWeight, @Nullable Double minWeight, AssetGroup... groups) {
        try {
            ConstrainedPortfolios.problem(
                    SYMBOLS,
                    cardinality,
                    new PortfolioConstraints(null, List.of(groups), List.of(), List.of(), minWeight, maxWeight),
                    new Random(1));
            return null;
        } catch (InvalidValueException refused) {
            return refused.getMessage();
        }
    }

    private static AssetGroup group(String name, @Nullable Double least, @Nullable Double most, String... symbols) {
        return new AssetGroup(name, List.of(symbols), 0, symbols.length, least, most);
    }
}
