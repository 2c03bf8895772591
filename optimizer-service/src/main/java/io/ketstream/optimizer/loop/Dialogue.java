package io.ketstream.optimizer.loop;

import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run's algorithm speaks with the world. Every method may block.
interface Dialogue {

    /// The sequence that the next question will have: one more than the number of answers.
    int sequence();

    /// Asks and waits for the answer, one result a parameter vector.
    ///
    /// @throws StopSignal when the search (`search`) is told to stop; the next question then has the same sequence
    /// @throws RunFailedException when the question was refused, or when the journal has the answer to another
    Results ask(Pub pub, @Nullable Engine pinned, boolean search, Standing standing);

    void report(Report report);

    record Results(Engine engine, List<PointResult> points) {}
}
