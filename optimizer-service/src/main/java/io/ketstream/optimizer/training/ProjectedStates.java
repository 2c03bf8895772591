package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.ProjectedKernel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The kernel of [ProjectedKernel]: one state a row is asked for, and the rest is computed.
final class ProjectedStates implements KernelSource {

    private final TrainingReady ready;
    private final double gamma;
    private final TrainingDialogue dialogue;

    ProjectedStates(TrainingReady ready, double gamma, TrainingDialogue dialogue) {
        this.ready = ready;
        this.gamma = gamma;
        this.dialogue = dialogue;
    }

    @Override
    public KernelBlocks blocks(List<RealVector> training, List<RealVector> test, @Nullable Integer fold) {
        var all = new ArrayList<RealVector>(training);
        all.addAll(test);
        double[][] states = states(all, fold);
        var gram = new double[training.size()][training.size()];
        Integer shots = ready.settings().execution().shots();
        double noise = 0;
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = ProjectedKernel.entry(states[i], states[j], gamma);
                gram[j][i] = gram[i][j];
                if (shots != null && shots > 1) {
                    noise += ProjectedNoise.variance(states[i], states[j], gamma, shots);
                }
            }
            gram[i][i] = 1;
        }
        var cross = new double[test.size()][training.size()];
        for (int i = 0; i < cross.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                cross[i][j] = ProjectedKernel.entry(states[gram.length + i], states[j], gamma);
            }
        }
        double pairs = gram.length * (gram.length - 1.0) / 2;
        return new KernelBlocks(gram, cross, pairs > 0 ? Math.max(noise / pairs, 0) : null);
    }

    private double[][] states(List<RealVector> rows, @Nullable Integer fold) {
        var progress = new ProgressSteps(
                dialogue::report, Phase.KERNEL, parts(ready, rows.size()).size(), fold);
        return ask(ready, dialogue, rows, progress::partDone);
    }

    private static List<Part> parts(TrainingReady ready, int rows) {
        int most = Math.min(
                KernelTiles.vectors(ready.inputs() + ready.weights()), KernelTiles.MAX_ENTRIES / (3 * ready.qubits()));
        return Part.of(rows, most);
    }

    /// The Bloch vectors of all qubits, one after the other, for each vector of the circuit's
    /// parameters.
    ///
    /// @param answered after each answer
    static double[][] ask(TrainingReady ready, TrainingDialogue dialogue, List<RealVector> vectors, Runnable answered) {
        int width = 3 * ready.qubits();
        List<Part> parts = parts(ready, vectors.size());
        var questions = new ArrayList<Pub>();
        for (Part part : parts) {
            questions.add(Pub.bloch(
                    ready.circuitDigest(),
                    part.of(vectors),
                    ready.settings().execution().shots(),
                    QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + questions.size())));
        }
        var states = new double[vectors.size()][];
        dialogue.ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            if (matrix.columns() != width) {
                throw new InvalidValueException(
                        "matrix", "must have 3 columns a qubit, " + width + ", not " + matrix.columns());
            }
            Part part = parts.get(question);
            for (int i = part.from(); i < part.to(); i++) {
                states[i] = matrix.row(i - part.from());
            }
            answered.run();
        });
        return states;
    }
}
