package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.minimizer.StopSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run's algorithm under way on a virtual thread of its own, which only computes.
///
/// The owner (one thread) feeds answers and takes steps; it waits for a step as long as it likes. A step that comes
/// later announces itself once by `announcement`, with the sequence of the answer it follows. Closing never waits for
/// the algorithm: it is unwound by
/// [AbandonedException] at its next question.
final class LiveAlgorithm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAlgorithm.class);

    /// The owner first gives way for so long: most algorithms come to their next question sooner than a thread that
    /// sleeps is woken.
    private static final long YIELD_NANOS = 100_000;

    private final RunId run;
    private final RunAlgorithm algorithm;
    private final IntConsumer announcement;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private List<Report> reports = new ArrayList<>();
    private volatile @Nullable Step step;
    private @Nullable StopReason stop;
    private int answered;
    private boolean detached;
    private boolean closed;

    // Not monitors: who waits in one on a virtual thread is woken by way of a further thread.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private LiveAlgorithm(RunId run, RunAlgorithm algorithm, IntConsumer announcement) {
        this.run = run;
        this.algorithm = algorithm;
        this.announcement = announcement;
    }

    /// Starts with the answers known so far, beginning with that to question 1.
    static LiveAlgorithm start(RunId run, RunAlgorithm algorithm, List<Answer> answers, IntConsumer announcement) {
        var live = new LiveAlgorithm(run, algorithm, announcement);
        live.answers.addAll(answers);
        Thread.ofVirtual().name("run-" + run).start(live::compute);
        return live;
    }

    /// Gives further answers, in order; taking the step before is over.
    void feed(List<Answer> more) {
        change(() -> {
            answers.addAll(more);
            step = null;
        });
    }

    /// Ends the search at the open question, without an answer to it.
    void stop(StopReason reason) {
        change(() -> {
            stop = reason;
            step = null;
        });
    }

    /// The step the algorithm has come to, or null if it takes longer than `nanos`; it will announce itself then.
    @Nullable
    Step await(long nanos) {
        long yielded = Math.min(nanos, YIELD_NANOS);
        giveWay(yielded);
        lock.lock();
        try {
            awaitStep(nanos - yielded);
            detached = step == null;
            return step;
        } finally {
            lock.unlock();
        }
    }

    /// On a processor that is wanted elsewhere this lets the algorithm's own thread go on at once.
    @SuppressWarnings("ThreadPriorityCheck") // only sooner or later: a step that yielding does not bring is waited for
    private void giveWay(long nanos) {
        long begin = System.nanoTime();
        while (step == null && System.nanoTime() - begin < nanos) {
            Thread.yield();
        }
    }

    private void awaitStep(long nanos) {
        try {
            long left = nanos;
            while (step == null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        change(() -> closed = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void compute() {
        var dialogue = new Exchange();
        Step last;
        try {
            Conclusion conclusion = algorithm.run(dialogue);
            last = new Step.Concludes(conclusion, algorithm.standing(), takeReports());
        } catch (AbandonedException e) {
            return;
        } catch (RunFailedException e) {
            last = new Step.Fails(e.failure(), algorithm.standing(), takeReports());
        } catch (Throwable e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("runId", run)
                    .addKeyValue("optimizer", algorithm.version())
                    .log("The optimizer failed");
            last = new Step.Fails(
                    new Failure(Failure.OPTIMIZER_FAILED, "the optimizer " + algorithm.version() + " failed: " + e),
                    algorithm.standing(),
                    takeReports());
        }
        post(last);
    }

    private void post(Step next) {
        boolean announce;
        int after;
        lock.lock();
        try {
            after = answered;
            step = next;
            announce = detached && !closed;
            detached = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (announce) {
            announcement.accept(after);
        }
    }

    private List<Report> takeReports() {
        List<Report> taken = List.copyOf(reports);
        reports = new ArrayList<>();
        return taken;
    }

    /// The other end of the hand-over, used by the algorithm's thread alone.
    private final class Exchange implements Dialogue {

        @Override
        public int sequence() {
            return answered + 1;
        }

        @Override
        public void report(Report report) {
            reports.add(report);
        }

        @Override
        public Results ask(Pub pub, @Nullable Engine pinned, boolean search, Standing standing) {
            var question = new Question(new ExecutionId(run, sequence(), pub.digest()), pub, pinned, search);
            Answer answer = answer(question, standing);
            if (!answer.question().equals(question.id().pubDigest())) {
                if (search) {
                    // The first answer of this sequence was to the closing question, asked when a deadline was
                    // reached: here the search ended. The closing question checks the digest again.
                    throw new StopSignal(StopReason.TIMEOUT);
                }
                throw new RunFailedException(new Failure(
                        Failure.REPLAY_DIVERGED,
                        "question " + question.sequence() + " of the run is "
                                + question.id().pubDigest() + ", its journal has the answer to " + answer.question()));
            }
            lock.lock();
            try {
                answers.removeFirst();
                answered++;
            } finally {
                lock.unlock();
            }
            return switch (answer) {
                case Answer.Results results -> new Results(results.engine(), results.points());
                case Answer.Refusal refusal -> throw new RunFailedException(refusal.failure());
            };
        }

        private Answer answer(Question question, Standing standing) {
            lock.lock();
            try {
                if (closed) {
                    throw new AbandonedException();
                }
                Answer known = answers.peekFirst();
                if (known != null) {
                    return known;
                }
            } finally {
                lock.unlock();
            }
            post(new Step.Asks(question, standing, takeReports()));
            lock.lock();
            try {
                while (true) {
                    Answer known = answers.peekFirst();
                    if (closed) {
                        throw new AbandonedException();
                    }
                    if (known != null) {
                        return known;
                    }
                    if (stop != null) {
                        StopReason reason = stop;
                        stop = null;
                        throw new StopSignal(reason);
                    }
                    changed.await();
                }
            } catch (InterruptedException e) {
                throw new AbandonedException();
            } finally {
                lock.unlock();
            }
        }
    }
}
