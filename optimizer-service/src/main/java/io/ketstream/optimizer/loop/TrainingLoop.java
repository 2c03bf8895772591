package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.optimizer.training.TrainingAlgorithm;
import io.ketstream.optimizer.training.TrainingConclusion;
import io.ketstream.optimizer.training.TrainingEffort;
import io.ketstream.optimizer.training.TrainingProgress;
import io.ketstream.optimizer.training.TrainingVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// The runs of one partition that learn from data sets: fetches their tables, and asks for tiles of kernels and for
/// losses of networks, many at once.
///
/// Answers are rows in whatever order they come; the algorithm takes them in the order of its questions. One that is
/// run again from the beginning asks the same questions: those with a row are answered by it, the others are sent.
///
/// Progress is told once by each loop, and again after a restart: it has derived ids.
final class TrainingLoop extends LargeRuns<OpenTraining> {

    /// Of one run that are sent and not answered: more would wait where others are to have their turn.
    private static final int OUTSTANDING = 64;

    /// Rows read at once.
    private static final int ROWS = 16;

    private static final String LESS = "train on fewer rows, or choose a model that needs fewer of them";

    /// What is fed before it is asked for.
    private static final long PREFETCHED_BYTES = 4L << 20;

    TrainingLoop(
            Journal journal,
            Format format,
            Consumer<Effect> effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        super(journal, format, effects, announcer, clock, settings, budget);
    }

    @Override
    String purpose() {
        return "to learn from the data set";
    }

    @Override
    String advice() {
        return ", or the data set have fewer rows";
    }

    // Inputs

    /// Begins the run, or goes on with it after a restart.
    void begin(TrainingReady ready) {
        if (!isOpen(ready.runId())) {
            var training = new OpenTraining(ready);
            training.lastAnswer = journal.lastAnswer(training.id);
            String recorded = journal.version(training.id);
            if (recorded != null) {
                // one that this release does not have is refused when the run starts
                TrainingVersion.of(recorded).ifPresent(version -> training.version = version);
            }
            open(training);
        }
    }

    void tableFetched(RunId run, Digest digest, DataTable table) {
        OpenTraining training = run(run);
        if (training != null && training.fetching && training.tables.add(digest, table)) {
            launch(training);
        }
    }

    /// After the journal has kept the answer.
    ///
    /// @param first whether it is the first of this sequence
    void answered(RunId run, int sequence, Answer answer, boolean first) {
        OpenTraining training = Objects.requireNonNull(run(run));
        training.lastAnswer = Math.max(training.lastAnswer, sequence);
        training.waited.remove(sequence);
        boolean open = training.live != null
                && first
                && !training.questions.isEmpty()
                && sequence > training.fed
                && sequence <= training.lastQuestion();
        if (!open) {
            return; // it is read when it is asked for
        }
        training.lifeAt = clock.instant();
        training.outstanding.remove(sequence);
        if (answer instanceof Answer.Refusal refusal && isRefused(training, sequence, refusal)) {
            fail(training, refusal.failure());
            return;
        }
        training.ahead.add(sequence);
        if (sequence == training.fed + 1) {
            feed(training, answer);
        }
        send(training);
        if (training.fed >= training.lastQuestion()) {
            take(training, settings.stepPatience().toNanos());
        }
    }

    /// Whether it is of the question that is asked, and not of another one of this sequence.
    private static boolean isRefused(OpenTraining training, int sequence, Answer.Refusal refusal) {
        return refusal.question().equals(training.question(sequence).id().pubDigest());
    }

    private void fail(OpenTraining training, Failure failure) {
        fail(training, failure.code(), failure.message());
    }

    // The algorithm

    @Override
    void start(OpenTraining training) {
        String recorded =
                journal.keepVersion(training.id, TrainingVersion.current().title());
        Optional<TrainingVersion> version = TrainingVersion.of(recorded);
        if (version.isEmpty()) {
            failUnknown(training, recorded);
            return;
        }
        training.version = version.get();
        training.tables.links().forEach(link -> effects.accept(new Effect.FetchTable(training.id, link)));
    }

