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
import java.util.concurrent.TimeUnit;
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

    private final RunId run;
    private final RunAlgorithm algorithm;
    private final IntConsumer announcement;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private List<Report> reports = new ArrayList<>();
    private @Nullable Step step;
    private @Nullable StopReason stop;
    private int answered;
    private boolean detached;
    private boolean closed;

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
    synchronized void feed(List<Answer> more) {
        answers.addAll(more);
        step = null;
        notifyAll();
    }

    /// Ends the search at the open question, without an answer to it.
    synchronized void stop(StopReason reason) {
        stop = reason;
        step = null;
        notifyAll();
    }

    /// The step the algorithm has come to, or null if it takes longer than `nanos`; it will announce itself then.
    synchronized @Nullable Step await(long nanos) {
        long until = System.nanoTime() + nanos;
        detached = false;
        try {
            while (step == null) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    detached = true;
                    return null;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            detached = step == null;
        }
        return step;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
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
        synchronized (this) {
            after = answered;
            step = next;
            announce = detached && !closed;
            detached = false;
            notifyAll();
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
            synchronized (LiveAlgorithm.this) {
                answers.removeFirst();
                answered++;
            }
            return switch (answer) {
                case Answer.Results results -> new Results(results.engine(), results.points());
                case Answer.Refusal refusal -> throw new RunFailedException(refusal.failure());
            };
        }

        private Answer answer(Question question, Standing standing) {
            synchronized (LiveAlgorithm.this) {
                if (closed) {
                    throw new AbandonedException();
                }
                Answer known = answers.peekFirst();
                if (known != null) {
                    return known;
                }
            }
            post(new Step.Asks(question, standing, takeReports()));
            synchronized (LiveAlgorithm.this) {
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
                    try {
                        LiveAlgorithm.this.wait();
                    } catch (InterruptedException e) {
                        throw new AbandonedException();
                    }
                }
            }
        }
    }
}
