package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.Digest;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.problem.Problem;
import io.ketstream.optimizer.loop.Format;
import io.ketstream.support.claim.ProblemDigests;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.search.SearchPoints;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// As on the wire.
public record JsonFormat(EventCodec codec) implements Format {

    @Override
    public RunEvent read(byte[] event) {
        return (RunEvent) codec.decode(event);
    }

    @Override
    public int size(RunEvent event) {
        return ModelJson.mapper().writeValueAsBytes(event).length;
    }

    @Override
    public int size(SearchPart.Candidate candidate) {
        return ModelJson.mapper().writeValueAsBytes(candidate).length;
    }

    @Override
    public Digest digest(Problem problem) {
        return ProblemDigests.of(problem);
    }

    @Override
    public Digest digest(LearningProblem problem, TableClaim table, @Nullable TableClaim test) {
        return ProblemDigests.of(
                problem,
                table.table().sha256(),
                test == null ? null : test.table().sha256());
    }

    @Override
    public Digest digest(LearningSettings settings) {
        return Digest.of(ModelJson.mapper().writeValueAsBytes(settings));
    }

    @Override
    public List<SearchPoint> points(TrainingReady ready) {
        return SearchPoints.of(
                Objects.requireNonNull(ready.settings().search()),
                ready.problem(),
                ready.settings().model());
    }
}
