package io.ketstream.optimizer.training;

import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.optimizer.learning.split.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A search as plain blocking code: all points of its grid are compared on rows of training by runs of their own, and
/// the best is trained and tested by another. With folds all of that happens once for each, on its rows of training
/// (nested cross-validation, S. Varma and R. Simon, BMC Bioinformatics 7, 91 (2006)), and once more on all rows for
/// the model that is kept.
///
/// Rows of a test are in none of the runs that compare. The figures of the test, the controls and the verdict are made
/// of what the others tell, as those of a run without a search are.
///
/// A pure function of the run's settings, of its tables and of what its children come to. Where these could lead to
/// others, or to another report but for its seconds, it is another [SearchVersion].
public final class SearchAlgorithm {

    /// Points that one run compares: what it tells has to fit into a message.
    private static final int MOST_CANDIDATES = 50;

    /// What they take of the message that it is told by, which also has its problem, its columns and its circuit.
    private static final int MOST_CANDIDATE_BYTES = Topics.MAX_MESSAGE_BYTES / 2;

    /// Points that are compared by one run: those of a kernel by that kernel, each network by itself.
    private record Kind(LearningProblem problem, Object learns) {}

    private final TrainingReady ready;
    private final SearchVersion version;
    private final GridSearch search;
    private final SelectionMetric metric;
    private final List<SearchPoint> points;
    private final List<List<SearchPoint>> groups;
    private final TrainingRows rows;
    private final List<Split> splits;
    private long evaluations;
    private long shots;
    private double quantumSeconds;
    private double classicalSeconds;

    /// @param points of the grid, in the order of their numbers
    /// @param bytes that a candidate takes of a message
    /// @param test the other table that the model is tested on
    /// @param version that the search was begun with
    /// @throws InvalidValueException saying why nothing can be learnt
    public SearchAlgorithm(
            TrainingReady ready,
            List<SearchPoint> points,
            ToIntFunction<SearchPart.Candidate> bytes,
            DataTable table,
            @Nullable DataTable test,
            SearchVersion version) {
        this.version = version;
        this.ready = ready;
        this.search = Objects.requireNonNull(ready.settings().search());
        this.metric = Objects.requireNonNull(search.metric());
        this.points = List.copyOf(points);
        this.groups = groups(points, bytes);
        this.rows = TrainingRows.of(widest(ready, points), table, test);
        this.splits = Divisions.outer(
                rows, ready.problem().validation(), ready.settings().seed());
    }

    /// Columns that only some points have are zero in the others, as those of absent categories are.
    private static TrainingReady widest(TrainingReady ready, List<SearchPoint> points) {
        int width = points.stream().mapToInt(point -> width(ready, point)).max().orElseThrow();
        return new TrainingReady(
                ready.metadata(),
                ready.runId(),
                ready.circuitDigest(),
                ready.circuitLink(),
                ready.qubits(),
                ready.inputs(),
                ready.weights(),
                ready.readout(),
                ready.problem(),
                ready.problemDigest(),
                ready.table().ofWidth(width),
                ready.test(),
                ready.settings(),
                ready.parent());
    }

    /// A grid changes no step's type, so only the number of principal components differs between points.
    private static int width(TrainingReady ready, SearchPoint point) {
        return point.problem().preprocessing().steps().stream()
                .filter(PreprocessingStep.Pca.class::isInstance)
                .mapToInt(step -> ((PreprocessingStep.Pca) step).components())
                .findFirst()
                .orElse(ready.table().width());
    }

    private static List<List<SearchPoint>> groups(List<SearchPoint> points, ToIntFunction<SearchPart.Candidate> bytes) {
        Map<Kind, Group> open = new LinkedHashMap<>();
        var all = new ArrayList<Group>();
        for (SearchPoint point : points) {
            Object learns = point.model() instanceof LearningModel.OfKernel model
                    ? List.of(model.type(), model.kernel())
                    : point.number();
            var kind = new Kind(point.problem(), learns);
            int more = bytes.applyAsInt(candidate(point));
            Group group = open.get(kind);
            if (group == null || !group.hasRoomFor(more)) {
                group = new Group();
                open.put(kind, group);
                all.add(group);
            }
            group.add(point, more);
        }
        return all.stream().map(group -> List.copyOf(group.points)).toList();
    }

    private static SearchPart.Candidate candidate(SearchPoint point) {
        return new SearchPart.Candidate(point.number(), point.model());
    }

    /// Points that one run compares.
    private static final class Group {

        private final List<SearchPoint> points = new ArrayList<>();
        private long bytes;

        boolean hasRoomFor(int more) {
            return points.size() < MOST_CANDIDATES && bytes + more <= MOST_CANDIDATE_BYTES;
        }

        void add(SearchPoint point, int more) {
            points.add(point);
            bytes += more;
        }
    }

    public SearchConclusion run(SearchChildren children) {
        List<Scope> scopes = scopes();
        Failure away = compare(scopes, children);
        if (away != null) {
            return new SearchConclusion.NotFound(new Failure(
                    away.code(), "no point can be compared with those of a run without its engine: " + away.message()));
        }
        for (Scope scope : scopes) {
            if (scope.board.best() == null) {
                Failure reason = Objects.requireNonNull(scope.board.failure());
                return new SearchConclusion.NotFound(new Failure(
                        reason.code(),
                        "not one of " + points.size() + " points could be trained" + scope.of() + "; of the last: "
                                + reason.message()));
            }
        }
        List<SearchChildren.Outcome> outcomes =
                children.run(scopes.stream().map(Scope::test).toList());
        for (int k = 0; k < scopes.size(); k++) {
            count(outcomes.get(k));
            Failure failure = outcomes.get(k).failure();
            if (failure != null) {
                return new SearchConclusion.NotFound(new Failure(
                        failure.code(),
                        "the best point, " + scopes.get(k).best().number()
                                + scopes.get(k).of() + ", could not be trained and tested: " + failure.message()));
            }
        }
        return new SearchConclusion.Found(
                report(
                        scopes,
                        outcomes.stream()
                                .map(outcome -> Objects.requireNonNull(outcome.report()))
                                .toList(),
                        children),
                evaluations,
                shots);
    }

