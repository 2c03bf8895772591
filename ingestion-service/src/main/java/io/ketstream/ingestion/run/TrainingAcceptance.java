package io.ketstream.ingestion.run;

import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.ingestion.dataset.TableVersion;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.model.learning.TrainingColumns;
import io.ketstream.model.learning.Validation;
import io.ketstream.support.claim.ProblemDigests;
import io.ketstream.support.search.SearchPoints;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// Makes of a submission the event that starts a run that learns: finds the versions that its data sets are now, fills
/// in defaults, and checks what only the tables tell.
final class TrainingAcceptance {

    private final Function<String, Optional<Dataset>> datasets;
    private final URI address;

    TrainingAcceptance(Function<String, Optional<Dataset>> datasets, URI address) {
        this.datasets = datasets;
        this.address = address;
    }

    /// @param chosenSeed taken where none is given
    /// @throws InvalidValueException naming the field that is refused
    AcceptedRun.Learning accept(
            LearningSpecification specification, RunId runId, EventMetadata metadata, long chosenSeed) {
        LearningProblem problem = specification.problem();
        LearningSettings settings = specification.settings(chosenSeed);
        TrainingSubmitted event = resolve(problem, settings, runId, metadata);
        TrainingLimits.checkModel(settings.model(), event.table());
        TrainingLimits.checkTiles(event);
        NetworkLimits.check(settings.model(), event.table(), problem.validation(), null);
        GridSearch search = settings.search();
        if (search != null) {
            check(search, specification, settings, event);
        }
        return new AcceptedRun.Learning(event);
    }

    /// Each point of a search has to be a run that would be taken in, on the same tables.
    private void check(
            GridSearch search, LearningSpecification whole, LearningSettings settings, TrainingSubmitted event) {
        TableVersion table = find("problem.dataset", whole.problem().dataset());
        try {
            TrainingColumns.of(whole.problem(), table.description())
                    .checkSearch(table.description(), whole.problem().validation(), search.validation());
        } catch (InvalidValueException e) {
            throw e.within("search");
        }
        TrainingLimits.checkSearch(event);
        for (SearchPoint point : SearchPoints.of(search, whole.problem(), settings.model())) {
            try {
                var run = new LearningSpecification(
                        null, point.problem(), point.model(), settings.execution(), settings.seed(), null);
                TrainingColumns columns = TrainingColumns.of(point.problem(), table.description());
                try {
                    columns.check(table.description(), point.problem().validation());
                } catch (InvalidValueException e) {
                    throw e.within("problem");
                }
                TableClaim claim = claim(table, columns, table.description());
                TrainingLimits.checkModel(run.settings(0).model(), claim);
                NetworkLimits.check(
                        run.settings(0).model(), claim, point.problem().validation(), search.validation());
            } catch (InvalidValueException e) {
                throw SearchPoints.seenFromSearch(search, point.number(), e);
            }
        }
    }

    private TrainingSubmitted resolve(
            LearningProblem problem, LearningSettings settings, RunId runId, EventMetadata metadata) {
        try {
            TableVersion table = find("dataset", problem.dataset());
            TableVersion test = problem.validation() instanceof Validation.OtherDataset(String name)
                    ? find("validation.dataset", name)
                    : null;
            TrainingColumns columns = TrainingColumns.of(problem, table.description());
            columns.check(table.description(), problem.validation());
            if (test != null) {
                checkTest(columns, table, test);
            }
            var event = new TrainingSubmitted(
                    metadata,
                    runId,
                    problem,
                    ProblemDigests.of(problem, table.digest(), test == null ? null : test.digest()),
                    claim(table, columns, table.description()),
                    test == null ? null : claim(test, columns, table.description()),
                    settings,
                    null,
                    null);
            TrainingLimits.checkProblem(event);
            return event;
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
    }

    private TableVersion find(String field, String name) {
        return datasets.apply(name)
                .map(Dataset::table)
                .orElseThrow(
                        () -> new InvalidValueException(field, "is not known: there is no data set '" + name + "'"));
    }

    private static void checkTest(TrainingColumns columns, TableVersion table, TableVersion test) {
        if (table.digest().equals(test.digest())) {
            throw new InvalidValueException(
                    "validation.dataset", "must be another table than the one that is learnt from");
        }
        columns.checkTest(table.description(), test.description());
    }

    /// @param learnt what the columns are those of
    private TableClaim claim(TableVersion table, TrainingColumns columns, TableDescription learnt) {
        Digest digest = table.digest();
        return new TableClaim(
                new Link(URI.create(address + "/api/v1/dataset-versions/" + digest), digest),
                table.description().rows(),
                columns.featuresOf(learnt),
                columns.widthOf(learnt),
                columns.classesOf(learnt));
    }
}
