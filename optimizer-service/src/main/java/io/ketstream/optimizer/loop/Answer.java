package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import java.util.List;

/// What of a result is deterministic and therefore journaled: no times.
sealed interface Answer {

    /// Digest of the PUB that was answered, which tells a replay whether it still asks the same.
    Digest question();

    record Results(Digest question, Engine engine, List<PointResult> points) implements Answer {
        public Results {
            points = List.copyOf(points);
        }
    }

    record Refusal(Digest question, Failure failure) implements Answer {}

    static Answer of(ExecutionResult result) {
        Digest question = result.requestId().pubDigest();
        return switch (result) {
            case ExecutionCompleted completed -> new Results(question, completed.engine(), completed.results());
            case ExecutionFailed failed -> new Refusal(question, failed.failure());
        };
    }
}
