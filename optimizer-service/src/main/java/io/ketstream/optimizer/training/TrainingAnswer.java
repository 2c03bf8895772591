package io.ketstream.optimizer.training;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.PointResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to one question: of the shape that the question has.
///
/// @param points one a parameter vector; empty where a matrix was wanted
public record TrainingAnswer(
        List<PointResult> points, @Nullable PackedMatrix matrix) {

    public TrainingAnswer {
        points = List.copyOf(points);
    }

    PackedMatrix requireMatrix() {
        if (matrix == null) {
            throw new IllegalStateException("a question for a matrix was answered without one");
        }
        return matrix;
    }
}
