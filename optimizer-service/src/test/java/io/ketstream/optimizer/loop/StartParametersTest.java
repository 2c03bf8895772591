package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartParametersTest {

    /// γ rises to its slope; |β| falls from its own, with the sign that leads from the start to low energies.
    @ParameterizedTest
    @CsvSource({"X, -0.6", "XY_RING, -0.6", "XY_COMPLETE, -0.2", "WARM_START, 0.6"})
    void qaoaBeginsOnARamp(Mixer mixer, double firstBeta) {
        var settings = new RunSettings(
                "ramp",
                new Ansatz.Qaoa(2, mixer),
                OptimizerSpecification.of(OptimizerType.L_BFGS),
                ExecutionSpecification.of(null, null, null, null, null),
                7);
        RealVector start = StartParameters.of(settings, 4, 7);
        double[] expected = {0.3, 0.6, firstBeta, firstBeta / 2};
        for (int k = 0; k < 4; k++) {
            assertThat(start.get(k)).isCloseTo(expected[k], within(1e-15));
        }
    }
}
