package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import java.util.List;

/// What a run's algorithm has come to: its next question or its end.
sealed interface Step {

    Standing standing();

    /// What happened since the step before.
    List<Report> reports();

    record Asks(Question question, Standing standing, List<Report> reports) implements Step {}

    record Concludes(Conclusion conclusion, Standing standing, List<Report> reports) implements Step {}

    record Fails(Failure failure, Standing standing, List<Report> reports) implements Step {}
}
