package io.ketstream.optimizer.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {

    private static final RunId RUN = Samples.run(31);
    private static final TrainingReady WIDE = Trainings.wide(RUN);
    private static final TrainingReady NETWORK = Trainings.network(
            RUN, new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.1, 3, 6, null));

    private static final TrainingReady NATURAL = Trainings.network(
            RUN,
            new LearningModel.NetworkTraining(
                    LearningModel.NetworkTraining.Method.NATURAL_GRADIENT, 0.1, 3, 6, null, null, null, null, 0.01));

    /// What a run came to: all of it that does not depend on how long things took.
    private record Learnt(
            RunStatus status,
            @Nullable LearningReport report,
            @Nullable TrainedModel model,
            int iterations,
            int evaluations) {

        static Learnt of(RunEnded ended) {
            LearningReport report = ended.learning();
            return new Learnt(
                    ended.status(),
                    report == null ? null : timeless(report),
                    report == null ? null : report.model(),
                    ended.iterations(),
                    ended.evaluations());
        }

        private static LearningReport timeless(LearningReport report) {
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
                    report.controls().stream()
                            .map(control -> new LearningControl(
                                    control.name(),
                                    control.training(),
                                    control.validation(),
                                    0,
                                    control.difference(),
                                    control.low(),
                                    control.high(),
                                    control.p()))
                            .toList(),
                    report.verdict(),
                    report.quantumSeconds(),
                    0);
        }
    }

    private static World world(TrainingReady ready) {
        return world(request -> Trainings.answer(ready, request));
    }

    private static World world(Function<ExecutionRequested, ? extends @Nullable RunEvent> executor) {
        return new World((rows, now) -> new PureNode(rows, now, Samples.LOOP), executor);
    }

    private static <T extends RunEvent> List<T> published(World world, Class<T> type) {
        return world.published().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<Integer> asked(World world) {
        return world.requests().stream()
                .map(request -> request.requestId().sequence())
                .toList();
    }

    private static RunEnded undisturbed(TrainingReady ready) {
        try (World world = world(ready)) {
            world.send(ready);
            return world.runToEnd(RUN);
        }
    }

    /// Ticks until so many questions have been asked.
    private static void settleAt(World world, int questions) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (world.requests().size() < questions && System.nanoTime() < until) {
            world.settle();
            world.tick(Duration.ofMillis(50));
        }
        assertThat(world.requests()).hasSizeGreaterThanOrEqualTo(questions);
    }

    private static void await(World world, BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            world.settle();
            world.tick(Duration.ofMillis(50));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void aKernelIsAskedForInTilesAndTrainedOn() {
        try (World world = world(WIDE)) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.failure()).isNull();
            assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ended.optimizerVersion()).isEqualTo("training/3");
            assertThat(ended.circuitDigest()).isEqualTo(WIDE.circuitDigest());
            assertThat(ended.engine()).isEqualTo(Trainings.ENGINE);
            // 90 rows of training, 30 of the test
            assertThat(ended.evaluations()).isEqualTo(90 * 89 / 2 + 30 * 90);
            assertThat(asked(world))
                    .isEqualTo(IntStream.rangeClosed(1, world.requests().size())
                            .boxed()
                            .toList())
                    .hasSize(KernelTiles.symmetric(90, WIDE.inputs()).size()
                            + KernelTiles.rectangle(30, 90, WIDE.inputs()).size());
            assertThat(world.requests().getFirst().pinned()).isNull();
            assertThat(world.requests().subList(1, world.requests().size()))
                    .allSatisfy(request -> assertThat(request.pinned()).isEqualTo(Trainings.ENGINE));
            assertThat(published(world, RunStarted.class)).singleElement().satisfies(started -> {
                assertThat(started.optimizerVersion()).isEqualTo("training/3");
                assertThat(started.start().size()).isZero();
            });
            List<TrainingProgressed> progress = published(world, TrainingProgressed.class);
            assertThat(progress.stream().map(TrainingProgressed::step))
                    .isEqualTo(IntStream.rangeClosed(1, progress.size()).boxed().toList());
            assertThat(ended.iterations()).isEqualTo(progress.size());
            assertThat(progress.stream().filter(step -> step.phase() == TrainingProgressed.Phase.KERNEL))
                    .hasSameSizeAs(world.requests());

            LearningReport report = requireNonNull(ended.learning());
            TrainedModel model = requireNonNull(report.model());
            assertThat(report.rows()).isEqualTo(120);
            assertThat(report.quantumSeconds())
                    .isCloseTo(0.002 * world.requests().size(), within(1e-12));
            assertThat(model.engine()).isEqualTo(Trainings.ENGINE);
            assertThat(requireNonNull(model.kernel()).rows()).allMatch(row -> row < 120);
            assertThat(model.classes()).containsExactly("a", "b");
            byte[] bytes = new EventCodec("test").encode(ended);
            assertThat(new EventCodec("test").decode(bytes)).isEqualTo(ended);
        }
    }

    @Test
    void aNetworkLearnsQuestionByQuestion() {
        try (World world = world(NETWORK)) {
            world.send(NETWORK);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.failure()).isNull();
            // 18 rows of training: three batches of 6 and a look at all rows, three times
            assertThat(asked(world))
                    .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
            List<TrainingProgressed> epochs = published(world, TrainingProgressed.class).stream()
                    .filter(step -> step.phase() == TrainingProgressed.Phase.TRAINING)
                    .toList();
            assertThat(epochs).extracting(TrainingProgressed::done).containsExactly(1, 2, 3);
            assertThat(requireNonNull(epochs.getLast().loss()))
                    .isLessThan(requireNonNull(epochs.getFirst().loss()));
            TrainedModel model = requireNonNull(requireNonNull(ended.learning()).model());
            assertThat(requireNonNull(model.network()).weights().size()).isEqualTo(12);
            byte[] bytes = new EventCodec("test").encode(ended);
            assertThat(new EventCodec("test").decode(bytes)).isEqualTo(ended);
        }
    }

    /// 18 rows of training in batches of 6, until the loss over the test has not been lower for an
    /// epoch; since the second version 4 of them are held back, and a last look is at all.
    @Test
    void aRunGoesOnWithTheVersionThatItWasBegunWith() {
        TrainingReady patient = Trainings.network(
                RUN, new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.8, 30, 6, 1));
        try (World first = new World(
                        (rows, now) -> {
                            new Journal(rows).keepVersion(RUN, "training/1");
                            return new PureNode(rows, now, Samples.LOOP);
                        },
                        request -> Trainings.answer(patient, request));
                World second = world(patient)) {
            first.send(patient);
            RunEnded ofFirst = first.runToEnd(RUN);
            assertThat(ofFirst.optimizerVersion()).isEqualTo("training/1");
            assertThat(published(first, RunStarted.class))
                    .singleElement()
                    .satisfies(started -> assertThat(started.optimizerVersion()).isEqualTo("training/1"));
            assertThat(rowsAsked(first).stream().distinct()).containsExactly(6, 24);
            second.send(patient);
            assertThat(second.runToEnd(RUN).optimizerVersion()).isEqualTo("training/3");
            List<Integer> ofSecond = rowsAsked(second);
            assertThat(ofSecond.subList(0, 4)).containsExactly(6, 6, 2, 18);
            assertThat(ofSecond.getLast()).isEqualTo(24);
        }
    }

    private static List<Integer> rowsAsked(World world) {
        return world.requests().stream()
                .map(request -> requireNonNull(request.pub().batch()).inputs().size())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aCrashAnywhereChangesNothingAboutAMatrix(int back) {
        crashAnywhere(Trainings.matrix(RUN), back, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aCrashAnywhereChangesNothingAboutANetwork(int back) {
        crashAnywhere(NETWORK, back, 1 + back);
    }

    @Test
    void aCrashChangesNothingAboutStepsByTheNaturalGradient() {
        crashAnywhere(NATURAL, 1, 3);
    }

    @Test
    void aLossWithoutItsMetricIsNotTaken() {
        try (World world = world(request -> {
            ExecutionCompleted answer = Trainings.answer(NATURAL, request);
            return new ExecutionCompleted(
                    answer.metadata(), answer.requestId(), answer.engine(), answer.results(), 0, 0, null);
        })) {
            world.send(NATURAL);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.EXECUTION_FAILED);
            assertThat(ended.failure().message()).contains("a matrix is missing");
        }
    }

    @Test
    void metricsAreReadBackAsTheyWereWrittenWithTheirGradients() {
        try (World world = world(r -> null)) {
            world.send(NATURAL);
            settleAt(world, 1);
            Answer answer = Answer.of(Trainings.answer(NATURAL, world.requests().getFirst()));
            assertThat(((Answer.Results) answer).matrix()).isNotNull();
            assertThat(((Answer.Results) answer).points().getFirst().gradient()).isNotNull();
            assertThat(AnswerFormat.decode(AnswerFormat.encode(answer))).isEqualTo(answer);
        }
    }

    @Test
    void aCrashChangesNothingAboutWeightsOfAnglesAndOfClasses() {
        crashAnywhere(Trainings.weighted(RUN), 1, 3);
    }

    @Test
    void aCrashChangesNothingAboutAModel() {
        crashAnywhere(WIDE, 1, 5);
    }

    /// @param stride of records after which it crashes
    private static void crashAnywhere(TrainingReady ready, int back, int stride) {
        try (World reference = world(ready)) {
            reference.send(ready);
            Learnt expected = Learnt.of(reference.runToEnd(RUN));
            reference.settle();
            int records = reference.fed();
            for (int after = 1; after <= records; after += stride) {
                try (World world = world(ready)) {
                    world.send(ready);
                    while (world.fed() < after && world.outcome(RUN) == null) {
                        if (!world.step()) {
                            world.tick(Duration.ofMillis(50));
                        }
                    }
                    world.crash(back);
                    assertThat(Learnt.of(world.runToEnd(RUN)))
                            .as("after %d records", after)
                            .isEqualTo(expected);
                    assertThat(published(world, TrainingProgressed.class).stream()
                                    .map(TrainingProgressed::step)
                                    .distinct())
                            .hasSize(expected.iterations());
                }
            }
        }
    }

    @Test
    void onlyTilesThatAreMissingAreAskedAfterACrash() {
        var held = new ArrayList<ExecutionRequested>();
        var holding = new AtomicBoolean(true);
        try (World world = world(request -> {
            int sequence = request.requestId().sequence();
            if (holding.get() && sequence > 1 && sequence % 2 == 0) {
                held.add(request);
                return null;
            }
            return Trainings.answer(WIDE, request);
        })) {
            world.send(WIDE);
            settleAt(world, 4);
            world.settle();
            int before = world.requests().size();
            holding.set(false);
            world.crash(0);
            Learnt learnt = Learnt.of(world.runToEnd(RUN));
            assertThat(learnt).isEqualTo(Learnt.of(undisturbed(WIDE)));
            List<Integer> again = asked(world).subList(before, world.requests().size());
            assertThat(again)
                    .isEqualTo(held.stream()
                            .map(request -> request.requestId().sequence())
                            .toList());
        }
    }

    /// The last question's answer first, each of them twice.
    @Test
    void answersInAnyOrderAndTwiceAreTheSame() {
        Deque<ExecutionCompleted> waiting = new ArrayDeque<>();
        try (World world = world(request -> {
            ExecutionCompleted answer = Trainings.answer(WIDE, request);
            if (request.requestId().sequence() == 1) {
                return answer;
            }
            waiting.push(answer);
            return null;
        })) {
            world.send(WIDE);
            settleAt(world, 5);
            world.settle();
            assertThat(waiting).hasSizeGreaterThan(4);
            while (!waiting.isEmpty()) {
                ExecutionCompleted answer = waiting.pop();
                world.send(answer);
                world.settle();
                world.send(answer);
            }
            assertThat(Learnt.of(world.runToEnd(RUN))).isEqualTo(Learnt.of(undisturbed(WIDE)));
        }
    }

    @Test
    void aRefusalEndsTheRunWithItsReason() {
        var refusal = new Failure(Failure.EXECUTION_REJECTED, "too wide");
        try (World world = world(request -> request.requestId().sequence() == 3
                ? new ExecutionFailed(
                        EventMetadata.of(request.requestId() + "/failed", Samples.START, null),
                        request.requestId(),
                        refusal)
                : request.requestId().sequence() == 2 ? null : Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(ended.failure()).isEqualTo(refusal);
            assertThat(ended.learning()).isNull();
        }
    }

    /// It was kept, and the outcome was not read, when the instance died; the second question has
    /// no answer.
    @Test
    void aRefusalInTheJournalEndsTheRunAtOnce() {
        var refusal = new Failure(Failure.EXECUTION_REJECTED, "too wide");
        Digest third;
        try (World world = world(WIDE)) {
            world.send(WIDE);
            world.runToEnd(RUN);
            third = world.requests().get(2).requestId().pubDigest();
        }
        try (World world = new World(
                (rows, now) -> {
                    new Journal(rows).keepAnswer(RUN, 3, new Answer.Refusal(third, refusal));
                    return new PureNode(rows, now, Samples.LOOP);
                },
                request -> null)) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.failure()).isEqualTo(refusal);
            assertThat(world.requests()).isEmpty();
        }
    }

    @Test
    void aRefusalOfAnotherQuestionOfTheSameNumberIsNone() {
        var refusal = new Failure(Failure.EXECUTION_REJECTED, "too wide");
        try (World world = new World(
                (rows, now) -> {
                    new Journal(rows).keepAnswer(RUN, 3, new Answer.Refusal(WIDE.circuitDigest(), refusal));
                    return new PureNode(rows, now, Samples.LOOP);
                },
                request -> Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            assertThat(requireNonNull(world.runToEnd(RUN).failure()).code()).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }

    @Test
    void aCancelEndsIt() {
        try (World world =
                world(request -> request.requestId().sequence() < 3 ? Trainings.answer(WIDE, request) : null)) {
            world.send(WIDE);
            await(world, () -> published(world, TrainingProgressed.class).size() == 2);
            world.cancel(RUN);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(ended.circuitDigest()).isEqualTo(WIDE.circuitDigest());
            assertThat(ended.evaluations()).isPositive();
        }
    }

    /// Whoever follows the run waits for as many steps as its outcome counts.
    @Test
    void everyStepOfACancelledRunIsTold() throws InterruptedException {
        int questions;
        try (World world = world(WIDE)) {
            world.send(WIDE);
            world.runToEnd(RUN);
            questions = world.requests().size();
        }
        LoopSettings patient = Samples.LOOP;
        var settings = new LoopSettings(
                Duration.ZERO,
                patient.resendAfter(),
                patient.resendAtMost(),
                patient.evaluationPatience(),
                patient.childPatience(),
                patient.readBackAfter(),
                patient.journalRetention(),
                patient.algorithmMemoryBytes(),
                patient.concurrentReplays(),
                patient.concurrentControls());
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, settings), request -> Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            await(world, () -> world.requests().size() == questions);
            world.settle();
            // the algorithm goes on with its controls, and nobody looks
            Thread.sleep(500);
            world.cancel(RUN);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(published(world, TrainingProgressed.class))
                    .extracting(TrainingProgressed::step)
                    .hasSize(ended.iterations())
                    .isSorted();
        }
    }

    @Test
    void aCancelBeforeItBeginsAsksForNothing() {
        try (World world = world(WIDE)) {
            world.cancel(RUN);
            world.settle();
            world.send(WIDE);
            assertThat(world.runToEnd(RUN).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(world.requests()).isEmpty();
        }
    }

    /// As after a restart, before there is memory for it.
    @Test
    void aCancelBeforeItGoesOnTellsTheVersionThatItWasBegunWith() {
        try (World world = new World(
                (rows, now) -> {
                    new Journal(rows).keepVersion(RUN, "training/1");
                    return new PureNode(rows, now, Samples.LOOP);
                },
                request -> null)) {
            world.cancel(RUN);
            world.settle();
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(ended.optimizerVersion()).isEqualTo("training/1");
        }
    }

    @Test
    void whileItIsPausedNothingIsAsked() {
        var open = new AtomicBoolean(false);
        try (World world = world(
                request -> request.requestId().sequence() < 3 || open.get() ? Trainings.answer(WIDE, request) : null)) {
            world.send(WIDE);
            settleAt(world, 4);
            world.pause(RUN);
            world.settle();
            int asked = world.requests().size();
            open.set(true);
            for (int k = 0; k < 5; k++) {
                world.tick(Duration.ofMinutes(10));
                world.settle();
            }
            assertThat(world.requests()).hasSize(asked);
            assertThat(published(world, RunPaused.class)).hasSize(1);
            world.crash(0);
            for (int k = 0; k < 5; k++) {
                world.tick(Duration.ofMinutes(10));
                world.settle();
            }
            assertThat(world.requests()).hasSize(asked);
            world.resume(RUN);
            assertThat(Learnt.of(world.runToEnd(RUN))).isEqualTo(Learnt.of(undisturbed(WIDE)));
            assertThat(published(world, RunResumed.class)).hasSize(1);
        }
    }

    @Test
    void aQuestionThatIsNotAnsweredIsAskedAgainAndThenGivenUp() {
        try (World world =
                world(request -> request.requestId().sequence() == 1 ? Trainings.answer(WIDE, request) : null)) {
            world.send(WIDE);
            settleAt(world, 4);
            world.settle();
            int asked = world.requests().size();
            world.tick(Samples.LOOP.resendAfter());
            world.settle();
            assertThat(world.requests()).hasSize(2 * asked - 1);
            assertThat(world.requests().getLast())
                    .isEqualTo(withTime(
                            world.requests().get(asked - 1), world.requests().getLast()));
            world.tick(Samples.LOOP.evaluationPatience());
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.EXECUTION_TIMED_OUT);
        }
    }

    private static ExecutionRequested withTime(ExecutionRequested request, ExecutionRequested other) {
        assertThat(request.metadata().id()).isEqualTo(other.metadata().id());
        return new ExecutionRequested(
                other.metadata(),
                request.requestId(),
                request.pub(),
                request.backend(),
                request.pinned(),
                request.circuitLink());
    }

    @Test
    void itWaitsForATableWhoseOwnerIsAway() {
        var away = new AtomicBoolean(true);
        Function<Link, @Nullable DataTable> tables = link -> away.get() ? null : Trainings.table(link);
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP).withTables(tables),
                request -> Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            for (int k = 0; k < 10; k++) {
                world.settle();
                world.tick(Duration.ofMinutes(10));
            }
            assertThat(world.requests()).isEmpty();
            assertThat(world.outcome(RUN)).isNull();
            away.set(false);
            world.crash(0);
            assertThat(Learnt.of(world.runToEnd(RUN))).isEqualTo(Learnt.of(undisturbed(WIDE)));
        }
    }

    @Test
    void aTableThatIsLostFailsTheRun() {
        try (World world = new World(
                (rows, now) -> new PureNode(rows, now, Samples.LOOP).withTables(link -> null),
                request -> Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            world.settle();
            var failure = new Failure(Failure.PROBLEM_UNAVAILABLE, "gone");
            ((PureNode) world.node()).handle(new Input.ClaimLost(RUN, failure));
            assertThat(world.runToEnd(RUN).failure()).isEqualTo(failure);
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsNotTaken() {
        try (World world = world(request -> {
            ExecutionCompleted answer = Trainings.answer(WIDE, request);
            return request.requestId().sequence() == 2
                    ? new ExecutionCompleted(
                            answer.metadata(),
                            new ExecutionId(RUN, 2, Digest.of("another")),
                            answer.engine(),
                            answer.results(),
                            0,
                            0,
                            answer.matrix())
                    : answer;
        })) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.REPLAY_DIVERGED);
        }
    }

    @Test
    void anotherEnginesAnswerIsNotTaken() {
        try (World world = world(request -> {
            ExecutionCompleted answer = Trainings.answer(WIDE, request);
            return request.requestId().sequence() == 2
                    ? new ExecutionCompleted(
                            answer.metadata(),
                            answer.requestId(),
                            new Engine("another", "another/1", "f32"),
                            answer.results(),
                            0,
                            0,
                            answer.matrix())
                    : answer;
        })) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.REPLAY_DIVERGED);
            assertThat(ended.failure().message()).contains("pinned");
        }
    }

    @Test
    void answersToPredictionsAreNotKept() {
        try (World world = world(WIDE)) {
            ExecutionRequested request;
            try (World other = world(r -> null)) {
                other.send(WIDE);
                settleAt(other, 1);
                request = other.requests().getFirst();
            }
            ExecutionCompleted answer = Trainings.answer(WIDE, request);
            RunId prediction = Samples.run(77);
            world.send(new ExecutionCompleted(
                    answer.metadata(),
                    new ExecutionId(prediction, 0, request.requestId().pubDigest()),
                    answer.engine(),
                    answer.results(),
                    0,
                    0,
                    answer.matrix()));
            world.settle();
            assertThat(world.rows().map()).isEmpty();
        }
    }

    @Test
    void matricesAreReadBackAsTheyWereWritten() {
        try (World world = world(r -> null)) {
            world.send(WIDE);
            settleAt(world, 1);
            Answer answer = Answer.of(Trainings.answer(WIDE, world.requests().getFirst()));
            assertThat(AnswerFormat.decode(AnswerFormat.encode(answer))).isEqualTo(answer);
        }
    }

    /// Each row of a batch, of 24 at most, is there 2·12 + 1 times with 15 numbers.
    @Test
    void aStepOfAnAlignmentTakesMemory() {
        long bytes = new OpenTraining(Trainings.kernel(RUN)).bytes;
        assertThat(new OpenTraining(Trainings.aligned(RUN, 16)).bytes - bytes).isEqualTo(25 * 16 * 15 * 8);
        assertThat(new OpenTraining(Trainings.aligned(RUN, 500)).bytes - bytes).isEqualTo(25 * 24 * 15 * 8);
    }

    /// One that waits for long gives its place to another, and is run again after it.
    @Test
    void twoThatDoNotFitTogetherTakeTurns() {
        RunId second = Samples.run(32);
        TrainingReady other = Trainings.wide(second);
        var open = new AtomicBoolean(false);
        long bytes = new OpenTraining(WIDE).bytes;
        var answers = new HashMap<RunId, Integer>();
        try (World world = new World(
                (rows, now) -> new PureNode(
                        rows,
                        now,
                        Samples.LOOP,
                        Minimizers.RELEASED,
                        new AlgorithmBudget(Samples.LOOP, 2 * bytes),
                        null),
                request -> {
                    answers.merge(request.runId(), 1, Integer::sum);
                    boolean held =
                            request.runId().equals(RUN) && request.requestId().sequence() > 2 && !open.get();
                    return held ? null : Trainings.answer(WIDE, request);
                })) {
            world.send(WIDE);
            settleAt(world, 4);
            world.send(other);
            world.settle();
            assertThat(answers).doesNotContainKey(second);
            world.tick(Duration.ofMinutes(2));
            await(world, () -> world.outcome(second) != null);
            open.set(true);
            world.tick(Duration.ofMinutes(10));
            assertThat(Learnt.of(world.runToEnd(RUN))).isEqualTo(Learnt.of(undisturbed(WIDE)));
        }
    }

    /// Turns that it gives to another do not begin its wait anew.
    @Test
    void whoTakesTurnsIsGivenUpAsWell() {
        RunId second = Samples.run(32);
        TrainingReady other = Trainings.wide(second);
        long bytes = new OpenTraining(WIDE).bytes;
        try (World world = new World(
                (rows, now) -> new PureNode(
                        rows,
                        now,
                        Samples.LOOP,
                        Minimizers.RELEASED,
                        new AlgorithmBudget(Samples.LOOP, 2 * bytes),
                        null),
                request -> null)) {
            world.send(WIDE);
            settleAt(world, 1);
            world.send(other);
            for (int minutes = 0; minutes < 300 && world.outcome(RUN) == null; minutes += 3) {
                int asked = world.requests().size();
                world.tick(Duration.ofMinutes(3));
                long until = System.nanoTime() + 2_000_000_000L;
                while (world.outcome(RUN) == null && world.requests().size() == asked && System.nanoTime() < until) {
                    world.settle();
                    world.tick(Duration.ofMillis(50));
                }
            }
            RunEnded ended = requireNonNull(world.outcome(RUN));
            assertThat(requireNonNull(ended.failure()).code()).isEqualTo(Failure.EXECUTION_TIMED_OUT);
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() {
        long bytes = new OpenTraining(WIDE).bytes;
        try (World world = new World(
                (rows, now) -> new PureNode(
                        rows,
                        now,
                        Samples.LOOP,
                        Minimizers.RELEASED,
                        new AlgorithmBudget(Samples.LOOP, bytes - 1),
                        null),
                request -> Trainings.answer(WIDE, request))) {
            world.send(WIDE);
            RunEnded ended = world.runToEnd(RUN);
            assertThat(requireNonNull(ended.failure()).message())
                    .contains("MiB")
                    .contains("fewer rows");
        }
    }

    /// The controls of a network have matrices of all pairs of rows, up to so many rows.
    @Test
    void memoryForControlsOfANetworkIsCounted() {
        assertThat(new OpenTraining(withRows(NETWORK, 1000)).bytes).isBetween(40L << 20, 100L << 20);
        assertThat(new OpenTraining(withRows(NETWORK, 100_000)).bytes).isBetween(150L << 20, 250L << 20);
    }

    private static TrainingReady withRows(TrainingReady ready, int rows) {
        TableClaim claim = ready.table();
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
                new TableClaim(claim.table(), rows, claim.features(), claim.width(), claim.classes()),
                ready.test(),
                ready.settings(),
                ready.parent());
    }

    @Test
    void aModelThatFitsIntoNoMessageIsLeftOutOfTheReport() {
        RunEnded plain = undisturbed(Trainings.kernel(RUN));
        RunEnded ended = undisturbed(Trainings.longNames(RUN));
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        LearningReport report = requireNonNull(ended.learning());
        assertThat(report.model()).isNull();
        assertThat(report.modelLeftOut()).contains("bytes of a message of " + Topics.MAX_MESSAGE_BYTES, "fewer rows");
        LearningReport whole = requireNonNull(plain.learning());
        assertThat(whole.model()).isNotNull();
        assertThat(whole.modelLeftOut()).isNull();
        assertThat(report.validation()).isEqualTo(whole.validation());
        assertThat(new EventCodec("test").encode(ended).length).isLessThan(Topics.MAX_MESSAGE_BYTES);
    }

    @Test
    void questionsFitIntoMessages() {
        try (World world = world(WIDE)) {
            world.send(WIDE);
            world.runToEnd(RUN);
            var codec = new EventCodec("test");
            assertThat(world.requests())
                    .allSatisfy(request ->
                            assertThat(codec.encode(request).length).isLessThanOrEqualTo(Topics.MAX_MESSAGE_BYTES))
                    .anySatisfy(request ->
                            assertThat(codec.encode(request).length).isGreaterThan(Topics.MAX_MESSAGE_BYTES / 2));
        }
    }
}
