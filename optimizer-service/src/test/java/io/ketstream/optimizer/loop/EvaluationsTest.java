package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Loss;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import io.ketstream.optimizer.training.DenseExecutor;
import io.ketstream.optimizer.training.TrainingEffort;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What execution-service runs for a question: `WeightedAnglesTest` there has the same circuit.
class EvaluationsTest {

    /// Two features in three angles, each in two gates, and a rotation of each qubit: 5 weights in 8
    /// rotations.
    private static TrainingReady ready() {
        TrainingReady some = Trainings.weighted(RunId.random());
        var training = new NetworkTraining(NetworkTraining.Method.ADAM, 0.1, 1, 10, null);
        var network = new QuantumNeuralNetwork(
                new FeatureMap.Zz(2, Entanglement.FULL),
                new TrainableLayers.Rotations(1, List.of(Rotation.RY)),
                false,
                null,
                true,
                null,
                QuantumNeuralNetwork.Readout.Z,
                QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                6,
                training);
        return Trainings.of(some, network);
    }

    private static TrainingEffort effort(Wanted wanted, @Nullable Integer shots) {
        TrainingReady ready = ready();
        var standing = new TrainingStanding(ready);
        RealVector row = RealVector.zeros(ready.inputs());
        var batch = new TrainingBatch(
                List.of(row, row, row),
                List.of(new PauliString("IZ")),
                RealVector.of(0, 1, 1),
                new Loss.CrossEntropy(6),
                null,
                3);
        Pub pub =
                Pub.ofBatch(ready.circuitDigest(), List.of(RealVector.zeros(ready.weights())), batch, shots, 0, wanted);
        standing.answered(pub, new Answer.Results(Digest.of("pub"), DenseExecutor.ENGINE, List.of(), null, 0.5));
        return standing.effort();
    }

    @Test
    void aWeightInSeveralRotationsIsShiftedInEach() {
        assertThat(effort(Wanted.LOSS_GRADIENT, 100).evaluations()).isEqualTo(3 * 17);
        assertThat(effort(Wanted.LOSS_GRADIENT, 100).shots()).isEqualTo(3 * 17 * 100);
        assertThat(effort(Wanted.LOSS_METRIC, null).evaluations()).isEqualTo(3 * 9);
        assertThat(effort(Wanted.LOSS_GRADIENT, null).evaluations()).isEqualTo(3);
        assertThat(effort(Wanted.LOSS, 100).evaluations()).isEqualTo(3);
    }
}