    private void launch(OpenTraining training) {
        TrainingReady ready = training.ready;
        var algorithm =
                new TrainingAlgorithm(ready, training.tables.learnt(), training.tables.test(), training.version);
        training.tables.forget();
        var standing = new TrainingStanding(ready);
        training.standing = standing;
        training.questions = List.of();
        training.ahead.clear();
        training.outstanding.clear();
        training.fed = 0;
        training.next = 1;
        training.pinned = null;
        List<Answer> known = prefetched(training);
        publish(new RunStarted(
                EventMetadata.of(training.id + "/started", clock.instant(), null),
                training.id,
                ready.circuitDigest(),
                training.version.title(),
                algorithm.start()));
        RunId id = training.id;
        training.live = LiveThread.start(
                id,
                "learn from the data set",
                asking -> algorithm.run(new TrainingExchange(id, asking, standing)),
                known,
                sequence -> announcer.accept(id, sequence),
                () -> budget.largeEnded(training.bytes));
        training.fetching = false;
        take(training, settings.stepPatience().toNanos());
    }

    @Override
    void look(OpenTraining training) {
        take(training, 0);
    }

    /// Takes the algorithm's steps for as long as the caller's thread may wait; a later one announces itself.
    private void take(OpenTraining training, long patience) {
        long until = System.nanoTime() + patience;
        while (training.live != null && training.outcome == null) {
            LiveThread.Step<List<TrainingQuestion>, TrainingConclusion> step =
                    training.live.await(Math.max(0, until - System.nanoTime()));
            switch (step) {
                case null -> {
                    tell(training);
                    return;
                }
                case LiveThread.Step.Asks<List<TrainingQuestion>, TrainingConclusion>(
                        List<TrainingQuestion> questions) -> {
                    asked(training, questions);
                    tell(training);
                    if (training.fed < training.lastQuestion()) {
                        return;
                    }
                }
                case LiveThread.Step.Concludes<List<TrainingQuestion>, TrainingConclusion>(
                        TrainingConclusion conclusion) -> {
                    tell(training);
                    conclude(training, conclusion);
                }
                case LiveThread.Step.Fails<List<TrainingQuestion>, TrainingConclusion>(Failure failure) -> {
                    tell(training);
                    fail(training, failure.code(), failure.message());
                }
            }
        }
    }

    private void asked(OpenTraining training, List<TrainingQuestion> questions) {
        training.questions = questions;
        training.ahead.clear();
        int first = questions.getFirst().sequence();
        training.next = first;
        training.lifeAt = clock.instant();
        if (first <= training.lastAnswer) {
            Journal.Answered answered = journal.answered(training.id, first, training.lastQuestion());
            for (Map.Entry<Integer, Answer.Refusal> refused :
                    answered.refusals().entrySet()) {
                if (isRefused(training, refused.getKey(), refused.getValue())) {
                    fail(training, refused.getValue().failure());
                    return;
                }
            }
            training.ahead.addAll(answered.sequences());
        }
        if (training.ahead.contains(training.fed + 1)) {
            feed(training, null);
        }
        send(training);
    }

    /// Hands on what comes next, as far as it is there.
    ///
    /// @param known the first of it; null: it is read
    private void feed(OpenTraining training, @Nullable Answer known) {
        var answers = new ArrayList<Answer>();
        if (known != null) {
            answers.add(known);
            fed(training, known);
        }
        while (training.ahead.contains(training.fed + 1)) {
            for (Answer answer : journal.answers(training.id, training.fed + 1, ROWS)) {
                answers.add(answer);
                fed(training, answer);
            }
        }
        if (training.fed >= training.lastQuestion() && training.fed < training.lastAnswer) {
            answers.addAll(prefetched(training));
        }
        Objects.requireNonNull(training.live).feed(answers);
    }

    private static void fed(OpenTraining training, Answer answer) {
        training.fed++;
        training.ahead.remove(training.fed);
        if (training.pinned == null && answer instanceof Answer.Results results) {
            training.pinned = results.engine();
        }
    }

    /// Answers to what will be asked after what is asked now.
    private List<Answer> prefetched(OpenTraining training) {
        var answers = new ArrayList<Answer>();
        long bytes = 0;
        while (bytes < PREFETCHED_BYTES) {
            List<Answer> more = journal.answers(training.id, training.fed + 1, ROWS);
            for (Answer answer : more) {
                answers.add(answer);
                fed(training, answer);
                bytes += answer.bytes();
            }
            if (more.size() < ROWS) {
                break;
            }
        }
        return answers;
    }

