package io.ketstream.results.prediction;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.TrainedModel;
import java.util.List;

/// Asks execution-service.
public interface Questions {

    /// The sequence of a question that belongs to no run's loop, and whose answer is nobody's but the asker's.
    int OF_NO_LOOP = 0;

    /// Answers in the order of the questions, by the engine that the model was trained with.
    ///
    /// @throws UnansweredException when there is none in time, or none at all
    List<PackedMatrix> ask(TrainedModel model, List<Pub> questions);
}
