package io.ketstream.support.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.support.event.ModelJson;
import org.jspecify.annotations.Nullable;

/// The addresses of problems' contents.
public final class ProblemDigests {

    private ProblemDigests() {}

    /// What a portfolio that is taken apart is told by: its digest changes with the snapshot.
    private record MarketProblem(Problem problem, MarketClaim market) {}

    /// What a problem of a data set is told by: its digest changes with the tables.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record TableProblem(
            LearningProblem problem, Digest table, @Nullable Digest test) {}

    /// Of the problem's JSON as its owner serves it.
    public static Digest of(Problem problem) {
        return Digest.of(ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(problem));
    }

    /// Of a portfolio by its universe together with its numbers.
    public static Digest of(Problem problem, MarketClaim market) {
        return Digest.of(ModelJson.mapper().writeValueAsBytes(new MarketProblem(problem, market)));
    }

    /// Of a problem together with the versions of its data sets.
    ///
    /// @param test of the other data set that a model is tested on
    public static Digest of(LearningProblem problem, Digest table, @Nullable Digest test) {
        return Digest.of(ModelJson.mapper().writeValueAsBytes(new TableProblem(problem, table, test)));
    }
}
