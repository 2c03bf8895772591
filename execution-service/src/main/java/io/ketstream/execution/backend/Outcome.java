package io.ketstream.execution.backend;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.PointResult;
import java.util.List;

/// What a completed job brought, by kind of [Workload].
public sealed interface Outcome {

    /// One result a parameter vector of the PUB.
    record Estimates(List<PointResult> results) implements Outcome {
        public Estimates {
            results = List.copyOf(results);
        }
    }

    /// The matrix that the PUB wanted.
    record Matrix(PackedMatrix matrix) implements Outcome {}

    /// One result a parameter vector of the circuit job.
    record Measurements(List<CircuitResult> results) implements Outcome {
        public Measurements {
            results = List.copyOf(results);
        }
    }
}
