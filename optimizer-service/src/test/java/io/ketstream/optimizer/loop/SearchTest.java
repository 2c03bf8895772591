package io.ketstream.optimizer.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that search, with children that learn on the same loop.
class SearchTest {

    private static final RunId RUN = Samples.run(81);

    private static final TrainingReady HELD_OUT = searching(new Validation.Holdout(0.25));
    private static final TrainingReady NESTED = searching(new Validation.Folds(2));

    private static TrainingReady searching(Validation validation) {
        Map<String, List<Object>> grid = new LinkedHashMap<>();
        grid.put("model.kernel.featureMap.repetitions", List.of(1, 2));
        grid.put("model.c", List.of(0.1, 10));
        return Trainings.searching(
                Trainings.validated(Trainings.kernel(RUN), validation),
                grid,
                new Validation.Folds(2),
                SelectionMetric.ACCURACY);
    }

    /// What a run came to: all of it that does not depend on how long things took.
    private record Found(
            RunStatus status,
            List<?> figures,
            @Nullable SearchReport search,
            @Nullable TrainedModel model,
            int evaluations) {

        static Found of(RunEnded ended) {
            LearningReport report = requireNonNull(ended.learning());
            return new Found(
                    ended.status(),
                    List.of(
                            report.training(),
                            report.validation(),
                            report.folds(),
                            requireNonNull(report.confusion()),
                            report.controls().stream()
                                    .map(LearningControl::validation)
                                    .toList(),
                            requireNonNull(report.verdict())),
                    report.search(),
                    report.model(),
                    ended.evaluations());
        }
    }

    /// Answers questions of all runs whose circuits it has made.
    private static final class Surroundings {

        private final Map<RunId, TrainingReady> circuits = new HashMap<>();
        private Function<TrainingSubmitted, Boolean> withCircuit = _ -> true;

        @Nullable
        RunEvent circuit(TrainingSubmitted child) {
            TrainingReady ready = Trainings.circuit(child);
            circuits.put(child.runId(), ready);
            return withCircuit.apply(child) ? ready : null;
        }

        RunEvent answer(ExecutionRequested request) {
            return Trainings.answer(
                    requireNonNull(circuits.get(request.requestId().runId())), request);
        }

        World world(long memory) {
            return new World(
                            (rows, now) -> new PureNode(
                                    rows,
                                    now,
                                    Samples.LOOP,
                                    Minimizers.RELEASED,
                                    new AlgorithmBudget(Samples.LOOP, memory),
                                    null),
                            this::answer)
                    .withCircuits(this::circuit);
        }

        World world() {
            return world(1L << 30);
        }
    }

    private static <T extends RunEvent> List<T> published(World world, Class<T> type) {
        return world.published().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static RunEnded undisturbed(TrainingReady ready) {
        try (World world = new Surroundings().world()) {
            world.send(ready);
            return world.runToEnd(RUN);
        }
    }

    private static void await(World world, int children) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (published(world, TrainingSubmitted.class).size() < children && System.nanoTime() < until) {
            world.settle();
            world.tick(Duration.ofMillis(50));
        }
        assertThat(published(world, TrainingSubmitted.class)).hasSizeGreaterThanOrEqualTo(children);
    }

