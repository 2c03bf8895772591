package io.ketstream.execution.backend;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.PointResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a completed job brought, by kind of [Workload].
public sealed interface Outcome {

    /// One result a parameter vector of the PUB.
    ///
    /// @param matrix that the PUB wanted beside them
    record Estimates(List<PointResult> results, @Nullable PackedMatrix matrix) implements Outcome {
        public Estimates {
            results = List.copyOf(results);
        }

        /// Without a matrix.
        public Estimates(List<PointResult> results) {
            this(results, null);
        }
    }

    /// The matrix that the PUB wanted and nothing else.
    record Matrix(PackedMatrix matrix) implements Outcome {}

    /// One result a parameter vector of the circuit job.
    record Measurements(List<CircuitResult> results) implements Outcome {
        public Measurements {
            results = List.copyOf(results);
        }
    }
}
