package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// exp(−gamma · Σ over qubits of ‖ρ(x) − ρ(y)‖²), whose norm is half the squared distance of Bloch vectors: one state
/// a row is asked for, and the rest is computed.
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
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = kernel(states[i], states[j]);
                gram[j][i] = gram[i][j];
            }
            gram[i][i] = 1;
        }
        var cross = new double[test.size()][training.size()];
        for (int i = 0; i < cross.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                cross[i][j] = kernel(states[gram.length + i], states[j]);
            }
        }
        return new KernelBlocks(gram, cross);
    }

    private double[][] states(List<RealVector> rows, @Nullable Integer fold) {
        int width = 3 * ready.qubits();
        int most = Math.min(MessageRoom.vectors(MessageRoom.bytes(rows), 0, 1), MessageRoom.answers(width));
        List<Tile> parts = Tile.rectangular(rows.size(), 1, most);
        var questions = new ArrayList<Pub>();
        for (Tile part : parts) {
            questions.add(Pub.bloch(
                    ready.circuitDigest(),
                    rows.subList(part.top(), part.bottom()),
                    ready.settings().execution().shots(),
                    QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + questions.size())));
        }
        var states = new double[rows.size()][];
        var progress = new ProgressSteps(dialogue, Phase.KERNEL, questions.size(), fold);
        dialogue.ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            if (matrix.columns() != width) {
                throw new InvalidValueException(
                        "matrix", "must have 3 columns a qubit, " + width + ", not " + matrix.columns());
            }
            Tile part = parts.get(question);
            for (int i = part.top(); i < part.bottom(); i++) {
                states[i] = matrix.row(i - part.top());
            }
            progress.partDone();
        });
        return states;
    }

    private double kernel(double[] first, double[] second) {
        double squares = 0;
        for (int k = 0; k < first.length; k++) {
            double difference = first[k] - second[k];
            squares += difference * difference;
        }
        return StrictMath.exp(-gamma * squares / 2);
    }
}
