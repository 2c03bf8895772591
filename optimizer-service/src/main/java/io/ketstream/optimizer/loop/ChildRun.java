package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// A run that another asks for. Its id is derived from what is asked, so that a replay that asks something else is
/// seen.
///
/// @param id of the child
record ChildRun(ParentRun parent, RunId id, ProblemClaim problem, RunSettings settings) {

    /// @param digest of the problem
    static ChildRun of(ParentRun parent, Problem problem, Digest digest, RunSettings settings) {
        var claim = new ProblemClaim(problem.type(), problem.size(), digest, problem, null);
        String identity = parent.runId() + "/child/" + parent.sequence() + "/" + digest + "/"
                + settings.optimizer().initialParameters() + "/" + settings.seed();
        var id = new RunId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
        return new ChildRun(parent, id, claim, settings);
    }

    int sequence() {
        return parent.sequence();
    }

    RunSubmitted submission(Instant now) {
        return new RunSubmitted(
                EventMetadata.of("run-submitted/" + id, now, null),
                id,
                problem,
                settings,
                null,
                null,
                null,
                parent,
                null);
    }
}
