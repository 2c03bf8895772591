package io.ketstream.support.claim;

import io.ketstream.model.Digest;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.support.event.ModelJson;

/// The addresses of problems' contents.
public final class ProblemDigests {

    private ProblemDigests() {}

    /// What a portfolio that is taken apart is told by: its digest changes with the snapshot.
    private record MarketProblem(Problem problem, MarketClaim market) {}

    /// Of the problem's JSON as its owner serves it.
    public static Digest of(Problem problem) {
        return Digest.of(ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(problem));
    }

    /// Of a portfolio by its universe together with its numbers.
    public static Digest of(Problem problem, MarketClaim market) {
        return Digest.of(ModelJson.mapper().writeValueAsBytes(new MarketProblem(problem, market)));
    }
}
