package io.ketstream.benchmarks.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.Selection;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpinPolishTest {

    /// Instances of `--least 13 --assets 16 --with groups`, seed 1: local minima of flips and swaps, and the optima
    /// that two swaps at once lead to.
    @ParameterizedTest
    @CsvSource({"22, 000100010011000, 010100000010001", "36, 0010000101000000, 0100010001000000"})
    void twoSwapsAtOnceLeadOutOfALocalMinimum(int instance, String local, String optimum) {
        EnumSet<ConstraintKind> kinds = EnumSet.of(ConstraintKind.GROUPS, ConstraintKind.TURNOVER);
        Selection selection = Objects.requireNonNull(Formulator.formulate(
                        ConstrainedInstance.of(kinds, 13, 16, 11_000_001L + instance),
                        new Ansatz.Qaoa(3, Mixer.XY_COMPLETE))
                .selection());
        assertThat(selection.energy(local)).isGreaterThan(selection.energy(optimum) + 0.001);
        assertThat(SpinPolish.polished(selection.objective(), selection.rules(), local))
                .isCloseTo(selection.energy(optimum), within(1e-12));
    }
}
