package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fidelities of states, asked for in tiles: as large as messages may be, each entry once.
final class FidelityTiles implements KernelSource {

    private final TrainingReady ready;
    private final TrainingDialogue dialogue;

    FidelityTiles(TrainingReady ready, TrainingDialogue dialogue) {
        this.ready = ready;
        this.dialogue = dialogue;
    }

    @Override
    public KernelBlocks blocks(List<RealVector> training, List<RealVector> test, @Nullable Integer fold) {
        int bytes = Math.max(MessageRoom.bytes(training), MessageRoom.bytes(test));
        int side = Math.min(MessageRoom.vectors(bytes, 0, 2) / 2, (int) Math.sqrt(MessageRoom.ANSWER_NUMBERS));
        List<Tile> ofTraining = Tile.symmetric(training.size(), side);
        List<Tile> ofTest = Tile.rectangular(test.size(), training.size(), side);
        var questions = new ArrayList<Pub>();
        for (Tile tile : ofTraining) {
            List<RealVector> rows = training.subList(tile.top(), tile.bottom());
            boolean diagonal = tile.top() == tile.left();
            questions.add(
                    question(rows, diagonal ? List.of() : training.subList(tile.left(), tile.right()), questions));
        }
        for (Tile tile : ofTest) {
            questions.add(question(
                    test.subList(tile.top(), tile.bottom()), training.subList(tile.left(), tile.right()), questions));
        }
        var gram = new double[training.size()][training.size()];
        var cross = new double[test.size()][training.size()];
        var progress = new ProgressSteps(dialogue, Phase.KERNEL, questions.size(), fold);
        dialogue.ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            if (question < ofTraining.size()) {
                Tile tile = ofTraining.get(question);
                place(gram, tile, matrix);
                mirror(gram, tile);
            } else {
                place(cross, ofTest.get(question - ofTraining.size()), matrix);
            }
            progress.partDone();
        });
        return new KernelBlocks(gram, cross);
    }

    private Pub question(List<RealVector> rows, List<RealVector> columns, List<Pub> before) {
        return Pub.kernel(
                ready.circuitDigest(),
                rows,
                columns,
                ready.settings().execution().shots(),
                QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + before.size()));
    }

    private static void place(double[][] whole, Tile tile, PackedMatrix part) {
        for (int i = tile.top(); i < tile.bottom(); i++) {
            for (int j = tile.left(); j < tile.right(); j++) {
                whole[i][j] = part.get(i - tile.top(), j - tile.left());
            }
        }
    }

    private static void mirror(double[][] gram, Tile tile) {
        for (int i = tile.top(); i < tile.bottom(); i++) {
            for (int j = Math.max(i + 1, tile.left()); j < tile.right(); j++) {
                gram[j][i] = gram[i][j];
            }
        }
    }
}
