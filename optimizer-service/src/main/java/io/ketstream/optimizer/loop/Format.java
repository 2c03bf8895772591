package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How events and problems are written, which a loop itself does not know.
public interface Format {

    /// Reads back the bytes of [Input.CircuitArrived] and [Input.ChildArrived].
    RunEvent read(byte[] event);

    /// How many bytes an event takes.
    int size(RunEvent event);

    /// How many bytes an event takes for a candidate.
    int size(SearchPart.Candidate candidate);

    /// The address of a problem's content.
    Digest digest(Problem problem);

    /// The address of a problem's content together with its tables'.
    Digest digest(LearningProblem problem, TableClaim table, @Nullable TableClaim test);

    /// What settings are told by.
    Digest digest(LearningSettings settings);

    /// The points of a run's search, in the order of their numbers.
    List<SearchPoint> points(TrainingReady ready);
}