    /// Sends what there is room for; the first question of all alone, since its answer says which engine has to give
    /// the others.
    private void send(OpenTraining training) {
        int room = training.pinned == null ? 1 : OUTSTANDING;
        while (training.next <= training.lastQuestion() && training.outstanding.size() < room) {
            int sequence = training.next++;
            if (sequence > training.fed && !training.ahead.contains(sequence)) {
                Instant now = clock.instant();
                training.outstanding.put(
                        sequence, new OpenTraining.Sent(now, training.waited.getOrDefault(sequence, Duration.ZERO)));
                publish(training, sequence, now);
            }
        }
    }

    private void publish(OpenTraining training, int sequence, Instant now) {
        TrainingQuestion question = training.question(sequence);
        publish(new ExecutionRequested(
                EventMetadata.of(question.id().toString(), now, null),
                question.id(),
                question.pub(),
                training.ready.settings().execution().backend(),
                training.pinned,
                training.ready.circuitLink()));
    }

    private void tell(OpenTraining training) {
        for (TrainingStanding.Numbered report : training.standing.takeReports()) {
            if (report.step() > training.told) {
                training.told = report.step();
                publish(progressed(training.id, report.step(), report.progress(), clock.instant()));
            }
        }
    }

    private static TrainingProgressed progressed(RunId run, int step, TrainingProgress progress, Instant now) {
        TrainingProgress.Epoch epoch = progress.epoch();
        return new TrainingProgressed(
                EventMetadata.of(run + "/training/" + step, now, null),
                run,
                step,
                progress.phase(),
                progress.done(),
                progress.total(),
                progress.fold(),
                epoch == null ? null : Double.valueOf(epoch.loss()),
                epoch == null ? null : epoch.validationLoss(),
                epoch == null ? null : Double.valueOf(epoch.score()),
                epoch == null ? null : epoch.validationScore());
    }

    // Waiting

    @Override
    void wait(OpenTraining training, Instant now) {
        if (training.live == null) {
            if (!training.fetching) {
                enqueue(training);
            }
            return;
        }
        for (Map.Entry<Integer, OpenTraining.Sent> entry : List.copyOf(training.outstanding.entrySet())) {
            int sequence = entry.getKey();
            OpenTraining.Sent sent = entry.getValue();
            if (!now.isBefore(sent.askedAt.plus(settings.evaluationPatience()))) {
                fail(
                        training,
                        Failure.EXECUTION_TIMED_OUT,
                        "question " + sequence + " was not answered within " + settings.evaluationPatience());
                return;
            }
            if (!now.isBefore(sent.sentAt.plus(settings.resendDelay(sent.sends)))) {
                sent.sends++;
                sent.sentAt = now;
                publish(training, sequence, now);
            }
        }
        if (!training.outstanding.isEmpty()) {
            makeRoom(training, training.lifeAt, now);
            if (training.live == null) {
                training.outstanding.forEach(
                        (sequence, sent) -> training.waited.put(sequence, Duration.between(sent.askedAt, now)));
            }
        }
    }

    @Override
    void tellState(OpenTraining training) {
        // no others depend on it
    }

    @Override
    void resumed(OpenTraining training) {
        training.waited.clear(); // it is started again, and asks for what is missing
    }

    // Ends

    private void conclude(OpenTraining training, TrainingConclusion conclusion) {
        conclude(training, conclusion.report(), report -> ended(training, conclusion, report), LESS);
    }

    private RunEnded ended(OpenTraining training, TrainingConclusion conclusion, LearningReport report) {
        return Outcomes.trained(training.ready, training.version, conclusion, report, clock.instant());
    }

    @Override
    RunEnded interrupted(OpenTraining training, @Nullable Failure failure) {
        TrainingEffort effort = training.standing.effort();
        tell(training); // the outcome counts all of its steps, and they are waited for
        return Outcomes.untrained(training.ready, training.version, failure, effort, clock.instant());
    }

    @Override
    void forget(OpenTraining training) {
        training.questions = List.of();
        training.outstanding.clear();
        training.waited.clear();
        training.ahead.clear();
        training.tables.forget();
    }
}
