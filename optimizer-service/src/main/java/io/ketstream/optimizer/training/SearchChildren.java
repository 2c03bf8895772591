package io.ketstream.optimizer.training;

import io.ketstream.model.Failure;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a search asks for the runs that it consists of.
public interface SearchChildren {

    /// A run on the tables of the search.
    ///
    /// @param width features of a row after preprocessing
    record Order(LearningProblem problem, LearningSettings settings, int width) {}

    /// What came of one.
    ///
    /// @param report absent where it failed
    /// @param failure why it did
    record Outcome(
            @Nullable LearningReport report, @Nullable Failure failure, int evaluations, long shots) {}

    /// Waits until all have ended.
    ///
    /// @return what came of each, in order
    List<Outcome> run(List<Order> orders);

    /// As [Audience#requireWanted].
    void requireWanted();
}
