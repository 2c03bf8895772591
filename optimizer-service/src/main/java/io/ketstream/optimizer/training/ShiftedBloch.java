package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.ProjectedKernel;
import java.util.List;

/// The kernel of states of single qubits of a batch, by their Bloch vectors r: ∂K(x, y)/∂w is
/// −γ K(x, y) (r(x) − r(y))·(∂r(x)/∂w − ∂r(y)/∂w), where ∂r/∂w is half the difference of shifted
/// ones.
final class ShiftedBloch implements ShiftedKernel {

    private final int size;
    private final double gamma;
    private final double[][] states;

    private ShiftedBloch(int size, double gamma, double[][] states) {
        this.size = size;
        this.gamma = gamma;
        this.states = states;
    }

    static ShiftedBloch ask(
            TrainingReady ready, double gamma, TrainingDialogue dialogue, List<RealVector> angles, RealVector weights) {
        List<RealVector> vectors = ShiftedKernel.shifted(angles, weights);
        return new ShiftedBloch(angles.size(), gamma, ProjectedStates.ask(ready, dialogue, vectors, () -> {}));
    }

    @Override
    public double[][] gram() {
        var gram = new double[size][size];
        for (int i = 0; i < size; i++) {
            gram[i][i] = 1;
            for (int j = 0; j < i; j++) {
                gram[i][j] = ProjectedKernel.entry(states[i], states[j], gamma);
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    @Override
    public double[] derivatives(double[][] slopes) {
        double[][] gram = gram();
        int width = states[0].length;
        var pulls = new double[size][width];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double weight = -2 * gamma * slopes[i][j] * gram[i][j];
                for (int c = 0; c < width; c++) {
                    pulls[i][c] += weight * (states[i][c] - states[j][c]);
                }
            }
        }
        var derivatives = new double[(states.length / size - 1) / 2];
        for (int w = 0; w < derivatives.length; w++) {
            int above = (2 * w + 1) * size;
            int below = above + size;
            for (int i = 0; i < size; i++) {
                for (int c = 0; c < width; c++) {
                    derivatives[w] += pulls[i][c] * (states[above + i][c] - states[below + i][c]) / 2;
                }
            }
        }
        return derivatives;
    }
}
