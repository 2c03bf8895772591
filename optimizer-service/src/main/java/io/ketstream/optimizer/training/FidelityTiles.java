package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.KernelTile;
import io.ketstream.model.learning.KernelTiles;
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
        int width = ready.inputs() + ready.weights();
        List<KernelTile> ofTraining = KernelTiles.symmetric(training.size(), width);
        List<KernelTile> ofTest = KernelTiles.rectangle(test.size(), training.size(), width);
        var questions = new ArrayList<Pub>();
        for (KernelTile tile : ofTraining) {
            List<RealVector> columns = tile.isOnDiagonal() ? List.of() : columns(training, tile);
            questions.add(question(rows(training, tile), columns, questions.size()));
        }
        for (KernelTile tile : ofTest) {
            questions.add(question(rows(test, tile), columns(training, tile), questions.size()));
        }
        var gram = new double[training.size()][training.size()];
        var cross = new double[test.size()][training.size()];
        var progress = new ProgressSteps(dialogue::report, Phase.KERNEL, questions.size(), fold);
        dialogue.ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            if (question < ofTraining.size()) {
                KernelTile tile = ofTraining.get(question);
                place(gram, tile, matrix);
                mirror(gram, tile);
            } else {
                place(cross, ofTest.get(question - ofTraining.size()), matrix);
            }
            progress.partDone();
        });
        return new KernelBlocks(gram, cross);
    }

    private static List<RealVector> rows(List<RealVector> all, KernelTile tile) {
        return all.subList(tile.firstRow(), tile.firstRow() + tile.rows());
    }

    private static List<RealVector> columns(List<RealVector> all, KernelTile tile) {
        return all.subList(tile.firstColumn(), tile.firstColumn() + tile.columns());
    }

    private Pub question(List<RealVector> rows, List<RealVector> columns, int before) {
        return Pub.kernel(
                ready.circuitDigest(),
                rows,
                columns,
                ready.settings().execution().shots(),
                QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + before));
    }

    private static void place(double[][] whole, KernelTile tile, PackedMatrix part) {
        for (int i = 0; i < tile.rows(); i++) {
            for (int j = 0; j < tile.columns(); j++) {
                whole[tile.firstRow() + i][tile.firstColumn() + j] = part.get(i, j);
            }
        }
    }

    private static void mirror(double[][] gram, KernelTile tile) {
        for (int i = tile.firstRow(); i < tile.firstRow() + tile.rows(); i++) {
            for (int j = Math.max(i + 1, tile.firstColumn()); j < tile.firstColumn() + tile.columns(); j++) {
                gram[j][i] = gram[i][j];
            }
        }
    }
}
