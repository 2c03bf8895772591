package io.ketstream.optimizer.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.support.search.SearchPoints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchAlgorithmTest {

    private static final RunId RUN = new RunId(new UUID(0, 5));
    private static final String SHAPES = Samples.shapes(60, 4);

    /// Places of columns.
    private static final int WIDTH = 0;

    private static final int LEVEL = 4;

    private static final LearningModel MACHINE = new LearningModel.SupportVectorMachine(
            new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL)), 1, 0.1);

    private static final Preprocessing BANDWIDTH = new Preprocessing(List.of(new PreprocessingStep.Bandwidth(1)));

    /// Does a search's orders one after the other.
    private static final class Direct implements SearchChildren {

        private final TrainingReady whole;
        private final String table;
        private final List<Order> orders = new ArrayList<>();
        private Predicate<Order> failing = _ -> false;
        private String failure = Failure.EXECUTION_FAILED;
        private Predicate<Order> wanted = _ -> true;

        Direct(TrainingReady whole, String table) {
            this.whole = whole;
            this.table = table;
        }

        @Override
        public List<Outcome> run(List<Order> asked) {
            orders.addAll(asked);
            if (!asked.stream().allMatch(wanted)) {
                throw new CancellationException();
            }
            return asked.stream().map(this::outcome).toList();
        }

        @Override
        public void requireWanted() {
            // always
        }

        private Outcome outcome(Order order) {
            if (failing.test(order)) {
                return new Outcome(null, new Failure(failure, "no engine"), 0, 0);
            }
            var ready = Samples.with(
                    Samples.ready(
                            RUN,
                            order.problem(),
                            order.settings().model(),
                            null,
                            whole.table().ofWidth(order.width()),
                            whole.test(),
                            1),
                    order.settings(),
                    null);
            TrainingConclusion conclusion = conclusion(ready, table);
            return new Outcome(
                    conclusion.report(), null, (int) conclusion.effort().evaluations(), 0);
        }

        List<SearchPart> parts(SearchPart.Role role) {
            return orders.stream()
                    .map(order -> requireNonNull(order.settings().part()))
                    .filter(part -> part.role() == role)
                    .toList();
        }
    }

    private static TrainingConclusion conclusion(TrainingReady ready, String table) {
        return new TrainingAlgorithm(ready, Samples.table(table), null, TrainingVersion.current())
                .run(new DirectDialogue(new DenseExecutor(ready)::answer));
    }

    private static LearningProblem classification(Preprocessing preprocessing, Validation validation) {
        return new LearningProblem.Classification("shapes", "kind", null, preprocessing, validation);
    }

    private static TrainingReady ready(LearningProblem problem, LearningModel model) {
        return Samples.ready(RUN, problem, model, null, claim(), null, 1);
    }

    private static TableClaim claim() {
        return Samples.claim(SHAPES, List.of("width", "height"), 2);
    }

    private static Map<String, List<Object>> grid(Object... fieldsAndValues) {
        var grid = new LinkedHashMap<String, List<Object>>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            @SuppressWarnings("unchecked")
            var values = (List<Object>) fieldsAndValues[i + 1];
            grid.put((String) fieldsAndValues[i], values);
        }
        return grid;
    }

    private static TrainingReady searching(TrainingReady ready, Map<String, List<Object>> grid) {
        return Samples.searching(ready, grid, new Validation.Folds(3), SelectionMetric.ACCURACY);
    }

    private static List<SearchPoint> points(TrainingReady ready) {
        return SearchPoints.of(
                requireNonNull(ready.settings().search()),
                ready.problem(),
                ready.settings().model());
    }

    private static SearchConclusion run(TrainingReady ready, Direct children) {
        return run(ready, children, 100);
    }

    /// @param bytes of a candidate
    private static SearchConclusion run(TrainingReady ready, Direct children, int bytes) {
        return new SearchAlgorithm(
                        ready, points(ready), _ -> bytes, Samples.table(children.table), null, SearchVersion.current())
                .run(children);
    }

    private static LearningReport found(TrainingReady ready, Direct children) {
        return ((SearchConclusion.Found) run(ready, children)).report();
    }

    /// Without what differs between a search and the run of its best point: seconds, controls and what was tried.
    private static LearningReport ofTheModel(LearningReport report) {
        return new LearningReport(
                report.rows(),
                report.features(),
                report.qubits(),
                report.weights(),
                report.training(),
                report.validation(),
                report.folds(),
                report.confusion(),
                report.kernel(),
                List.of(),
                null,
                0,
                0,
                report.model(),
                null);
    }

    private static List<LearningControl> timeless(LearningReport report) {
        return report.controls().stream()
                .map(control -> new LearningControl(
                        control.name(),
                        control.training(),
                        control.validation(),
                        0,
                        control.difference(),
                        control.low(),
                        control.high(),
                        control.p()))
                .toList();
    }

    @Test
    void pointsOfOneKernelAreComparedByOneRun() {
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Holdout(0.25)), MACHINE),
                grid("model.c", List.of(0.1, 1, 10), "problem.preprocessing[0].factor", List.of(0.5, 1.5)));
        var children = new Direct(ready, SHAPES);
        LearningReport report = found(ready, children);
        assertThat(children.parts(SearchPart.Role.SEARCH)).hasSize(2).allSatisfy(part -> {
            assertThat(part.candidates()).hasSize(3);
            assertThat(part.fold()).isNull();
        });
        assertThat(children.parts(SearchPart.Role.TEST)).hasSize(1);
        SearchReport search = requireNonNull(report.search());
        assertThat(search.fields()).containsExactly("model.c", "problem.preprocessing[0].factor");
        assertThat(search.points().stream().map(SearchReport.Tried::values))
                .containsExactly(
                        List.of(0.1, 0.5),
                        List.of(0.1, 1.5),
                        List.of(1, 0.5),
                        List.of(1, 1.5),
                        List.of(10, 0.5),
                        List.of(10, 1.5));
        double best = search.points().stream()
                .mapToDouble(point -> requireNonNull(point.mean()))
                .max()
                .orElseThrow();
        int first = search.points().stream()
                .filter(point -> requireNonNull(point.mean()) > best - 1e-12)
                .findFirst()
                .orElseThrow()
                .number();
        assertThat(search.best()).isEqualTo(first);
        assertThat(search.model()).isEqualTo(points(ready).get(first).model());
    }

    /// Of 262144 bytes of a message candidates have half.
    @Test
    void whatOneRunComparesFitsIntoItsMessage() {
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Holdout(0.25)), MACHINE),
                grid("model.c", List.of(0.1, 1, 10, 30, 100)));
        Map<Integer, List<Integer>> sizes = Map.of(
                1000,
                List.of(5),
                65_536,
                List.of(2, 2, 1),
                65_537,
                List.of(1, 1, 1, 1, 1),
                200_000,
                List.of(1, 1, 1, 1, 1));
        sizes.forEach((bytes, expected) -> {
            var children = new Direct(ready, SHAPES);
            children.wanted = _ -> false;
            assertThatThrownBy(() -> run(ready, children, bytes)).isInstanceOf(CancellationException.class);
            List<SearchPart> parts = children.parts(SearchPart.Role.SEARCH);
            assertThat(parts.stream().map(part -> part.candidates().size())).isEqualTo(expected);
            assertThat(parts.stream()
                            .flatMap(part -> part.candidates().stream())
                            .map(SearchPart.Candidate::point))
                    .containsExactly(0, 1, 2, 3, 4);
        });
    }

    /// Random Fourier features have the frequencies of a part's own model, as its other controls have its features.
    @Test
    void controlsOfAFoldKnowTheModelOfNoOther() {
        TrainingReady ready = ready(classification(BANDWIDTH, new Validation.Folds(2)), MACHINE);
        TrainingRows rows = TrainingRows.of(ready, Samples.table(SHAPES), null);
        List<Split> splits = Divisions.outer(rows, ready.problem().validation(), 7);
        var trial = new Trial(
                rows,
                splits,
                splits.stream()
                        .map(split ->
                                new Tested(rows.fit(split.training()), new Told.Classes(new int[0], null), Map.of()))
                        .toList());
        LearningModel fast = new LearningModel.SupportVectorMachine(
                new Kernel.Fidelity(new FeatureMap.Zz(9, Entanglement.FULL)), 1, 0.1);
        List<Told> slower = fourier(ready, trial, List.of(MACHINE, MACHINE));
        List<Told> faster = fourier(ready, trial, List.of(fast, fast));
        List<Told> mixed = fourier(ready, trial, List.of(MACHINE, fast));
        assertThat(faster.getFirst()).usingRecursiveComparison().isNotEqualTo(slower.getFirst());
        assertThat(faster.getLast()).usingRecursiveComparison().isNotEqualTo(slower.getLast());
        assertThat(mixed.getFirst()).usingRecursiveComparison().isEqualTo(slower.getFirst());
        assertThat(mixed.getLast()).usingRecursiveComparison().isEqualTo(faster.getLast());
    }

    private static List<Told> fourier(TrainingReady ready, Trial trial, List<LearningModel> models) {
        var audience = new Audience() {
            @Override
            public void report(TrainingProgress progress) {
                // nobody listens
            }

            @Override
            public void requireWanted() {
                // always
            }
        };
        return new ClassicalControls(ready.settings(), models, 1, StoppingRule.current(), trial, audience)
                .compute().stream()
                        .filter(control -> control.name().equals("random-fourier-features"))
                        .findFirst()
                        .orElseThrow()
                        .told();
    }

    @Test
    void theBestPointIsTestedAsARunOfItsOwnIs() {
        for (Validation validation : List.of(new Validation.Holdout(0.25), new Validation.Folds(4))) {
            // one point only: so every fold has the same
            TrainingReady ready =
                    searching(ready(classification(BANDWIDTH, validation), MACHINE), grid("model.c", List.of(3)));
            LearningReport report = found(ready, new Direct(ready, SHAPES));
            var plain = new LearningSettings(
                    "sample",
                    points(ready).getFirst().model(),
                    ready.settings().execution(),
                    ready.settings().seed());
            LearningReport direct = conclusion(Samples.with(ready(ready.problem(), MACHINE), plain, null), SHAPES)
                    .report();
            assertThat(ofTheModel(report)).isEqualTo(ofTheModel(direct));
            assertThat(timeless(report)).isEqualTo(timeless(direct));
            assertThat(report.verdict()).isEqualTo(direct.verdict());
        }
    }

    @Test
    void aNetworkIsSearchedPointByPoint() {
        var network = new LearningModel.QuantumNeuralNetwork(
                new FeatureMap.Angle(List.of(Rotation.RY), 1),
                new TrainableLayers.StronglyEntangling(1),
                false,
                LearningModel.QuantumNeuralNetwork.Readout.Z,
                LearningModel.QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                2,
                new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.1, 2, 8, null));
        TrainingReady ready = searching(
                ready(classification(new Preprocessing(List.of()), new Validation.Holdout(0.25)), network),
                grid("model.layers.layers", List.of(1, 2), "model.training.learningRate", List.of(0.05, 0.2)));
        var children = new Direct(ready, SHAPES);
        LearningReport report = found(ready, children);
        assertThat(children.parts(SearchPart.Role.SEARCH))
                .hasSize(4)
                .allSatisfy(part -> assertThat(part.candidates()).hasSize(1));
        SearchReport search = requireNonNull(report.search());
        assertThat(requireNonNull(report.model()).model())
                .isEqualTo(points(ready).get(requireNonNull(search.best())).model());
        assertThat(search.points()).allSatisfy(point -> assertThat(point.mean()).isBetween(0.0, 1.0));
    }

    /// Rows of a test that are nonsense change what is said of the test, and nothing that was chosen by: their features
    /// in a classification, whose division follows from its classes, and what is to be told in a regression.
    @Test
    void noSearchSeesTheRowsOfATest() {
        var scaled =
                new Preprocessing(List.of(PreprocessingStep.Scale.minmax(0, 1), new PreprocessingStep.Bandwidth(1)));
        for (Validation validation : List.of(new Validation.Holdout(0.25), new Validation.Folds(3))) {
            var regression = new LearningProblem.Regression("shapes", "level", null, scaled, validation);
            unseen(
                    Samples.searching(
                            ready(regression, MACHINE),
                            grid("model.c", List.of(0.01, 1, 100), "problem.preprocessing[1].factor", List.of(0.2, 1)),
                            new Validation.Folds(3),
                            SelectionMetric.MAE),
                    LEVEL);
            unseen(
                    searching(
                            ready(classification(scaled, validation), MACHINE),
                            grid("model.c", List.of(0.01, 1, 100), "problem.preprocessing[1].factor", List.of(0.2, 1))),
                    WIDTH);
        }
    }

    private static void unseen(TrainingReady ready, int column) {
        List<Split> splits = Divisions.outer(
                TrainingRows.of(ready, Samples.table(SHAPES), null),
                ready.problem().validation(),
                ready.settings().seed());
        for (int k = 0; k < splits.size(); k++) {
            Integer fold = splits.size() > 1 ? k + 1 : null;
            String nonsense = nonsense(SHAPES, splits.get(k).test(), column);
            assertThat(compared(ready, nonsense, fold))
                    .isEqualTo(compared(ready, SHAPES, fold))
                    .isNotEmpty();
            if (fold != null) {
                // whereas those that have these rows for training see them
                int other = fold % splits.size() + 1;
                assertThat(compared(ready, nonsense, other)).isNotEqualTo(compared(ready, SHAPES, other));
            }
        }
    }

    /// Of the runs that compare on the rows of training of one fold.
    private static List<SearchReport.Tried> compared(TrainingReady ready, String table, @Nullable Integer fold) {
        var tried = new ArrayList<SearchReport.Tried>();
        var children = new Direct(ready, table);
        children.wanted = _ -> false;
        assertThatThrownBy(() -> run(ready, children)).isInstanceOf(CancellationException.class);
        for (SearchChildren.Order order : children.orders) {
            SearchPart part = requireNonNull(order.settings().part());
            if (part.role() == SearchPart.Role.SEARCH && Objects.equals(part.fold(), fold)) {
                tried.addAll(requireNonNull(
                                requireNonNull(children.outcome(order).report()).search())
                        .points());
            }
        }
        return tried;
    }

    /// The table with a number in some rows that none has.
    private static String nonsense(String table, List<Integer> rows, int column) {
        String[] lines = table.split("\r\n");
        for (int row : rows) {
            String[] fields = lines[row + 1].split(",");
            fields[column] = String.valueOf(100 + row);
            lines[row + 1] = String.join(",", fields);
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    /// `learning/grid_search.py`: the same parts, kernel and points by scikit-learn's GridSearchCV and SVC.
    @Test
    void choosesAsScikitLearnDoes() throws IOException {
        JsonNode reference;
        try (InputStream json = requireNonNull(getClass().getResourceAsStream("/learning/grid_search.json"))) {
            reference = JsonMapper.shared().readTree(json);
        }
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Folds(4)), MACHINE),
                grid("model.c", List.of(0.1, 1, 30), "problem.preprocessing[0].factor", List.of(0.2, 0.5, 1.5)));
        LearningReport report = found(ready, new Direct(ready, SHAPES));
        SearchReport search = requireNonNull(report.search());
        for (int fold = 1; fold <= 4; fold++) {
            JsonNode scope = reference.at("/scopes/" + (fold - 1));
            assertThat(search.folds().get(fold - 1).point())
                    .isEqualTo(scope.get("best").asInt());
            assertThat(report.folds().get(fold - 1).getFirst().value())
                    .isCloseTo(scope.get("accuracy").asDouble(), within(1e-12));
            List<SearchReport.Tried> tried = compared(ready, SHAPES, fold).stream()
                    .sorted(Comparator.comparingInt(SearchReport.Tried::number))
                    .toList();
            assertAlike(tried, scope);
        }
        assertThat(search.best()).isEqualTo(reference.at("/scopes/4/best").asInt());
        assertAlike(search.points(), reference.at("/scopes/4"));
        assertThat(report.validation().getFirst().value())
                .isCloseTo(reference.get("accuracy").asDouble(), within(1e-12));
    }

    /// Shares of rows, summed up in another order.
    private static void assertAlike(List<SearchReport.Tried> tried, JsonNode reference) {
        for (int k = 0; k < 9; k++) {
            assertThat(tried.get(k).mean())
                    .isCloseTo(reference.at("/means/" + k).asDouble(), within(1e-12));
            assertThat(tried.get(k).deviation())
                    .isCloseTo(reference.at("/deviations/" + k).asDouble(), within(1e-12));
        }
    }

    @Test
    void aPointThatFailsIsOut() {
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Holdout(0.25)), MACHINE),
                grid("problem.preprocessing[0].factor", List.of(0.5, 1.5)));
        var children = new Direct(ready, SHAPES);
        children.failing =
                order -> order.problem().preprocessing().steps().getFirst().equals(new PreprocessingStep.Bandwidth(0.5))
                        && requireNonNull(order.settings().part()).role() == SearchPart.Role.SEARCH;
        SearchReport search = requireNonNull(found(ready, children).search());
        assertThat(search.best()).isEqualTo(1);
        assertThat(search.points().getFirst().failure()).isEqualTo("no engine");
        assertThat(search.points().getFirst().mean()).isNull();
    }

    /// As while the engine of what the search has begun with is replaced by its next version.
    @Test
    void aPointWhoseEngineIsAwayEndsTheSearch() {
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Holdout(0.25)), MACHINE),
                grid("problem.preprocessing[0].factor", List.of(0.5, 1.5)));
        var children = new Direct(ready, SHAPES);
        children.failure = Failure.ENGINE_NOT_INSTALLED;
        children.failing = order ->
                order.problem().preprocessing().steps().getFirst().equals(new PreprocessingStep.Bandwidth(0.5));
        assertThat(run(ready, children))
                .isEqualTo(new SearchConclusion.NotFound(new Failure(
                        Failure.ENGINE_NOT_INSTALLED,
                        "no point can be compared with those of a run without its engine: no engine")));
        assertThat(children.parts(SearchPart.Role.TEST)).isEmpty();
    }

    @Test
    void whereAllFailTheLastReasonIsTold() {
        TrainingReady ready = searching(
                ready(classification(BANDWIDTH, new Validation.Folds(3)), MACHINE), grid("model.c", List.of(1, 2)));
        var children = new Direct(ready, SHAPES);
        children.failing = order -> Integer.valueOf(2)
                .equals(requireNonNull(order.settings().part()).fold());
        assertThat(run(ready, children))
                .isEqualTo(new SearchConclusion.NotFound(new Failure(
                        Failure.EXECUTION_FAILED,
                        "not one of 2 points could be trained of fold 2; of the last: no engine")));
    }

    @Test
    void aRegressionTakesTheSmallestError() {
        var problem = new LearningProblem.Regression("shapes", "level", null, BANDWIDTH, new Validation.Folds(3));
        TrainingReady ready = Samples.searching(
                ready(problem, new LearningModel.KernelRidge(((LearningModel.OfKernel) MACHINE).kernel(), 1)),
                grid("model.alpha", List.of(100, 0.1, 0.001)),
                new Validation.Folds(3),
                SelectionMetric.RMSE);
        LearningReport report = found(ready, new Direct(ready, SHAPES));
        SearchReport search = requireNonNull(report.search());
        double least = search.points().stream()
                .mapToDouble(point -> requireNonNull(point.mean()))
                .min()
                .orElseThrow();
        assertThat(search.points().get(requireNonNull(search.best())).mean()).isEqualTo(least);
        assertThat(search.folds()).hasSize(3);
        assertThat(report.folds()).hasSize(3);
        assertThat(report.validation()).map(Metric::name).containsExactly("r2", "rmse", "mae");
        assertThat(requireNonNull(report.model()).model()).isEqualTo(search.model());
        assertThat(report.classicalSeconds()).isCloseTo(0, within(60.0)).isPositive();
    }
}
