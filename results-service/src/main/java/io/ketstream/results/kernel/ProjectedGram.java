package io.ketstream.results.kernel;

import io.ketstream.model.learning.ProjectedKernel;
import java.io.IOException;
import java.util.List;

/// A matrix of [ProjectedKernel] from the states of single qubits, of which a row has three numbers
/// a qubit.
final class ProjectedGram implements GramMatrix {

    private final double gamma;
    private final List<double[]> states;

    ProjectedGram(double gamma, List<double[]> states) {
        this.gamma = gamma;
        this.states = List.copyOf(states);
    }

    @Override
    public int rows() {
        return states.size();
    }

    @Override
    public void forEachRow(RowTaker taker) throws IOException {
        var row = new double[states.size()];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = i == j ? 1 : ProjectedKernel.entry(states.get(i), states.get(j), gamma);
            }
            taker.take(row);
        }
    }
}
