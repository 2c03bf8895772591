package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run that another asks for. Its id is derived from what is asked, so that a replay that asks something else is
/// seen.
sealed interface ChildRun {

    ParentRun parent();

    RunId id();

    /// As if a user had submitted it.
    RunEvent submission(Instant now);

    default int sequence() {
        return parent().sequence();
    }

    private static RunId id(ParentRun parent, String what) {
        String identity = parent.runId() + "/child/" + parent.sequence() + "/" + what;
        return new RunId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
    }

    private static EventMetadata metadata(RunId id, Instant now) {
        return EventMetadata.of("run-submitted/" + id, now, null);
    }

    /// One that optimises.
    record Optimization(ParentRun parent, RunId id, ProblemClaim problem, RunSettings settings) implements ChildRun {

        /// @param digest of the problem
        static Optimization of(ParentRun parent, Problem problem, Digest digest, RunSettings settings) {
            var claim = new ProblemClaim(problem.type(), problem.size(), digest, problem, null);
            RunId id = ChildRun.id(
                    parent, digest + "/" + settings.optimizer().initialParameters() + "/" + settings.seed());
            return new Optimization(parent, id, claim, settings);
        }

        @Override
        public RunSubmitted submission(Instant now) {
            return new RunSubmitted(metadata(id, now), id, problem, settings, null, null, null, parent, null);
        }
    }

    /// One that learns from a data set.
    ///
    /// @param digest of the problem with its tables
    record Training(
            ParentRun parent,
            RunId id,
            LearningProblem problem,
            Digest digest,
            TableClaim table,
            @Nullable TableClaim test,
            LearningSettings settings)
            implements ChildRun {

        /// @param digest of the problem with its tables
        /// @param ofSettings their digest
        static Training of(
                ParentRun parent,
                LearningProblem problem,
                Digest digest,
                TableClaim table,
                @Nullable TableClaim test,
                LearningSettings settings,
                Digest ofSettings) {
            RunId id = ChildRun.id(parent, digest + "/" + table.width() + "/" + ofSettings);
            return new Training(parent, id, problem, digest, table, test, settings);
        }

        @Override
        public TrainingSubmitted submission(Instant now) {
            return new TrainingSubmitted(metadata(id, now), id, problem, digest, table, test, settings, null, parent);
        }
    }
}
