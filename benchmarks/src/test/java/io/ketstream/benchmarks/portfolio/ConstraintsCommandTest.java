package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.problem.PortfolioProblem;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConstraintsCommandTest {

    private static final Path HERE = Path.of("");

    private static ConstraintsOptions options(String... words) {
        return ConstraintsOptions.parse(words, HERE);
    }

    @Test
    void everyPairIsMeasuredAndWhatCircuitsPromiseIsKept() {
        ConstraintsFigures figures = ConstraintsCommand.measure(
                options("--instances", "2", "--assets", "7", "--layers", "1", "--evaluations", "4", "--shots", "64"));
        assertThat(figures.pairs()).hasSize(15).allSatisfy(pair -> {
            assertThat(pair.violations()).isZero();
            assertThat(pair.instances()).isEqualTo(2);
            assertThat(pair.optimal()).isBetween(0.0, 1.0);
            assertThat(pair.uniform()).isPositive();
        });
        assertThat(figures.markdown(options())).contains("mandatory, forbidden");
    }

    @Test
    void anInstanceHasTheConstraintsOfItsKinds() {
        PortfolioProblem problem =
                ConstrainedInstance.of(EnumSet.of(ConstraintKind.GROUPS, ConstraintKind.TURNOVER), 6, 10, 3);
        assertThat(problem.constraintsOrNone().groups()).hasSize(3);
        assertThat(problem.constraintsOrNone().mandatory()).isEmpty();
        assertThat(problem.constraintsOrNone().minCardinality()).isNull();
        assertThat(problem.turnover()).isNotNull();
        assertThat(ConstrainedInstance.of(EnumSet.of(ConstraintKind.GROUPS, ConstraintKind.TURNOVER), 6, 10, 3))
                .isEqualTo(problem);
    }

    @Test
    void circuitsOutsideTheAskedQubitsAreLeftOut() {
        ConstraintsFigures all = ConstraintsCommand.measure(few("1,26"));
        ConstraintsFigures small = ConstraintsCommand.measure(few("1,7"));
        ConstraintsFigures large = ConstraintsCommand.measure(few("8,26"));
        for (int pair = 0; pair < 15; pair++) {
            assertThat(small.pairs().get(pair).instances()
                            + large.pairs().get(pair).instances())
                    .isEqualTo(4);
            assertThat(all.pairs().get(pair).instances()).isEqualTo(4);
        }
        assertThat(small.pairs())
                .filteredOn(pair -> pair.instances() > 0)
                .hasSizeBetween(1, 14)
                .allSatisfy(pair -> assertThat(pair.qubits()).isLessThanOrEqualTo(7));
        assertThat(small.markdown(few("1,7")))
                .contains("6 to 8 assets, measured where the circuit has 1 to 7 qubits")
                .contains("| 0 | – |");
        assertThat(new ConstraintsFigures(small.pairs().stream()
                                .filter(pair -> pair.instances() == 0)
                                .toList())
                        .isRight())
                .isTrue();
    }

    @Test
    void pairsCanBeChosen() {
        assertThat(pairs("--with", "groups")).hasSize(5).allMatch(pair -> has(pair, ConstraintKind.GROUPS));
        assertThat(pairs("--without", "groups")).hasSize(10).noneMatch(pair -> has(pair, ConstraintKind.GROUPS));
        assertThat(pairs("--with", "range", "--without", "groups"))
                .hasSize(4)
                .allMatch(pair -> has(pair, ConstraintKind.RANGE));
    }

    private static List<ConstraintsFigures.OfPair> pairs(String... which) {
        String[] rest = {"--instances", "2", "--assets", "6", "--layers", "1", "--evaluations", "0", "--shots", "8"};
        return ConstraintsCommand.measure(
                        options(Stream.of(which, rest).flatMap(Stream::of).toArray(String[]::new)))
                .pairs();
    }

    private static boolean has(ConstraintsFigures.OfPair pair, ConstraintKind kind) {
        return pair.first() == kind || pair.second() == kind;
    }

    private static ConstraintsOptions few(String qubits) {
        return options(
                "--instances",
                "4",
                "--assets",
                "8",
                "--qubits",
                qubits,
                "--layers",
                "1",
                "--evaluations",
                "2",
                "--shots",
                "64");
    }

    @Test
    void instancesHaveEveryPermittedNumberOfAssetsAboutAsOften() {
        Map<Integer, Long> sizes = IntStream.range(0, 400)
                .mapToObj(seed -> ConstrainedInstance.of(EnumSet.of(ConstraintKind.RANGE), 13, 16, seed)
                        .size())
                .collect(Collectors.groupingBy(size -> size, Collectors.counting()));

        assertThat(sizes.keySet()).containsExactlyInAnyOrder(13, 14, 15, 16);
        // four standard deviations
        assertThat(sizes.values()).allSatisfy(often -> assertThat(often).isBetween(65L, 135L));
    }

    @Test
    void refusesOptionsByName() {
        assertThatThrownBy(() -> options("--assets", "17")).hasMessageContaining("--assets");
        assertThatThrownBy(() -> options("--with", "nothing")).hasMessageContaining("--with");
        assertThatThrownBy(() -> options("--least", "13")).hasMessageContaining("--least");
        assertThatThrownBy(() -> options("--qubits", "9")).hasMessageContaining("--qubits");
        assertThatThrownBy(() -> options("--qubits", "1,27")).hasMessageContaining("--qubits");
        assertThatThrownBy(() -> options("--qubits", "9,8")).hasMessageContaining("--qubits");
        assertThatThrownBy(() -> options("--mixer", "y")).hasMessageContaining("--mixer");
        assertThatThrownBy(() -> options("--colour", "red")).hasMessageContaining("--colour");
    }
}
