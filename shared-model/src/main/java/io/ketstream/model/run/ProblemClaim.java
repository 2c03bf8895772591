package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.problem.Problem;
import org.jspecify.annotations.Nullable;

/// A problem in a message: itself where it is small, else where to fetch it (a claim check).
///
/// @param variables of a portfolio that is to be taken apart, the assets that it may choose from
/// @param digest SHA-256 of the problem's JSON as its owner serves it; of a portfolio that is to be taken apart, of the
///     JSON of `problem` and `market` together
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemClaim(
        String type,
        int variables,
        Digest digest,
        @Nullable Problem problem,
        @Nullable Link link) {

    public ProblemClaim {
        if ((problem == null) == (link == null)) {
            throw new IllegalArgumentException("a claim has either the problem or a link to it");
        }
    }
}
