package io.ketstream.optimizer.controls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.run.Controls;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.loop.Samples;
import org.junit.jupiter.api.Test;

class ControlComputationTest {

    private final ControlComputation computation = new ControlComputation(new ControlBudgets(1_000_000, 1000, 5000));

    @Test
    void spinsInTheUsersSense() {
        Controls controls = computation.compute(
                Samples.diagonal(), Samples.settings(Samples.optimizer(OptimizerType.SPSA, 300), null));
        // energies of Samples.ISING by hand: −2.5, −1.5, −0.5 (twice), 0.5 (twice), 1.5, 2.5; the sense is MAXIMIZE
        Controls.Exact exact = requireNonNull(controls.exact());
        assertThat(exact.objective()).isEqualTo(2.5);
        assertThat(exact.bitString()).isEqualTo("010");
        assertThat(exact.optimalShare()).isEqualTo(1.0 / 8);
        assertThat(controls.bound()).isNull();
        assertThat(controls.heuristic().objective()).isEqualTo(2.5);
        assertThat(controls.heuristic().evaluations()).isLessThanOrEqualTo(300);
        assertThat(controls.random().objective()).isEqualTo(2.5);
        // the mean of all energies is 0; five standard errors
        assertThat(controls.random().mean())
                .isCloseTo(0, within(5 * controls.random().standardError()));
    }

    @Test
    void anOperatorsGroundState() {
        Controls controls = computation.compute(
                Samples.operator(), Samples.settings(Samples.optimizer(OptimizerType.L_BFGS, 300), null));
        Controls.Exact exact = requireNonNull(controls.exact());
        // XX + ½ ZI: two blocks of (½, 1; 1, −½), whose eigenvalues are ±√(5/4); Lanczos is asked for 1e-11
        assertThat(exact.objective()).isCloseTo(-Math.sqrt(1.25), within(1e-9));
        assertThat(exact.bitString()).isNull();
        assertThat(controls.heuristic().objective()).isGreaterThanOrEqualTo(exact.objective() - 1e-9);
    }
}
