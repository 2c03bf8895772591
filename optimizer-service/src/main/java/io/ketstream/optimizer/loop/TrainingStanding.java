package io.ketstream.optimizer.loop;

import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.optimizer.training.TrainingEffort;
import io.ketstream.optimizer.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the algorithm of a run that learns has come: written by its thread, read by the loop's.
final class TrainingStanding {

    /// The report of this number.
    record Numbered(int step, TrainingProgress progress) {}

    private final int rotations;
    private List<Numbered> untold = new ArrayList<>();
    private int steps;
    private long evaluations;
    private long shots;
    private double quantumSeconds;
    private @Nullable Engine engine;

    TrainingStanding(TrainingReady ready) {
        this.rotations = ready.settings().model() instanceof LearningModel.QuantumNeuralNetwork network
                ? network.rotations(ready.table().width())
                : 0;
    }

    synchronized void reported(TrainingProgress progress) {
        steps++;
        untold.add(new Numbered(steps, progress));
    }

    synchronized void answered(Pub pub, Answer.Results results) {
        long asked = Evaluations.of(pub, rotations);
        evaluations += asked;
        shots += pub.shots() == null ? 0 : asked * pub.shots() * Evaluations.settings(pub);
        quantumSeconds += results.seconds();
        if (engine == null) {
            engine = results.engine();
        }
    }

    synchronized @Nullable Engine engine() {
        return engine;
    }

    synchronized TrainingEffort effort() {
        return new TrainingEffort(steps, evaluations, shots, quantumSeconds, engine);
    }

    /// The reports since the last call.
    synchronized List<Numbered> takeReports() {
        List<Numbered> taken = untold;
        untold = new ArrayList<>();
        return taken;
    }
}
