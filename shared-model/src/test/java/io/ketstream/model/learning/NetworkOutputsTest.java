package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.LossType;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NetworkOutputsTest {

    private static final LearningTask CLASSES = LearningTask.CLASSIFICATION;

    /// numpy 2: 1/(1+np.exp(-1.5)) = 0.8175744761936437
    @Test
    void oneOutputTellsTwoClassesByItsSign() {
        var told = decided(network(LossType.CROSS_ENTROPY, 6), 0.25);
        assertThat(told.label()).isEqualTo(1);
        assertThat(told.scores()).isEqualTo(RealVector.of(1.5));
        RealVector probabilities = Objects.requireNonNull(told.probabilities());
        assertThat(probabilities.get(1)).isCloseTo(0.8175744761936437, within(1e-15));
        assertThat(probabilities.get(0) + probabilities.get(1)).isEqualTo(1);
        assertThat(decided(network(LossType.CROSS_ENTROPY, 6), 0).label()).isZero();
        assertThat(decided(network(LossType.SQUARED, 1), -0.5).label()).isZero();
        assertThat(decided(network(LossType.SQUARED, 1), -0.5).probabilities()).isNull();
    }

    /// The loss is the probability of the wrong class; outputs may be a little beyond 1.
    @Test
    void anOutputOfALinearLossIsADifferenceOfProbabilities() {
        var told = decided(network(LossType.LINEAR, 1), -0.25);
        assertThat(told.label()).isZero();
        assertThat(told.scores()).isEqualTo(RealVector.of(-0.25));
        assertThat(told.probabilities()).isEqualTo(RealVector.of(0.625, 0.375));
        assertThat(decided(network(LossType.LINEAR, 1), 1 + 1e-15).probabilities())
                .isEqualTo(RealVector.of(0, 1));
        assertThat(decided(network(LossType.WEIGHTED_FIDELITY, 1), -0.25)).isEqualTo(told);
    }

    /// scipy.special.softmax([0.5, 1.0, 1.0]) = [0.23269654, 0.38365173, 0.38365173]
    @Test
    void theLargestOfSeveralOutputsIsTheClassOfEqualsTheFirst() {
        var told = decided(network(LossType.CROSS_ENTROPY, 2), 0.25, 0.5, 0.5);
        assertThat(told.label()).isEqualTo(1);
        RealVector probabilities = Objects.requireNonNull(told.probabilities());
        assertThat(probabilities.get(0)).isCloseTo(0.23269654, within(1e-8));
        assertThat(probabilities.get(1)).isEqualTo(probabilities.get(2)).isCloseTo(0.38365173, within(1e-8));
        assertThat(decided(network(LossType.SQUARED, 1), -0.5, -0.75).label()).isZero();
    }

    @Test
    void aRegressionTellsTheScaledOutput() {
        var network = network(LossType.SQUARED, 3);
        assertThat(NetworkOutputs.decide(network, LearningTask.REGRESSION, new double[] {-0.5}))
                .isEqualTo(new Decision.OfValue(-1.5, null));
        assertThatThrownBy(() -> NetworkOutputs.decide(network, LearningTask.REGRESSION, new double[2]))
                .isInstanceOf(InvalidValueException.class);
    }

    private static Decision.OfClass decided(QuantumNeuralNetwork network, double... outputs) {
        return (Decision.OfClass) NetworkOutputs.decide(network, CLASSES, outputs);
    }

    private static QuantumNeuralNetwork network(LossType loss, double scale) {
        return QuantumNeuralNetwork.of(
                FeatureMap.Angle.of(null, null), null, null, null, null, null, null, loss, scale, null);
    }
}
