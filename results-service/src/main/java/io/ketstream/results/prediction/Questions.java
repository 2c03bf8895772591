package io.ketstream.results.prediction;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.TrainedModel;
import java.util.List;

/// Asks execution-service.
public interface Questions {

    /// The sequence of a question that belongs to no run's loop, and whose answer is nobody's but the asker's.
    int OF_NO_LOOP = 0;

    /// @param engine that computed all of them
    /// @param matrices in the order of the questions
    record Answered(Engine engine, List<PackedMatrix> matrices) {
        public Answered {
            matrices = List.copyOf(matrices);
        }
    }

    /// Answers by the engine that the model was trained with, or, where it is not installed any
    /// more, by another release of it ([Engine#isOfFamilyOf]).
    ///
    /// @throws UnansweredException when there are none in time, or none at all
    Answered ask(TrainedModel model, List<Pub> questions);
}
