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
import io.ketstream.model.learning.LearningModel;
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
import org.jspecify.annotations.Nullable;

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
        Tables tables = tables(problem);
        TrainingSubmitted event = resolve(tables, problem, settings, runId, metadata);
        check(event, tables, null);
        GridSearch search = settings.search();
        if (search != null) {
            check(search, event, tables);
        }
        return new AcceptedRun.Learning(event);
    }

    /// @param inner by which points of a search are compared, of which the run is one's; null: it
    ///     is none's
    private static void check(TrainingSubmitted run, Tables tables, @Nullable Validation inner) {
        LearningModel model = run.settings().model();
        Validation validation = run.problem().validation();
        TableDescription table = tables.learnt().description();
        TrainingLimits.checkModel(run.settings(), run.table());
        KernelLimits.checkQuestions(run, inner == null ? validation : inner);
        KernelLimits.checkProbabilities(model, TrainingColumns.of(run.problem(), table), table, validation, inner);
        NetworkLimits.check(model, run.table(), validation, inner);
    }

    /// Each point of a search has to be a run that would be taken in, on the same tables.
    private void check(GridSearch search, TrainingSubmitted whole, Tables tables) {
        LearningSettings settings = whole.settings();
        TableDescription table = tables.learnt().description();
        try {
            TrainingColumns.of(whole.problem(), table)
                    .checkSearch(table, whole.problem().validation(), search.validation());
        } catch (InvalidValueException e) {
            throw e.within("search");
        }
        TrainingLimits.checkSearch(whole);
        for (SearchPoint point : SearchPoints.of(search, whole.problem(), settings.model())) {
            try {
                var run = new LearningSpecification(
                        null, point.problem(), point.model(), settings.execution(), settings.seed(), null);
                TrainingSubmitted event = resolve(
                        tables, point.problem(), run.settings(settings.seed()), whole.runId(), whole.metadata());
                TrainingLimits.checkSearch(event);
                check(event, tables, search.validation());
            } catch (InvalidValueException e) {
                throw SearchPoints.seenFromSearch(search, point.number(), e);
            }
        }
    }

    /// @param learnt from which is learnt
    /// @param test another, for the test
    private record Tables(TableVersion learnt, @Nullable TableVersion test) {}

    private Tables tables(LearningProblem problem) {
        try {
            return new Tables(
                    find("dataset", problem.dataset()),
                    problem.validation() instanceof Validation.OtherDataset(String name)
                            ? find("validation.dataset", name)
                            : null);
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
    }

    private TrainingSubmitted resolve(
            Tables tables, LearningProblem problem, LearningSettings settings, RunId runId, EventMetadata metadata) {
        TableVersion table = tables.learnt();
        TableVersion test = tables.test();
        try {
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
