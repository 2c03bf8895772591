package io.ketstream.execution.queue;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;

/// Whether the answer to a question of a tile or a batch fits a message, before it is computed.
final class AnswerSize {

    /// Of everything in an answer but its numbers.
    private static final long BYTES_AROUND = 4096;

    /// Of a number in base64.
    private static final double BYTES_PACKED = Double.BYTES * 4 / 3.0;

    /// Of the longest decimal text of a number, with what parts it from the next.
    private static final long BYTES_WRITTEN = 25;

    /// Of a result without its numbers.
    private static final long BYTES_PER_RESULT = 64;

    /// Numbers of a result beside its gradient.
    private static final int NUMBERS_PER_RESULT = 3;

    private AnswerSize() {}

    /// @param qubits of the circuit
    /// @throws InvalidValueException naming `parameters` or `batch.inputs`, when the answer would be too large
    static void check(Pub pub, int qubits) {
        double vectors = pub.parameters().size();
        switch (pub.wanted()) {
            case KERNEL -> {
                double rows = pub.rows() == null ? vectors : pub.rows();
                checkMatrix("parameters", rows, rows == vectors ? rows : vectors - rows);
            }
            case BLOCH -> checkMatrix("parameters", vectors, 3.0 * qubits);
            case OUTPUTS -> {
                TrainingBatch batch = pub.batch();
                if (batch != null) {
                    checkMatrix("batch.inputs", vectors * batch.inputs().size(), batch.outputs());
                }
            }
            case LOSS -> checkResults(vectors, 0);
            case LOSS_GRADIENT ->
                checkResults(vectors, pub.parameters().getFirst().size());
            case LOSS_METRIC -> {
                int weights = pub.parameters().getFirst().size();
                double bytes = BYTES_AROUND + resultBytes(weights) + PackedTriangle.numbers(weights) * BYTES_PACKED;
                if (bytes > Topics.MAX_MESSAGE_BYTES) {
                    throw refusal("parameters[0]", "the metric of %d weights".formatted(weights), bytes);
                }
            }
            case ESTIMATE, GRADIENT, SAMPLES -> {
                // those who ask take small batches, whose answers differ by what was sampled
            }
        }
    }

    private static void checkMatrix(String field, double rows, double columns) {
        double bytes = BYTES_AROUND + rows * columns * BYTES_PACKED;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw refusal(field, "%.0f by %.0f numbers".formatted(rows, columns), bytes);
        }
    }

    private static void checkResults(double count, int gradient) {
        double bytes = BYTES_AROUND + count * resultBytes(gradient);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw refusal(
                    "parameters",
                    "%.0f results of up to %d numbers".formatted(count, NUMBERS_PER_RESULT + gradient),
                    bytes);
        }
    }

    private static long resultBytes(int gradient) {
        return BYTES_PER_RESULT + (NUMBERS_PER_RESULT + gradient) * BYTES_WRITTEN;
    }

    private static InvalidValueException refusal(String field, String what, double bytes) {
        return new InvalidValueException(
                field,
                "must be so few that the answer fits a message: %s take %.0f bytes of at most %d"
                        .formatted(what, bytes, Topics.MAX_MESSAGE_BYTES));
    }
}