    /// Of each fold, then that whose model is kept.
    private List<Scope> scopes() {
        var scopes = new ArrayList<Scope>();
        if (splits.size() > 1) {
            IntStream.rangeClosed(1, splits.size()).forEach(fold -> scopes.add(new Scope(fold)));
        }
        scopes.add(new Scope(null));
        return scopes;
    }

    /// All at once, so that as many runs are under way as can be.
    ///
    /// @return of the first run whose engine is not installed: its points could be trained, only not
    ///     here and now, and the best of the others need not be the best
    private @Nullable Failure compare(List<Scope> scopes, SearchChildren children) {
        var orders = new ArrayList<SearchChildren.Order>();
        for (Scope scope : scopes) {
            groups.forEach(group -> orders.add(scope.comparison(group)));
        }
        List<SearchChildren.Outcome> outcomes = children.run(orders);
        Failure away = null;
        for (int k = 0; k < orders.size(); k++) {
            SearchChildren.Outcome outcome = outcomes.get(k);
            count(outcome);
            scopes.get(k / groups.size()).board.add(groups.get(k % groups.size()), outcome);
            Failure failure = outcome.failure();
            if (away == null && failure != null && failure.code().equals(Failure.ENGINE_NOT_INSTALLED)) {
                away = failure;
            }
        }
        return away;
    }

    private void count(SearchChildren.Outcome outcome) {
        evaluations += outcome.evaluations();
        shots += outcome.shots();
        LearningReport report = outcome.report();
        if (report != null) {
            quantumSeconds += report.quantumSeconds();
            classicalSeconds += report.classicalSeconds();
        }
    }

    private LearningReport report(List<Scope> scopes, List<LearningReport> told, SearchChildren children) {
        var tested = new ArrayList<Tested>();
        for (int k = 0; k < splits.size(); k++) {
            tested.add(scopes.get(k).tested(splits.get(k), told.get(k)));
        }
        var trial = new Trial(rows, splits, tested);
        Scope keeping = scopes.getLast();
        SearchPoint best = keeping.best();
        List<LearningModel> models = scopes.subList(0, splits.size()).stream()
                .map(scope -> scope.best().model())
                .toList();
        Controls controls = Controls.of(
                trial, ready.settings(), models, points.size(), version.stoppingRule(), new Waiting(children));
        LearningReport kept = told.getLast();
        List<SearchReport.Chosen> folds = scopes.subList(0, scopes.size() - 1).stream()
                .map(scope -> new SearchReport.Chosen(
                        scope.best().number(), scope.best().values(), scope.board.mean(scope.best())))
                .toList();
        return new LearningReport(
                rows.size(),
                kept.features(),
                kept.qubits(),
                kept.weights(),
                kept.training(),
                trial.scores().metrics(trial.told()),
                trial.perFold(),
                trial.scores().confusion(trial.told()),
                kept.kernel(),
                controls.controls(),
                controls.verdict(),
                quantumSeconds,
                classicalSeconds,
                kept.model(),
                kept.modelLeftOut(),
                new SearchReport(
                        metric,
                        List.copyOf(search.grid().keySet()),
                        keeping.board.tried(),
                        best.number(),
                        folds,
                        best.model(),
                        best.problem().preprocessing()),
                null);
    }

    /// How far a search has come its children tell.
    private record Waiting(SearchChildren children) implements Audience {

        @Override
        public void report(TrainingProgress progress) {
            children.requireWanted();
        }

        @Override
        public void requireWanted() {
            children.requireWanted();
        }
    }

    private LearningSettings settings(LearningModel model, @Nullable SearchPart part) {
        LearningSettings whole = ready.settings();
        return new LearningSettings(whole.name(), model, whole.execution(), whole.seed(), whole.controls(), null, part);
    }

    /// Rows of training with the points that are compared on them: of a fold, or those of the model that is kept.
    private final class Scope {

        private final @Nullable Integer fold;
        private final Scoreboard board = new Scoreboard(metric, points);

        Scope(@Nullable Integer fold) {
            this.fold = fold;
        }

        SearchPoint best() {
            return Objects.requireNonNull(board.best());
        }

        /// After a noun.
        String of() {
            return fold == null ? "" : " of fold " + fold;
        }

        SearchChildren.Order comparison(List<SearchPoint> group) {
            SearchPoint first = group.getFirst();
            return order(
                    first,
                    new SearchPart(
                            SearchPart.Role.SEARCH,
                            fold,
                            group.stream().map(SearchAlgorithm::candidate).toList(),
                            search.validation(),
                            metric));
        }

        SearchChildren.Order test() {
            return order(best(), new SearchPart(SearchPart.Role.TEST, fold, List.of(), null, null));
        }

        private SearchChildren.Order order(SearchPoint point, SearchPart part) {
            return new SearchChildren.Order(point.problem(), settings(point.model(), part), width(ready, point));
        }

        Tested tested(Split split, LearningReport report) {
            return PackedTold.unpack(
                    Objects.requireNonNull(report.tested()),
                    rows.requireTarget(),
                    rows.with(best().problem()).fit(split.training()));
        }
    }
}
