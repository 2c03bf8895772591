package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.minimizer.Minimizers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All runs of one partition: fed inputs by one thread, it keeps their rows and answers with effects.
///
/// Which answer, decision or outcome counts is settled by the order of one topic each, never by the order between
/// topics: the first result of a sequence is its answer, whichever question it belongs to; the first outcome read back
/// ends the run. So every loop that reads the same topics comes to the same rows, however it is interrupted.
public final class RunLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLoop.class);

    /// Answers handed to a replaying algorithm at once.
    private static final int PREFETCH = 500;

    /// Runs looked after in one tick, so that the caller's thread is not held.
    private static final int WAKES_PER_TICK = 200;

    /// After a restore, input that comes again has this long to start its run from where its effects are missing.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// A question that is open for so long is journaled: after a restart its run waits for the answer and is not
    /// replayed to ask again. Most are answered long before.
    private static final Duration NOTED_AFTER = Duration.ofSeconds(1);

    private static final int REMEMBERED = 10_000;

    private final GatheredRows rows;
    private final Journal journal;
    private final Format format;
    private final Effects effects;
    private final ObjIntConsumer<RunId> announcer;
    private final InstantSource clock;
    private final LoopSettings settings;
    private final AlgorithmBudget budget;
    private final Algorithms algorithms;
    private final Formulations formulations;
    private final ControlQueue controls;
    private final JournalSweep sweep;
    private final DecompositionLoop decompositions;
    private final TrainingLoop trainings;
    private final SearchLoop searches;
    private final List<LargeRuns<?>> large;
    private final Timers timers = new Timers();
    private final Map<RunId, OpenRun> runs = new HashMap<>();
    private final Set<OpenRun> computing = new LinkedHashSet<>();
    private final Map<RunId, OpenRun> parked = new LinkedHashMap<>();
    private final Deque<OpenRun> waiting = new ArrayDeque<>();
    private final Set<RunId> revisited = new LinkedHashSet<>();

    /// @param announcer publishes [RunCommand.Advance] for a run and sequence; called from any thread
    public RunLoop(
            RowStore rows,
            Format format,
            Effects effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        this(rows, format, effects, announcer, clock, settings, budget, Minimizers.RELEASED);
    }

    /// @param minimizers the optimisers of this release
    RunLoop(
            RowStore rows,
            Format format,
            Effects effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget,
            Minimizers minimizers) {
        this.rows = new GatheredRows(rows);
        this.journal = new Journal(this.rows);
        this.format = format;
        this.effects = effects;
        this.announcer = announcer;
        this.clock = clock;
        this.settings = settings;
        this.budget = budget;
        this.algorithms = new Algorithms(minimizers);
        this.formulations = new Formulations(effects::perform);
        this.controls = new ControlQueue(
                journal, formulations, this::readyCircuit, effects::perform, clock, settings.concurrentControls());
        this.decompositions =
                new DecompositionLoop(journal, format, effects::perform, announcer, clock, settings, budget);
        this.trainings = new TrainingLoop(journal, format, effects::perform, announcer, clock, settings, budget);
        this.searches = new SearchLoop(journal, format, effects::perform, announcer, clock, settings, budget);
        this.large = List.of(decompositions, trainings, searches);
        this.sweep = new JournalSweep(journal, settings.journalRetention());
    }

    /// Finds the open runs in the journal. Those that wait for an answer go on when it comes or is overdue, the others
    /// soon.
    public void restore() {
        Instant now = clock.instant();
        RunId after = null;
        for (List<Journal.Markers> some = journal.markers(null, 1000);
                !some.isEmpty();
                some = journal.markers(after, 1000)) {
            for (Journal.Markers markers : some) {
                if (markers.isOpen()) {
                    OpenRun run = admit(markers.run(), markers.timeLimit());
                    boolean waits = journal.lastQuestion(run.id) > run.lastAnswer && !run.cancelled;
                    lookAfter(run, now.plus(waits ? settings.resendAfter() : GRACE), now);
                }
                if (markers.begun() && !markers.controlled()) {
                    controls.add(markers.run());
                }
                after = markers.run();
            }
        }
    }

    public void handle(Input input) {
        switch (input) {
            case Input.CircuitArrived circuit -> circuitArrived(circuit.event(), circuit.bytes());
            case Input.ResultArrived result -> resultArrived(result.result());
            case Input.CommandArrived command -> commandArrived(command.command(), command.offset());
            case Input.ChildArrived child -> childArrived(child.child(), child.bytes());
            case Input.OutcomeArrived outcome -> outcomeArrived(outcome.outcome());
            case Input.FormulationFetched fetched -> formulationFetched(fetched.run(), fetched.formulation());
            case Input.CovarianceFetched fetched ->
                decompositions.covarianceFetched(fetched.run(), fetched.covariance());
            case Input.TableFetched fetched -> {
                trainings.tableFetched(fetched.run(), fetched.digest(), fetched.table());
                searches.tableFetched(fetched.run(), fetched.digest(), fetched.table());
            }
            case Input.ClaimLost lost -> formulationLost(lost.run(), lost.failure());
            case Input.ControlsFinished finished -> {
                controls.finished(finished.run(), finished.controls());
                // This input does not come again, and its row says that its event is out.
                effects.flush();
            }
            case Input.ClockTicked tick -> clockTicked();
        }
        controls.handOut();
        // The store's put takes longer than the producer's thread to set out: little is given to that before.
        rows.flush();
        effects.flush();
    }

    public int openRuns() {
        return runs.size() + large.stream().mapToInt(LargeRuns::open).sum();
    }

    public int pausedRuns() {
        int paused = large.stream().mapToInt(LargeRuns::paused).sum();
        for (OpenRun run : runs.values()) {
            if (run.paused) {
                paused++;
            }
        }
        return paused;
    }

    public boolean isOpen(RunId run) {
        return runs.containsKey(run) || isLarge(run);
    }

    private boolean isLarge(RunId run) {
        return large.stream().anyMatch(some -> some.isOpen(run));
    }

    /// When the run's circuit was ready, or known not to come; null where the journal cannot tell.
    public @Nullable Instant begun(RunId run) {
        try {
            RunEvent circuit = circuit(run);
            return circuit == null ? null : circuit.metadata().occurredAt();
        } catch (UnreadableRowException e) {
            return null;
        }
    }

    /// Lets go of every algorithm without waiting for it.
    @Override
    public void close() {
        List.copyOf(computing).forEach(this::dropAlgorithm);
        runs.values().forEach(this::dropAlgorithm);
        runs.clear();
        large.forEach(LargeRuns::close);
    }

    // Inputs

    private void circuitArrived(RunEvent event, byte[] bytes) {
        RunId id = event.runId();
        Instant timeLimit = null;
        if (event instanceof RunCircuitReady ready) {
            Duration timeout = ready.settings().optimizer().timeout();
            timeLimit = timeout == null ? null : ready.metadata().occurredAt().plus(timeout);
        } else {
            journal.keepControlled(id);
        }
        journal.keepCircuit(id, bytes, timeLimit);
        if (journal.hasEnded(id)) {
            revisit(id, 0);
            return;
        }
        if (isLarge(id)) {
            return;
        }
        OpenRun run = runs.get(id);
        if (run != null) {
            repeat(run, 0);
            return;
        }
        run = admit(id, timeLimit);
        if (!journal.isControlled(id)) {
            controls.add(id);
        }
        journal.decisions(id).stream()
                .reduce((first, last) -> last)
                .filter(last -> last.kind() == Journal.DecisionKind.PAUSE)
                .ifPresent(last -> publishPause(id, last));
        run.emitNext = 0;
        start(run);
    }

    private void resultArrived(ExecutionResult result) {
        RunId id = result.runId();
        int sequence = result.requestId().sequence();
        if (sequence == 0) {
            return; // no loop asks it
        }
        Answer answer = Answer.of(result);
        OpenRun run = runs.get(id);
        boolean first = keepAnswer(id, run, sequence, answer);
        if (run == null) {
            if (trainings.isOpen(id)) {
                trainings.answered(id, sequence, answer, first);
            } else if (!journal.hasBegun(id)) {
                journal.keepStray(id);
            } else if (!first && journal.hasEnded(id)) {
                revisit(id, sequence);
            }
            return;
        }
        switch (run.phase) {
            case Phase.Asked(Live live, Step.Asks asks)
            when asks.question().sequence() == sequence ->
                answered(run, live, asks, first ? List.of(answer) : journal.answers(id, sequence, PREFETCH));
            case Phase.Held(Live live, Step.Asks asks)
            when asks.question().sequence() == sequence ->
                answered(run, live, asks, first ? List.of(answer) : journal.answers(id, sequence, PREFETCH));
            case Phase.Dormant dormant -> {
                run.emitNext = Math.min(run.emitNext, sequence);
                start(run);
            }
            case Phase.Fetching fetching -> run.emitNext = Math.min(run.emitNext, sequence);
            case Phase.Asked asked -> repeat(run, sequence);
            case Phase.Held held -> repeat(run, sequence);
            case Phase.Computing busy -> repeat(run, sequence);
            case Phase.Proposed proposed -> repeat(run, sequence);
        }
    }

    /// @return whether it is the first of this sequence
    private boolean keepAnswer(RunId id, @Nullable OpenRun run, int sequence, Answer answer) {
        if (run == null || sequence <= run.lastAnswer) {
            return journal.keepAnswer(id, sequence, answer);
        }
        run.lastAnswer = sequence;
        journal.keepFirstAnswer(id, sequence, answer);
        return true;
    }

    private void childArrived(ChildEnded child, byte[] bytes) {
        journal.keepChild(child.runId(), child.sequence(), bytes);
        decompositions.childEnded(child);
        searches.childEnded(child);
        if (!isOpen(child.runId()) && !journal.hasBegun(child.runId())) {
            journal.keepStray(child.runId());
        }
    }

    private void commandArrived(RunCommand command, long offset) {
        RunId id = command.runId();
        OpenRun run = runs.get(id);
        switch (command) {
            case RunCommand.Cancel cancel -> decide(id, run, new Journal.Decision(offset, Journal.DecisionKind.CANCEL));
            case RunCommand.Pause pause -> decide(id, run, new Journal.Decision(offset, Journal.DecisionKind.PAUSE));
            case RunCommand.Resume resume -> decide(id, run, new Journal.Decision(offset, Journal.DecisionKind.RESUME));
            case RunCommand.ReachDeadline deadline -> {
                if (run != null) {
                    deadlineReached(run, deadline.sequence());
                }
            }
            case RunCommand.Advance advance -> {
                if (run != null && run.phase instanceof Phase.Computing) {
                    advance(run);
                }
                large.forEach(some -> some.advance(id));
                startWaiting();
            }
            case RunCommand.Replay replay -> {
                // a new run, which comes by its own circuit
            }
            case RunCommand.Withdraw withdraw -> {
                // of questions that no loop has asked
            }
        }
    }

    private void outcomeArrived(RunEnded outcome) {
        if (journal.keepOutcome(outcome.runId(), outcome.metadata().occurredAt())) {
            tellOthers(outcome);
        }
        large.forEach(some -> some.ended(outcome.runId()));
        if (outcome.circuitDigest() == null) {
            decompositions.cancelChildren(outcome.runId());
        }
        OpenRun run = runs.remove(outcome.runId());
        if (run != null) {
            dropAlgorithm(run);
            run.phase = new Phase.Dormant();
            run.ended = true;
        }
    }

    private void tellOthers(RunEnded outcome) {
        ControlsComputed computed = Outcomes.controls(outcome);
        if (computed != null) {
            publish(computed);
        }
        // an outcome that could not name it, or was written by a release that did not
        ParentRun parent = outcome.parent() == null ? parent(outcome.runId()) : outcome.parent();
        Event told = parent == null ? null : Outcomes.forParent(outcome, parent);
        if (told != null) {
            publish(told);
        }
        PortfolioPublished portfolio = Outcomes.portfolio(outcome);
        if (portfolio != null) {
            publish(portfolio);
        }
    }

    private void formulationFetched(RunId id, Formulation formulation) {
        RunCircuitReady circuit = readyCircuit(id);
        if (circuit != null) {
            formulations.fetched(circuit, formulation);
        }
        controls.fetched(id);
        OpenRun run = runs.get(id);
        if (run != null && run.phase instanceof Phase.Fetching) {
            start(run);
        }
    }

    private void formulationLost(RunId id, Failure failure) {
        formulations.lost(id);
        controls.lost(id);
        large.forEach(some -> some.lost(id, failure));
        OpenRun run = runs.get(id);
        if (run != null && run.phase instanceof Phase.Fetching) {
            propose(run, notBegun(run, failure));
        }
    }

    private void clockTicked() {
        Instant now = clock.instant();
        for (OpenRun run : List.copyOf(computing)) {
            advanceIfReady(run);
        }
        startWaiting();
        for (int i = 0; i < WAKES_PER_TICK; i++) {
            OpenRun run = timers.next(now);
            if (run == null) {
                break;
            }
            wake(run, now);
        }
        large.forEach(LargeRuns::tick);
        sweep.tick(now);
    }

    // Decisions

    private void decide(RunId id, @Nullable OpenRun run, Journal.Decision decision) {
        if (run == null && journal.hasEnded(id)) {
            return;
        }
        boolean first = journal.keepDecision(id, decision);
        if (run == null) {
            if (isLarge(id)) {
                if (large.stream().anyMatch(some -> some.decided(id, !first))) {
                    publishPause(id, decision);
                }
            } else {
                journal.keepStray(id);
            }
            return;
        }
        boolean wasPaused = run.paused;
        applyDecisions(run);
        if (decision.kind() == Journal.DecisionKind.CANCEL) {
            cancel(run);
            return;
        }
        if (wasPaused != run.paused || !first) {
            publishPause(id, decision);
        }
        if (wasPaused && !run.paused) {
            switch (run.phase) {
                case Phase.Held(Live live, Step.Asks asks) -> park(run, live, asks);
                case Phase.Dormant dormant -> start(run);
                case Phase.Asked asked -> {
                    // goes on with its answer
                }
                case Phase.Computing busy -> {
                    // asks when it is ready
                }
                case Phase.Fetching fetching -> {
                    // starts when the formulation comes
                }
                case Phase.Proposed proposed -> {
                    // has ended
                }
            }
        }
    }

    private void publishPause(RunId id, Journal.Decision decision) {
        Instant now = clock.instant();
        String identity = id + "/" + decision.kind() + "/" + decision.offset();
        publish(
                decision.kind() == Journal.DecisionKind.PAUSE
                        ? new RunPaused(EventMetadata.of(identity, now, null), id)
                        : new RunResumed(EventMetadata.of(identity, now, null), id));
    }

    private void cancel(OpenRun run) {
        switch (run.phase) {
            case Phase.Asked(Live live, Step.Asks asks) -> proposeCancelled(run, live, asks.standing());
            case Phase.Held(Live live, Step.Asks asks) -> proposeCancelled(run, live, asks.standing());
            case Phase.Dormant dormant -> start(run);
            case Phase.Fetching fetching -> propose(run, notBegun(run, null));
            case Phase.Computing busy -> {
                // ends with its next step
            }
            case Phase.Proposed proposed -> {
                // has ended
            }
        }
    }

    private void proposeCancelled(OpenRun run, Live live, Standing standing) {
        propose(run, Outcomes.interrupted(live, null, standing, clock.instant()));
    }

    /// The deadline replaces the open question by the closing one; whichever is answered first counts.
    private void deadlineReached(OpenRun run, int sequence) {
        Step.Asks asks = run.phase.asks();
        Live live = run.phase.live();
        if (asks != null
                && live != null
                && asks.question().search()
                && asks.question().sequence() == sequence) {
            compute(run, live);
            live.algorithm().stop(StopReason.TIMEOUT);
            advance(run);
        }
    }

    private boolean isPastDeadline(OpenRun run) {
        return run.timeLimit != null && !clock.instant().isBefore(run.timeLimit);
    }

    private void announceDeadline(OpenRun run, int sequence) {
        Instant now = clock.instant();
        if (run.deadlineSequence != sequence || !now.isBefore(run.deadlineSentAt.plus(settings.readBackAfter()))) {
            run.deadlineSequence = sequence;
            run.deadlineSentAt = now;
            var metadata = EventMetadata.of(run.id + "/deadline/" + sequence, now, null);
            publish(new RunCommand.ReachDeadline(metadata, run.id, sequence));
        }
        timers.schedule(run, now.plus(settings.readBackAfter()));
    }

    // The algorithm

    private OpenRun admit(RunId id, @Nullable Instant timeLimit) {
        var run = new OpenRun(id, timeLimit);
        applyDecisions(run);
        run.lastAnswer = journal.lastAnswer(id);
        runs.put(id, run);
        return run;
    }

    private void applyDecisions(OpenRun run) {
        for (Journal.Decision decision : journal.decisions(run.id)) {
            switch (decision.kind()) {
                case CANCEL -> run.cancelled = true;
                case PAUSE -> run.paused = true;
                case RESUME -> run.paused = false;
            }
        }
    }

    /// Effects of the answer to `sequence` are due again: it came again, and this loop may not have published them.
    private void repeat(OpenRun run, int sequence) {
        if (sequence < run.emittedFrom && !run.reemitted) {
            run.reemitted = true;
            dropAlgorithm(run);
            run.phase = new Phase.Dormant();
            run.emitNext = sequence;
            start(run);
        }
    }

    /// As [#repeat], for a run that has ended: its reports may be missing where its outcome is not.
    private void revisit(RunId id, int sequence) {
        if (!revisited.add(id)) {
            return;
        }
        if (revisited.size() > REMEMBERED) {
            Iterator<RunId> eldest = revisited.iterator();
            eldest.next();
            eldest.remove();
        }
        var run = new OpenRun(id, null);
        run.ended = true;
        run.emitNext = sequence;
        start(run);
    }

    private void start(OpenRun run) {
        try {
            startUnguarded(run);
        } catch (RunFailedException e) {
            notStarted(run, e.failure(), e);
        } catch (IllegalArgumentException | UnreadableRowException e) {
            notStarted(run, new Failure(Failure.OPTIMIZER_FAILED, String.valueOf(e.getMessage())), e);
        }
    }

    private void notStarted(OpenRun run, Failure failure, RuntimeException cause) {
        LOG.atWarn().setCause(cause).addKeyValue("runId", run.id).log("A run cannot be started");
        propose(run, notBegun(run, failure));
    }

    private void startUnguarded(OpenRun run) {
        RunEvent event = circuit(run.id);
        if (event instanceof RunDecomposed decomposed) {
            // when it has ended there is nothing to publish again: its outcome came with everything else
            if (runs.remove(run.id) != null) {
                decompositions.begin(decomposed);
            }
            return;
        }
        if (event instanceof TrainingReady ready) {
            if (runs.remove(run.id) != null) {
                if (ready.settings().search() == null) {
                    trainings.begin(ready);
                } else {
                    searches.begin(ready);
                }
            }
            return;
        }
        if (event instanceof RunCircuitFailed failed) {
            propose(run, notBegun(run, failed.failure()));
            return;
        }
        if (!(event instanceof RunCircuitReady circuit)) {
            throw new UnreadableRowException("the circuit of run " + run.id + " is not in the journal", null);
        }
        int answers = journal.lastAnswer(run.id);
        if (run.cancelled && answers == 0) {
            propose(run, notBegun(run, null));
            return;
        }
        Formulation formulation = formulations.of(circuit);
        if (formulation == null) {
            run.phase = new Phase.Fetching();
            return;
        }
        if (answers > 0 && !run.replaying && !budget.tryReplay()) {
            if (!run.waiting) {
                run.waiting = true;
                waiting.add(run);
            }
            return;
        }
        run.replaying = answers > 0;
        String version = journal.keepVersion(
                run.id, algorithms.current(circuit.settings().optimizer().type()));
        RunAlgorithm algorithm = algorithms.make(version, circuit, formulation);
        int emitFrom = Math.min(run.emitNext, answers);
        run.emitNext = OpenRun.NOTHING;
        run.emittedFrom = Math.min(run.emittedFrom, emitFrom);
        long bytes = AlgorithmBudget.weigh(
                circuit.settings().optimizer(),
                circuit.parameters().size(),
                formulation.cost().terms().size());
        List<Answer> known = journal.answers(run.id, 1, PREFETCH);
        RunId id = run.id;
        var started = LiveAlgorithm.start(id, algorithm, known, sequence -> announcer.accept(id, sequence));
        budget.take(bytes);
        compute(run, new Live(started, circuit, formulation, emitFrom, bytes));
        advance(run);
    }

    private void compute(OpenRun run, Live live) {
        parked.remove(run.id);
        run.phase = new Phase.Computing(live);
        computing.add(run);
    }

    /// Takes the algorithm's steps for as long as the caller's thread may wait; a later one announces itself.
    private void advance(OpenRun run) {
        take(run, settings.stepPatience().toNanos());
    }

    private void advanceIfReady(OpenRun run) {
        take(run, 0);
    }

    private void take(OpenRun run, long patience) {
        long until = System.nanoTime() + patience;
        while (run.phase instanceof Phase.Computing(Live live)) {
            Step step = live.algorithm().await(Math.max(0, until - System.nanoTime()));
            if (step == null) {
                return;
            }
            taken(run, live, step);
        }
    }

    private void taken(OpenRun run, Live live, Step step) {
        switch (step) {
            case Step.Asks asks -> {
                List<Answer> known;
                try {
                    known = knownAnswers(run, asks.question().sequence());
                } catch (UnreadableRowException e) {
                    publishReports(run, live, step);
                    fail(run, live, new Failure(Failure.OPTIMIZER_FAILED, String.valueOf(e.getMessage())), asks);
                    return;
                }
                if (known.isEmpty()) {
                    // The question first: its answer is what everyone waits for.
                    park(run, live, asks);
                    publishReports(run, live, step);
                } else {
                    publishReports(run, live, step);
                    live.algorithm().feed(known);
                }
            }
            case Step.Concludes concludes -> {
                publishReports(run, live, step);
                propose(run, Outcomes.succeeded(live, concludes, clock.instant()));
            }
            case Step.Fails fails -> {
                publishReports(run, live, step);
                fail(run, live, fails.failure(), fails);
            }
        }
    }

    private List<Answer> knownAnswers(OpenRun run, int sequence) {
        return sequence > run.lastAnswer ? List.of() : journal.answers(run.id, sequence, PREFETCH);
    }

    private void publishReports(OpenRun run, Live live, Step step) {
        for (Report report : step.reports()) {
            boolean neverBegan = run.cancelled && report instanceof Report.Started;
            if (report.after() >= live.emitFrom() && !neverBegan) {
                publish(Reports.event(live, report, clock.instant()));
            }
        }
    }

    /// A question is ready that the journal does not answer.
    private void park(OpenRun run, Live live, Step.Asks asks) {
        endReplay(run);
        computing.remove(run);
        if (run.ended) {
            dropAlgorithm(run);
            return;
        }
        if (run.cancelled) {
            proposeCancelled(run, live, asks.standing());
            return;
        }
        parked.put(run.id, run);
        boolean late = asks.question().search() && isPastDeadline(run);
        if (run.paused || late) {
            run.phase = new Phase.Held(live, asks);
            if (!run.paused) {
                announceDeadline(run, asks.question().sequence());
            }
        } else {
            run.phase = new Phase.Asked(live, asks);
            ask(run, live, asks.question());
        }
        evictIdle(run);
    }

    private void ask(OpenRun run, Live live, Question question) {
        Instant now = clock.instant();
        if (run.askedSequence != question.sequence()) {
            run.askedSequence = question.sequence();
            run.askedAt = now;
            run.sends = 0;
        }
        send(run, live, question, now);
        lookAfter(run, now.plus(NOTED_AFTER), now);
    }

    private void send(OpenRun run, Live live, Question question, Instant now) {
        run.sends++;
        run.sentAt = now;
        publish(new ExecutionRequested(
                EventMetadata.of(question.id().toString(), now, null),
                question.id(),
                question.pub(),
                live.circuit().settings().execution().backend(),
                question.pinned(),
                live.circuit().circuitLink()));
        lookAfter(run, now.plus(settings.resendDelay(run.sends)), now);
    }

    /// Next at `when`, or at the deadline if that comes first.
    private void lookAfter(OpenRun run, Instant when, Instant now) {
        Instant limit = run.timeLimit;
        timers.schedule(run, limit != null && limit.isAfter(now) && limit.isBefore(when) ? limit : when);
    }

    private void answered(OpenRun run, Live live, Step.Asks asks, List<Answer> known) {
        boolean matches =
                known.getFirst().question().equals(asks.question().id().pubDigest());
        if (!matches && !asks.question().search()) {
            // The search went on where this loop had ended it at the deadline: replay decides.
            dropAlgorithm(run);
            run.phase = new Phase.Dormant();
            run.emitNext = asks.question().sequence();
            start(run);
            return;
        }
        compute(run, live);
        live.algorithm().feed(known);
        advance(run);
    }

    private void wake(OpenRun run, Instant now) {
        if (runs.get(run.id) != run) {
            return;
        }
        switch (run.phase) {
            case Phase.Dormant dormant -> start(run);
            case Phase.Fetching fetching -> {
                // starts when the formulation comes
            }
            case Phase.Computing busy -> timers.schedule(run, now.plus(settings.readBackAfter()));
            case Phase.Held(Live live, Step.Asks asks) -> {
                if (!run.paused) {
                    announceDeadline(run, asks.question().sequence());
                }
            }
            case Phase.Asked(Live live, Step.Asks asks) -> overdue(run, live, asks, now);
            case Phase.Proposed(RunEnded outcome) -> propose(run, outcome);
        }
    }

    private void overdue(OpenRun run, Live live, Step.Asks asks, Instant now) {
        Question question = asks.question();
        Instant noted = run.askedAt.plus(NOTED_AFTER);
        if (now.isBefore(noted)) {
            lookAfter(run, noted, now);
            return;
        }
        if (run.notedSequence != question.sequence()) {
            run.notedSequence = question.sequence();
            journal.keepQuestion(run.id, question.sequence());
        }
        if (!now.isBefore(run.askedAt.plus(settings.evaluationPatience()))) {
            fail(
                    run,
                    live,
                    new Failure(
                            Failure.EXECUTION_TIMED_OUT,
                            "question " + question.sequence() + " was not answered within "
                                    + settings.evaluationPatience()),
                    asks);
            return;
        }
        if (question.search() && isPastDeadline(run)) {
            announceDeadline(run, question.sequence());
        }
        Instant resend = run.sentAt.plus(settings.resendDelay(run.sends));
        if (now.isBefore(resend)) {
            lookAfter(run, resend, now);
        } else {
            send(run, live, question, now);
        }
    }

    // Ends

    private void fail(OpenRun run, Live live, Failure failure, Step step) {
        propose(run, Outcomes.interrupted(live, failure, step.standing(), clock.instant()));
    }

    private void propose(OpenRun run, RunEnded outcome) {
        dropAlgorithm(run);
        if (run.ended) {
            return;
        }
        run.phase = new Phase.Proposed(outcome);
        publish(outcome);
        timers.schedule(run, clock.instant().plus(settings.readBackAfter()));
    }

    private void dropAlgorithm(OpenRun run) {
        Live live = run.phase.live();
        if (live != null) {
            live.algorithm().close();
            budget.release(live.bytes());
            run.phase = new Phase.Dormant();
        }
        endReplay(run);
        computing.remove(run);
        parked.remove(run.id);
    }

    private void endReplay(OpenRun run) {
        if (run.replaying) {
            run.replaying = false;
            budget.replayed();
        }
    }

    private void evictIdle(OpenRun justParked) {
        while (budget.exceeded() && !parked.isEmpty()) {
            OpenRun eldest = parked.values().iterator().next();
            if (eldest == justParked) {
                return;
            }
            dropAlgorithm(eldest);
        }
    }

    private void startWaiting() {
        for (int i = waiting.size(); i > 0; i--) {
            OpenRun run = waiting.remove();
            run.waiting = false;
            boolean current = run.ended || runs.get(run.id) == run;
            if (current && run.phase instanceof Phase.Dormant) {
                start(run);
                if (run.waiting) {
                    return; // no permit: the others get none either
                }
            }
        }
    }

    private @Nullable RunEvent circuit(RunId id) {
        byte[] bytes = journal.circuit(id);
        if (bytes == null) {
            return null;
        }
        try {
            return format.read(bytes);
        } catch (RuntimeException e) {
            throw new UnreadableRowException("the circuit of run " + id + " cannot be read", e);
        }
    }

    private RunEnded notBegun(OpenRun run, @Nullable Failure failure) {
        return Outcomes.notBegun(run.id, parent(run.id), failure, clock.instant());
    }

    private @Nullable ParentRun parent(RunId id) {
        try {
            return switch (circuit(id)) {
                case RunCircuitReady ready -> ready.parent();
                case RunCircuitFailed failed -> failed.parent();
                case RunDecomposed decomposed -> decomposed.parent();
                case TrainingReady ready -> ready.parent();
                case null, default -> null;
            };
        } catch (UnreadableRowException e) {
            return null; // its parent's patience ends
        }
    }

    private @Nullable RunCircuitReady readyCircuit(RunId id) {
        return circuit(id) instanceof RunCircuitReady ready ? ready : null;
    }

    private void publish(Event event) {
        effects.perform(new Effect.Publish(event));
    }
}
