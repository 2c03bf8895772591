package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a result is journaled: nothing but what its record says, so that all who read the same record first keep the
/// same.
sealed interface Answer {

    /// Digest of the PUB that was answered, which tells a replay whether it still asks the same.
    Digest question();

    /// About how much memory it takes.
    long bytes();

    /// @param points empty where there is a matrix
    /// @param seconds that the computation took; nothing that follows may depend on it
    record Results(
            Digest question,
            Engine engine,
            List<PointResult> points,
            @Nullable PackedMatrix matrix,
            double seconds) implements Answer {
        public Results {
            points = List.copyOf(points);
        }

        @Override
        public long bytes() {
            long numbers = matrix == null ? 0 : (long) matrix.rows() * matrix.columns();
            for (PointResult point : points) {
                RealVector gradient = point.gradient();
                numbers += gradient == null ? 0 : gradient.size();
            }
            return RECORD_BYTES * (1 + points.size()) + Double.BYTES * numbers;
        }
    }

    record Refusal(Digest question, Failure failure) implements Answer {
        @Override
        public long bytes() {
            return RECORD_BYTES;
        }
    }

    long RECORD_BYTES = 300;

    static Answer of(ExecutionResult result) {
        Digest question = result.requestId().pubDigest();
        return switch (result) {
            case ExecutionCompleted completed ->
                new Results(
                        question, completed.engine(), completed.results(), completed.matrix(), completed.runSeconds());
            case ExecutionFailed failed -> new Refusal(question, failed.failure());
        };
    }
}
