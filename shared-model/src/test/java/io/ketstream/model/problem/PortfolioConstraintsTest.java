package io.ketstream.model.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.testing.ConstrainedPortfolios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against all selections of few assets.
class PortfolioConstraintsTest {

    private static final List<String> SYMBOLS = ConstrainedPortfolios.symbols(6);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void arePermittedExactlyWhereTheyLeaveASelectionAndAChoice(long seed) {
        var random = new Random(seed);
        int permitted = 0;
        for (int trial = 0; trial < 400; trial++) {
            PortfolioConstraints constraints = ConstrainedPortfolios.constraints(SYMBOLS, random);
            int cardinality = 1 + random.nextInt(5);
            boolean left = LongStream.range(0, 1 << 6)
                    .anyMatch(bits -> ConstrainedPortfolios.isFeasible(SYMBOLS, cardinality, constraints, bits));
            boolean choice =
                    constraints.mandatory().size() + constraints.forbidden().size() < SYMBOLS.size();
            permitted += left ? 1 : 0;
            assertThat(refusal(cardinality, constraints) == null)
                    .as("seed %d, trial %d: %s of %s", seed, trial, cardinality, constraints)
                    .isEqualTo(left && choice);
        }
        assertThat(permitted).isBetween(40, 360);
    }

    /// Narrowed constraints permit exactly the selections of what is left that the constraints themselves permit.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void amongFewerAssetsPermitTheSelectionsOfThese(long seed) {
        var random = new Random(seed);
        int narrowed = 0;
        for (int trial = 0; trial < 400; trial++) {
            PortfolioConstraints constraints = ConstrainedPortfolios.constraints(SYMBOLS, random);
            int cardinality = 1 + random.nextInt(5);
            int left = random.nextInt(1 << 6);
            List<String> assets = IntStream.range(0, 6)
                    .filter(i -> (left >> i & 1) == 1)
                    .mapToObj(SYMBOLS::get)
                    .toList();
            List<Long> expected = LongStream.range(0, 1 << 6)
                    .filter(bits -> (bits & ~left) == 0)
                    .filter(bits -> ConstrainedPortfolios.isFeasible(SYMBOLS, cardinality, constraints, bits))
                    .boxed()
                    .toList();
            List<Long> found;
            try {
                PortfolioConstraints among = constraints.among(Set.copyOf(assets));
                assertThat(assets).containsAll(among.forbidden());
                found = LongStream.range(0, 1 << 6)
                        .filter(bits -> (bits & ~left) == 0)
                        .filter(bits -> ConstrainedPortfolios.isFeasible(SYMBOLS, cardinality, among, bits))
                        .boxed()
                        .toList();
                narrowed++;
            } catch (InvalidValueException e) {
                found = List.of();
            }
            assertThat(found)
                    .as("seed %d, trial %d: %s of %s among %s", seed, trial, cardinality, constraints, assets)
                    .isEqualTo(expected);
        }
        assertThat(narrowed).isBetween(20, 380);
    }

    @Test
    void namesWhatCannotBeKeptAmongFewerAssets() {
        var constraints = new PortfolioConstraints(
                null, List.of(new AssetGroup("g", List.of("A", "B"), 2, 2)), List.of("C"), List.of(), null, null);

        assertThatThrownBy(() -> constraints.among(Set.of("A", "B"))).hasMessageStartingWith("mandatory[0] must be");
        assertThatThrownBy(() -> constraints.among(Set.of("A", "C")))
                .hasMessage("groups[0].minCount must be at most 1, as many of 'g' are left");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rulesAreTheConstraintsAndStaySoWhenTightenedOrFixed(long seed) {
        for (int trial = 0; trial < 50; trial++) {
            PortfolioProblem problem = ConstrainedPortfolios.random(6, 1000 * seed + trial);
            PortfolioConstraints constraints = problem.constraintsOrNone();
            List<Integer> mandatory = indices(constraints.mandatory());
            List<Integer> forbidden = indices(constraints.forbidden());
            List<Integer> free = IntStream.range(0, 6)
                    .boxed()
                    .filter(i -> !mandatory.contains(i) && !forbidden.contains(i))
                    .toList();
            SelectionRules rules = problem.rules().fixing(mandatory, forbidden);
            SelectionRules tight = rules.tightened();
            var reached = new ArrayList<Long>();
            for (long chosen = 0; chosen < 1L << free.size(); chosen++) {
                long bits = mandatory.stream().mapToLong(i -> 1L << i).sum();
                for (int k = 0; k < free.size(); k++) {
                    bits |= (chosen >>> k & 1) << free.get(k);
                }
                boolean feasible = ConstrainedPortfolios.isFeasible(SYMBOLS, problem.cardinality(), constraints, bits);
                assertThat(rules.isFeasible(chosen)).as("%s", problem).isEqualTo(feasible);
                assertThat(tight.isFeasible(chosen)).as("%s", problem).isEqualTo(feasible);
                if (feasible) {
                    reached.add(chosen);
                }
            }
            assertTight(tight, reached);
            assertThat(rules.only())
                    .isEqualTo(reached.size() == 1 ? OptionalLong.of(reached.getFirst()) : OptionalLong.empty());
        }
    }

    /// Every end of every range is taken by some selection.
    private static void assertTight(SelectionRules tight, List<Long> reached) {
        assertThat(reached.stream().mapToInt(Long::bitCount).min()).hasValue(tight.minimum());
        assertThat(reached.stream().mapToInt(Long::bitCount).max()).hasValue(tight.maximum());
        assertThat(tight.groups().stream()
                        .mapToInt(group -> group.members().size())
                        .sum())
                .isEqualTo(tight.size());
        for (SelectionRules.Group group : tight.groups()) {
            assertThat(reached.stream().mapToInt(group::count).min()).hasValue(group.minimum());
            assertThat(reached.stream().mapToInt(group::count).max()).hasValue(group.maximum());
        }
    }

    @Test
    void aRefusalNamesWhatConflicts() {
        assertThat(refusal(3, constraints(null, List.of(group("tech", 2, 4), group("energy", 2, 2)), null, null)))
                .isEqualTo("constraints must leave a selection; these conflict: group 'tech' (at least 2), "
                        + "group 'energy' (at least 2), cardinality (at most 3)");
        assertThat(refusal(4, constraints(null, List.of(group("tech", 0, 1)), null, null)))
                .isNull();
        assertThat(refusal(5, constraints(null, List.of(group("tech", 0, 1), group("energy", 0, 1)), null, null)))
                .isEqualTo("constraints must leave a selection; these conflict: group 'tech' (at most 1), "
                        + "group 'energy' (at most 1), cardinality (exactly 5)");
        assertThat(refusal(3, constraints(null, List.of(), null, 0.25)))
                .isEqualTo("constraints must leave a selection; these conflict: maxWeight (at least 4 assets), "
                        + "cardinality (at most 3)");
        assertThat(refusal(4, constraints(null, List.of(), 0.3, null)))
                .isEqualTo("constraints must leave a selection; these conflict: cardinality (exactly 4), "
                        + "minWeight (at most 3 assets)");
        assertThat(refusal(
                        2,
                        new PortfolioConstraints(
                                null, List.of(group("tech", 0, 1)), List.of("A0", "A1"), List.of(), null, null)))
                .isEqualTo("constraints.groups[0].maxCount must be at least 2: constraints.mandatory has [A0, A1] "
                        + "of 'tech'");
        assertThat(refusal(
                        2,
                        new PortfolioConstraints(
                                null, List.of(group("tech", 2, 2)), List.of(), List.of("A0", "A2"), null, null)))
                .isEqualTo("constraints.groups[0].minCount must be at most 1: constraints.forbidden leaves no more "
                        + "of 'tech'");
        assertThat(refusal(2, new PortfolioConstraints(null, List.of(), List.of("A0", "B"), List.of(), null, null)))
                .isEqualTo("constraints.mandatory[1] must be one of the portfolio's symbols");
    }

    @Test
    void aRefusalNamesTheFieldThatIsWrongByItself() {
        assertRefused(
                "groups[1].symbols[0]",
                () -> constraints(null, List.of(group("a", 0, 1), group("b", 0, 1, "A0")), null, null));
        assertRefused(
                "groups[1].name",
                () -> constraints(null, List.of(group("a", 0, 1), group("a", 0, 1, "A5")), null, null));
        assertRefused(
                "forbidden[0]",
                () -> new PortfolioConstraints(null, List.of(), List.of("A0"), List.of("A0"), null, null));
        assertRefused("minWeight", () -> constraints(null, List.of(), 0.5, 0.25));
        assertRefused("maxWeight", () -> constraints(null, List.of(), null, 1.5));
        assertRefused("maxCount", () -> group("a", 2, 1));
        assertRefused("holding.A0", () -> new Turnover(0.1, Map.of("A0", -0.5)));
        assertRefused("holding", () -> new Turnover(0.1, Map.of("A0", 0.6, "A1", 0.6)));
    }

    private static void assertRefused(String field, Runnable made) {
        assertThatThrownBy(made::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static @Nullable String refusal(int cardinality, PortfolioConstraints constraints) {
        try {
            ConstrainedPortfolios.problem(SYMBOLS, cardinality, constraints, new Random(1));
            return null;
        } catch (InvalidValueException refused) {
            return refused.getMessage();
        }
    }

    private static PortfolioConstraints constraints(
            @Nullable Integer minCardinality,
            List<AssetGroup> groups,
            @Nullable Double minWeight,
            @Nullable Double maxWeight) {
        return new PortfolioConstraints(minCardinality, groups, List.of(), List.of(), minWeight, maxWeight);
    }

    /// `tech` has A0 to A2 and `energy` A3 to A5 unless others are given.
    private static AssetGroup group(String name, int least, int most, String... symbols) {
        List<String> members = symbols.length > 0
                ? List.of(symbols)
                : name.equals("energy") ? SYMBOLS.subList(3, 6) : SYMBOLS.subList(0, 3);
        return new AssetGroup(name, members, least, Math.min(most, members.size()));
    }

    private static List<Integer> indices(List<String> symbols) {
        return symbols.stream().map(SYMBOLS::indexOf).toList();
    }
}
