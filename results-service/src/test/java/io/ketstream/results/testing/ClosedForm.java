package io.ketstream.results.testing;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import java.util.List;
import java.util.Objects;

/// What execution-service answers about circuits of RY(xᵢ) on qubit i, with RY(wᵢ) after it where there are weights;
/// where inputs are weighted, xᵢ is the product of the two.
public final class ClosedForm {

    private ClosedForm() {}

    public static PackedMatrix answer(Pub pub) {
        List<RealVector> vectors = pub.parameters();
        return switch (pub.wanted()) {
            case KERNEL -> kernel(vectors, Objects.requireNonNull(pub.rows()));
            case BLOCH -> bloch(vectors);
            case OUTPUTS -> outputs(vectors.getFirst(), Objects.requireNonNull(pub.batch()));
            case ESTIMATE, GRADIENT, SAMPLES, LOSS, LOSS_GRADIENT, LOSS_METRIC ->
                throw new IllegalArgumentException("no prediction asks for " + pub.wanted());
        };
    }

    /// Π cos²((aᵢ − bᵢ)/2).
    public static double fidelity(RealVector one, RealVector other) {
        double product = 1;
        for (int i = 0; i < one.size(); i++) {
            product *= Math.pow(Math.cos((one.get(i) - other.get(i)) / 2), 2);
        }
        return product;
    }

    private static PackedMatrix kernel(List<RealVector> vectors, int rows) {
        int columns = vectors.size() - rows;
        var values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = fidelity(vectors.get(i), vectors.get(rows + j));
            }
        }
        return PackedMatrix.of(rows, columns, values);
    }

    private static PackedMatrix bloch(List<RealVector> vectors) {
        int qubits = vectors.getFirst().size();
        var values = new double[vectors.size() * 3 * qubits];
        for (int i = 0; i < vectors.size(); i++) {
            for (int q = 0; q < qubits; q++) {
                values[(i * qubits + q) * 3] = Math.sin(vectors.get(i).get(q));
                values[(i * qubits + q) * 3 + 2] = Math.cos(vectors.get(i).get(q));
            }
        }
        return PackedMatrix.of(vectors.size(), 3 * qubits, values);
    }

    private static PackedMatrix outputs(RealVector weights, TrainingBatch batch) {
        PackedMatrix expectations = expectations(weights, batch);
        RealVector coefficients = batch.coefficients();
        if (coefficients == null) {
            return expectations;
        }
        var values = new double[expectations.rows()];
        for (int i = 0; i < values.length; i++) {
            for (int c = 0; c < coefficients.size(); c++) {
                values[i] += coefficients.get(c) * expectations.get(i, c);
            }
        }
        return PackedMatrix.of(values.length, 1, values);
    }

    /// Of observables that are Z on some qubits.
    private static PackedMatrix expectations(RealVector weights, TrainingBatch batch) {
        int columns = batch.readout().size();
        var values = new double[batch.inputs().size() * columns];
        for (int i = 0; i < batch.inputs().size(); i++) {
            RealVector parameters = batch.parameters(i, weights);
            int qubits = parameters.size() / 2;
            for (int c = 0; c < columns; c++) {
                String letters = batch.readout().get(c).toString();
                double product = 1;
                for (int q = 0; q < qubits; q++) {
                    if (letters.charAt(letters.length() - 1 - q) == 'Z') {
                        product *= Math.cos(parameters.get(q) + parameters.get(qubits + q));
                    }
                }
                values[i * columns + c] = product;
            }
        }
        return PackedMatrix.of(batch.inputs().size(), columns, values);
    }
}
