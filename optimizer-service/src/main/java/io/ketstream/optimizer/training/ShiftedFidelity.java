package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.KernelTiles;
import java.util.ArrayList;
import java.util.List;

/// Fidelities of a batch, whose rows are shifted and whose columns are not: ∂K(x, y)/∂w is
/// D(x, y) + D(y, x) with D(x, y) = ½ [K(x; w + π/2, y; w) − K(x; w − π/2, y; w)].
final class ShiftedFidelity implements ShiftedKernel {

    private final int size;
    private final double[][] rows;

    /// @param rows of the shifted rows with the columns
    private ShiftedFidelity(int size, double[][] rows) {
        this.size = size;
        this.rows = rows;
    }

    static ShiftedFidelity ask(
            TrainingReady ready, TrainingDialogue dialogue, List<RealVector> angles, RealVector weights) {
        List<RealVector> columns =
                angles.stream().map(row -> row.followedBy(weights)).toList();
        List<RealVector> vectors = ShiftedKernel.shifted(angles, weights);
        int width = ready.inputs() + ready.weights();
        int most = Math.min(KernelTiles.vectors(width) - columns.size(), KernelTiles.MAX_ENTRIES / columns.size());
        List<Part> parts = Part.of(vectors.size(), most);
        var questions = new ArrayList<Pub>();
        for (Part part : parts) {
            questions.add(Pub.kernel(
                    ready.circuitDigest(),
                    part.of(vectors),
                    columns,
                    ready.settings().execution().shots(),
                    QuestionSeed.of(ready.settings().seed(), dialogue.sequence() + questions.size())));
        }
        var rows = new double[vectors.size()][];
        dialogue.ask(questions, (question, answer) -> {
            PackedMatrix matrix = answer.requireMatrix();
            Part part = parts.get(question);
            for (int i = part.from(); i < part.to(); i++) {
                rows[i] = matrix.row(i - part.from());
            }
        });
        return new ShiftedFidelity(angles.size(), rows);
    }

    @Override
    public double[][] gram() {
        var gram = new double[size][size];
        for (int i = 0; i < size; i++) {
            gram[i][i] = 1;
            for (int j = 0; j < i; j++) {
                gram[i][j] = (rows[i][j] + rows[j][i]) / 2;
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    @Override
    public double[] derivatives(double[][] slopes) {
        var derivatives = new double[(rows.length / size - 1) / 2];
        for (int w = 0; w < derivatives.length; w++) {
            int above = (2 * w + 1) * size;
            int below = above + size;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    if (i != j) {
                        // half a difference, and both D(x, y) and D(y, x)
                        derivatives[w] += slopes[i][j] * (rows[above + i][j] - rows[below + i][j]);
                    }
                }
            }
        }
        return derivatives;
    }
}
