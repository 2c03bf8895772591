package io.ketstream.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.PauliString;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingBatchTest {

    private static TrainingBatch batch(int outputs, Loss loss, double target) {
        List<PauliString> readout = Collections.nCopies(outputs, new PauliString("Z"));
        return new TrainingBatch(List.of(RealVector.of(1)), readout, RealVector.of(target), loss);
    }

    /// A target names an output, unless it is the only one of a squared loss.
    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, -3", "3, 0", "3, 2"})
    void targetsOfASquaredLoss(int outputs, double target) {
        assertThat(batch(outputs, new Loss.Squared(1), target).targets()).isEqualTo(RealVector.of(target));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5, 1", "2, -1, 1", "2, 2, 1", "3, 3, 2"})
    void aTargetOfSeveralOutputsIsTheNumberOfOne(int outputs, double target, int most) {
        for (Loss loss : List.of(new Loss.Squared(1), new Loss.CrossEntropy(1))) {
            assertThatThrownBy(() -> batch(outputs, loss, target))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("targets[0] must be a whole number from 0 to " + most);
        }
    }

    @Test
    void aClassIsOfTwoWithOneOutput() {
        assertThat(batch(1, new Loss.CrossEntropy(1), 1).targets()).isEqualTo(RealVector.of(1));
        assertThatThrownBy(() -> batch(1, new Loss.CrossEntropy(1), 2))
                .hasMessage("targets[0] must be a whole number from 0 to 1");
    }

    /// Two inputs, weighted twice, then a weight of its own; those of the loss are the circuit's not.
    @Test
    void weightsAreMultipliedByInputsInTurn() {
        List<RealVector> inputs = List.of(RealVector.of(3, 5), RealVector.of(-1, 0));
        List<PauliString> readout = List.of(new PauliString("Z"));
        var batch = new TrainingBatch(inputs, readout, RealVector.of(1, 0), new Loss.WeightedFidelity(), null, 4);
        RealVector weights = RealVector.of(1, 2, 0.5, -4, 7, 0.875, 1.125);
        assertThat(batch.parameters(0, weights)).isEqualTo(RealVector.of(3, 10, 1.5, -20, 7));
        assertThat(batch.parameters(1, weights)).isEqualTo(RealVector.of(-1, 0, -0.5, -0.0, 7));
        assertThat(batch.factor(0, 3)).isEqualTo(5);
        assertThat(batch.factor(0, 4)).isEqualTo(1);
        assertThat(batch.constants()).isZero();
        var plain = new TrainingBatch(inputs, readout, null, null);
        assertThat(plain.parameters(0, RealVector.of(7))).isEqualTo(RealVector.of(3, 5, 7));
        assertThat(plain.constants()).isEqualTo(2);
        assertThatThrownBy(() -> new TrainingBatch(inputs, readout, null, null, null, 3))
                .hasMessage("weighted must be a multiple of the 2 inputs of a row, not 3");
    }

    @Test
    void weightedFidelitiesAreOfTwoClasses() {
        assertThatThrownBy(() -> batch(3, new Loss.WeightedFidelity(), 2))
                .hasMessage("loss must not be weighted-fidelity for 3 outputs");
        assertThatThrownBy(() -> batch(1, new Loss.WeightedFidelity(), 2))
                .hasMessage("targets[0] must be a whole number from 0 to 1");
    }

    @Test
    void coefficientsMakeOneOutput() {
        List<PauliString> readout = List.of(new PauliString("IZ"), new PauliString("ZI"));
        List<RealVector> inputs = List.of(RealVector.of(1));
        var mean = new TrainingBatch(inputs, readout, RealVector.of(1), new Loss.Linear(), RealVector.of(0.5, 0.5));
        assertThat(mean.outputs()).isEqualTo(1);
        assertThat(new TrainingBatch(inputs, readout, null, null).outputs()).isEqualTo(2);
        assertThatThrownBy(() -> new TrainingBatch(inputs, readout, null, null, RealVector.of(1)))
                .hasMessage("coefficients must have 2 entries, not 1");
        assertThatThrownBy(() ->
                        new TrainingBatch(inputs, readout, RealVector.of(1.5), new Loss.Linear(), mean.coefficients()))
                .hasMessage("targets[0] must be a whole number from 0 to 1");
        assertThatThrownBy(() -> new TrainingBatch(inputs, readout, RealVector.of(1), new Loss.Linear()))
                .hasMessage("loss must not be linear for 2 outputs");
    }
}
