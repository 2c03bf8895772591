package io.ketstream.optimizer.loop;

import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;

/// How much a question asks for.
final class Evaluations {

    private Evaluations() {}

    /// Different fidelities of a tile; states; or rows that a network is run on, for each vector of
    /// weights. A gradient with shots runs it twice more for each rotation that has a weight, a metric
    /// once more; an exact gradient comes with its value.
    ///
    /// @param rotations of the circuit that have a weight
    static long of(Pub pub, int rotations) {
        long vectors = pub.parameters().size();
        Integer rows = pub.rows();
        if (rows != null) {
            return rows == vectors ? vectors * (vectors - 1) / 2 : rows * (vectors - rows);
        }
        TrainingBatch batch = pub.batch();
        return batch == null ? vectors : vectors * batch.inputs().size() * runsEach(pub, rotations);
    }

    private static long runsEach(Pub pub, int rotations) {
        return switch (pub.wanted()) {
            case LOSS_GRADIENT -> pub.shots() == null ? 1 : 1 + 2L * rotations;
            case LOSS_METRIC -> 1 + rotations;
            case ESTIMATE, GRADIENT, SAMPLES, KERNEL, BLOCH, OUTPUTS, LOSS -> 1;
        };
    }

    /// In how many bases each of these is sampled: a fidelity and the outputs, which commute qubit by qubit, in one;
    /// the states of single qubits in three.
    static int settings(Pub pub) {
        return switch (pub.wanted()) {
            case BLOCH -> 3;
            case ESTIMATE, GRADIENT, SAMPLES, KERNEL, OUTPUTS, LOSS, LOSS_GRADIENT, LOSS_METRIC -> 1;
        };
    }
}
