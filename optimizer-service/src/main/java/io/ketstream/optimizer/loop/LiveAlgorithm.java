package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.minimizer.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final HandOver<Answer, Step> handOver;
    private List<Report> reports = new ArrayList<>();
    private volatile @Nullable StopReason stop;

    private LiveAlgorithm(RunId run, RunAlgorithm algorithm, IntConsumer announcement) {
        this.run = run;
        this.algorithm = algorithm;
        this.handOver = new HandOver<>(announcement);
    }

    /// Starts with the answers known so far, beginning with that to question 1.
    static LiveAlgorithm start(RunId run, RunAlgorithm algorithm, List<Answer> answers, IntConsumer announcement) {
        var live = new LiveAlgorithm(run, algorithm, announcement);
        live.handOver.feed(answers);
        Thread.ofVirtual().name("run-" + run).start(live::compute);
        return live;
    }

    /// Gives further answers, in order.
    void feed(List<Answer> more) {
        handOver.feed(more);
    }

    /// Ends the search at the open question, without an answer to it.
    void stop(StopReason reason) {
        handOver.change(() -> stop = reason);
    }

    /// Takes the step the algorithm has come to, or null if that lasts longer than `nanos`; it will announce itself
    /// then.
    @Nullable
    Step await(long nanos) {
        return handOver.await(nanos);
    }

    @Override
    public void close() {
        handOver.close();
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
        handOver.post(last);
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
            return handOver.taken() + 1;
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
                throw RunFailedException.otherQuestion(question.id(), answer);
            }
            handOver.take();
            return switch (answer) {
                case Answer.Results results -> new Results(results.engine(), results.points());
                case Answer.Refusal refusal -> throw new RunFailedException(refusal.failure());
            };
        }

        private Answer answer(Question question, Standing standing) {
            Answer known = handOver.known();
            if (known == null) {
                handOver.post(new Step.Asks(question, standing, takeReports()));
                known = handOver.awaitAnswer(() -> stop != null);
            }
            StopReason reason = stop;
            if (known == null && reason != null) {
                stop = null;
                throw new StopSignal(reason);
            }
            return Objects.requireNonNull(known);
        }
    }
}