    @Test
    void goesOnWithTheVersionThatItWasBegunWith() {
        var surroundings = new Surroundings();
        try (World world = new World(
                        (rows, now) -> {
                            new Journal(rows).keepVersion(RUN, "search/1");
                            return new PureNode(rows, now, Samples.LOOP);
                        },
                        surroundings::answer)
                .withCircuits(surroundings::circuit)) {
            world.send(HELD_OUT);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.optimizerVersion()).isEqualTo("search/1");
            assertThat(published(world, RunStarted.class)).anySatisfy(started -> {
                assertThat(started.runId()).isEqualTo(RUN);
                assertThat(started.optimizerVersion()).isEqualTo("search/1");
            });
        }
    }

    @Test
    void consistsOfRunsThatCompareAndOneThatIsTested() {
        try (World world = new Surroundings().world()) {
            world.send(HELD_OUT);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.failure()).isNull();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.optimizerVersion()).isEqualTo("search/2");
            assertThat(ended.circuitDigest()).isEqualTo(HELD_OUT.circuitDigest());
            assertThat(ended.engine()).isEqualTo(Trainings.ENGINE);
            List<TrainingSubmitted> children = published(world, TrainingSubmitted.class);
            assertThat(children).hasSize(3).allSatisfy(child -> {
                assertThat(requireNonNull(child.parent()).runId()).isEqualTo(RUN);
                assertThat(child.settings().seed()).isEqualTo(42);
                assertThat(child.settings().search()).isNull();
            });
            assertThat(children.stream()
                            .map(child -> requireNonNull(child.settings().part())))
                    .extracting(SearchPart::role)
                    .containsExactly(SearchPart.Role.SEARCH, SearchPart.Role.SEARCH, SearchPart.Role.TEST);
            assertThat(published(world, RunStarted.class)).anySatisfy(started -> {
                assertThat(started.runId()).isEqualTo(RUN);
                assertThat(started.optimizerVersion()).isEqualTo("search/2");
            });
            LearningReport report = requireNonNull(ended.learning());
            assertThat(report.tested()).isNull();
            SearchReport search = requireNonNull(report.search());
            assertThat(search.points()).hasSize(4);
            assertThat(search.folds()).isEmpty();
            assertThat(requireNonNull(report.model()).model()).isEqualTo(search.model());
            int evaluations = published(world, ChildEnded.class).stream()
                    .mapToInt(ChildEnded::evaluations)
                    .sum();
            assertThat(ended.evaluations()).isEqualTo(evaluations);
            byte[] bytes = new EventCodec("test").encode(ended);
            assertThat(new EventCodec("test").decode(bytes)).isEqualTo(ended);
        }
    }

    /// Four points in each of two folds and once more, two of them by one run; then three that were
    /// chosen.
    @Test
    void tellsHowManyPointsItHasCompared() {
        try (World world = new Surroundings().world()) {
            world.send(NESTED);
            assertThat(world.runToEnd(RUN).iterations()).isEqualTo(9);
            assertThat(published(world, TrainingProgressed.class).stream()
                            .filter(step -> step.runId().equals(RUN))
                            .map(step -> step.step() + " " + step.phase() + " " + step.done() + "/" + step.total()))
                    .containsExactly(
                            "1 SEARCH 2/12",
                            "2 SEARCH 4/12",
                            "3 SEARCH 6/12",
                            "4 SEARCH 8/12",
                            "5 SEARCH 10/12",
                            "6 SEARCH 12/12",
                            "7 TEST 1/3",
                            "8 TEST 2/3",
                            "9 TEST 3/3");
        }
    }

    /// It fails by itself, and takes nothing else down with it.
    @Test
    void failsWhereItsRunsCannotBeToldOf() {
        // forty candidates take more than the list of their values does
        TrainingReady ready = Trainings.searching(
                Trainings.validated(Trainings.kernel(RUN), new Validation.Holdout(0.25)),
                Map.of(
                        "model.c",
                        IntStream.rangeClosed(1, 40).mapToObj(c -> (Object) c).toList()),
                new Validation.Folds(2),
                SelectionMetric.ACCURACY);
        LearningSettings settings = ready.settings();
        TrainingReady large = io.ketstream.optimizer.training.Samples.with(
                ready,
                new LearningSettings(
                        "n".repeat(Topics.MAX_MESSAGE_BYTES - 2500),
                        settings.model(),
                        settings.execution(),
                        settings.seed(),
                        settings.controls(),
                        settings.search(),
                        null),
                null);
        RunEnded ended = undisturbed(large);
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        Failure failure = requireNonNull(ended.failure());
        assertThat(failure.code()).isEqualTo(Failure.OPTIMIZER_FAILED);
        assertThat(failure.message())
                .matches("run 1 of those that it consists of takes 26\\d{4} bytes of a message of 262144");
    }

    @Test
    void foldsAreSearchedEachByItself() {
        RunEnded ended = undisturbed(NESTED);
        assertThat(ended.failure()).isNull();
        LearningReport report = requireNonNull(ended.learning());
        assertThat(report.folds()).hasSize(2);
        assertThat(requireNonNull(report.search()).folds()).hasSize(2);
        assertThat(requireNonNull(report.confusion()).stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(24);
    }

    /// A node is killed after so many records, twice, and the next reads a few of each topic again.
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 15, 40, 80})
    void comesToTheSameWhateverIsKilled(int records) {
        Found undisturbed = Found.of(undisturbed(NESTED));
        try (World world = new Surroundings().world()) {
            world.send(NESTED);
            for (int kill = 1; kill <= 2; kill++) {
                long until = System.nanoTime() + 20_000_000_000L;
                while (world.outcome(RUN) == null && world.fed() < kill * records && System.nanoTime() < until) {
                    if (!world.step()) {
                        world.tick(Duration.ofMillis(50));
                    }
                }
                world.crash(2);
            }
            RunEnded ended = world.runToEnd(RUN);
            assertThat(Found.of(ended)).isEqualTo(undisturbed);
            // told or not, the last step is the one that a reader waits for
            assertThat(ended.iterations())
                    .isEqualTo(published(world, TrainingProgressed.class).stream()
                            .filter(step -> step.runId().equals(RUN))
                            .mapToInt(TrainingProgressed::step)
                            .max()
                            .orElseThrow());
            // which children there are does not depend on who asks
            assertThat(published(world, TrainingSubmitted.class).stream()
                            .map(TrainingSubmitted::runId)
                            .distinct())
                    .hasSize(9);
        }
    }

    /// The children take more than what the parent leaves.
    @Test
    void givesItsMemoryToItsChildren() {
        long parent = new OpenSearch(HELD_OUT).bytes;
        long child = new OpenTraining(Trainings.kernel(RUN)).bytes;
        Found undisturbed = Found.of(undisturbed(HELD_OUT));
        try (World world = new Surroundings().world(Math.max(parent, child) + 1)) {
            world.send(HELD_OUT);
            assertThat(Found.of(world.runToEnd(RUN))).isEqualTo(undisturbed);
        }
    }

    @Test
    void aCancelReachesItsChildren() {
        var surroundings = new Surroundings();
        surroundings.withCircuit = _ -> false;
        try (World world = surroundings.world()) {
            world.send(HELD_OUT);
            await(world, 2);
            world.cancel(RUN);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            world.settle();
            assertThat(published(world, RunCommand.Cancel.class).stream()
                            .map(RunCommand::runId)
                            .distinct())
                    .hasSize(2)
                    .doesNotContain(RUN);
        }
    }

    /// A reader waits for what it has told, and no longer.
    @Test
    void aCancelKeepsTheStepsThatItHasTold() {
        var surroundings = new Surroundings();
        surroundings.withCircuit = child -> requireNonNull(child.parent()).sequence() == 1;
        try (World world = surroundings.world()) {
            world.send(HELD_OUT);
            long until = System.nanoTime() + 20_000_000_000L;
            while (published(world, TrainingProgressed.class).stream()
                            .noneMatch(step -> step.runId().equals(RUN))
                    && System.nanoTime() < until) {
                world.settle();
                world.tick(Duration.ofMillis(50));
            }
            world.cancel(RUN);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(ended.iterations()).isEqualTo(1);
        }
    }

    @Test
    void aPauseReachesItsChildren() {
        var surroundings = new Surroundings();
        surroundings.withCircuit = _ -> false;
        try (World world = surroundings.world()) {
            world.send(HELD_OUT);
            await(world, 2);
            world.pause(RUN);
            world.settle();
            assertThat(published(world, RunCommand.Pause.class)).hasSize(2);
            world.resume(RUN);
            world.settle();
            assertThat(published(world, RunCommand.Resume.class)).hasSize(2);
            surroundings.circuits.values().forEach(world::send);
            surroundings.withCircuit = _ -> true;
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aVersionThatIsUnknownIsNotGuessed() {
        var surroundings = new Surroundings();
        var rows = new MemoryRows();
        new Journal(rows).keepVersion(RUN, "search/99");
        try (World world = new World((_, now) -> new PureNode(rows, now, Samples.LOOP), surroundings::answer)
                .withCircuits(surroundings::circuit)) {
            world.send(HELD_OUT);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }
}
