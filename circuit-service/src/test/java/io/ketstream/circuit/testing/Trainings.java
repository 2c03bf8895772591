package io.ketstream.circuit.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.run.ParentRun;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Runs that learn, as they are submitted.
public final class Trainings {

    private Trainings() {}

    /// To tell one of `classes` by so many features, with this model.
    public static TrainingSubmitted submission(String model, int features, List<String> classes) {
        String problem = classes.isEmpty() ? "regression" : "classification";
        LearningSpecification specification = ModelJson.mapper()
                .readValue(
                        "{\"problem\": {\"type\": \"" + problem + "\", \"dataset\": \"shapes\", \"target\": \"kind\"},"
                                + " \"model\": " + model + ", \"seed\": 42}",
                        LearningSpecification.class);
        RunId run = RunId.random();
        List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
        var table = new TableClaim(
                new Link(URI.create("http://owner/table"), Digest.of("table")),
                150,
                names,
                features,
                classes.isEmpty() ? null : classes);
        return new TrainingSubmitted(
                EventMetadata.of(run + "/submitted", Instant.EPOCH, null),
                run,
                specification.problem(),
                Digest.of("problem"),
                table,
                table,
                specification.settings(1),
                null,
                new ParentRun(RunId.random(), 3));
    }
}
