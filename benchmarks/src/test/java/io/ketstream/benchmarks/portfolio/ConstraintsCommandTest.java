package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.problem.PortfolioProblem;
import java.nio.file.Path;
import java.util.EnumSet;
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
                ConstrainedInstance.of(EnumSet.of(ConstraintKind.GROUPS, ConstraintKind.TURNOVER), 10, 3);
        assertThat(problem.constraintsOrNone().groups()).hasSize(3);
        assertThat(problem.constraintsOrNone().mandatory()).isEmpty();
        assertThat(problem.constraintsOrNone().minCardinality()).isNull();
        assertThat(problem.turnover()).isNotNull();
        assertThat(ConstrainedInstance.of(EnumSet.of(ConstraintKind.GROUPS, ConstraintKind.TURNOVER), 10, 3))
                .isEqualTo(problem);
    }

    @Test
    void refusesOptionsByName() {
        assertThatThrownBy(() -> options("--assets", "17")).hasMessageContaining("--assets");
        assertThatThrownBy(() -> options("--mixer", "y")).hasMessageContaining("--mixer");
        assertThatThrownBy(() -> options("--colour", "red")).hasMessageContaining("--colour");
    }
}
