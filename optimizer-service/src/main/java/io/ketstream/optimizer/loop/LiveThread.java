package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RunId;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An algorithm under way on a thread of its own: its steps take up to minutes, and those of other runs share few
/// threads.
///
/// The owner (one thread) looks for steps and feeds answers. Closing never waits.
///
/// @param <Q> what it asks
/// @param <A> an answer
/// @param <R> what it comes to
final class LiveThread<Q, A, R> implements AutoCloseable {

    /// What the algorithm has come to.
    sealed interface Step<Q, R> {

        record Asks<Q, R>(Q question) implements Step<Q, R> {}

        record Concludes<Q, R>(R result) implements Step<Q, R> {}

        record Fails<Q, R>(Failure failure) implements Step<Q, R> {}
    }

    /// The algorithm, given where it asks.
    @FunctionalInterface
    interface Algorithm<Q, A, R> {
        R run(Asking<Q, A> asking);
    }

    /// The algorithm's way to its owner, used by its own thread alone.
    interface Asking<Q, A> {

        /// The next answer.
        ///
        /// @param question posted where the answer is not there yet; null: it was posted with one before
        /// @throws AbandonedException when the owner has let go
        A next(@Nullable Supplier<Q> question);

        /// @throws AbandonedException when the owner has let go
        void requireOpen();
    }

    private static final Logger LOG = LoggerFactory.getLogger(LiveThread.class);

    private final RunId run;
    private final String doing;
    private final HandOver<A, Step<Q, R>> handOver;
    private final Thread thread;

    private LiveThread(RunId run, String doing, Algorithm<Q, A, R> algorithm, IntConsumer announcement, Runnable end) {
        this.run = run;
        this.doing = doing;
        this.handOver = new HandOver<>(announcement);
        this.thread = Thread.ofPlatform().daemon().name("run-" + run).unstarted(() -> {
            try {
                compute(algorithm);
            } finally {
                end.run();
            }
        });
    }

    /// @param doing what could not be done where it fails, for example "put the portfolio together"
    /// @param answers known so far, in order
    /// @param end run by the algorithm's thread when it is done with its memory
    static <Q, A, R> LiveThread<Q, A, R> start(
            RunId run,
            String doing,
            Algorithm<Q, A, R> algorithm,
            List<A> answers,
            IntConsumer announcement,
            Runnable end) {
        var live = new LiveThread<>(run, doing, algorithm, announcement, end);
        live.handOver.feed(answers);
        live.thread.start();
        return live;
    }

    /// Takes what it has come to; null where it computes for longer than `nanos`, it announces itself then.
    @Nullable
    Step<Q, R> await(long nanos) {
        return handOver.await(nanos);
    }

    /// Further answers, in order.
    void feed(List<A> answers) {
        handOver.feed(answers);
    }

    @Override
    public void close() {
        handOver.close();
        thread.interrupt();
    }

    private void compute(Algorithm<Q, A, R> algorithm) {
        Step<Q, R> last;
        try {
            last = new Step.Concludes<>(algorithm.run(new Exchange()));
        } catch (AbandonedException e) {
            return;
        } catch (RunFailedException e) {
            last = new Step.Fails<>(e.failure());
        } catch (InvalidValueException e) {
            last = new Step.Fails<>(new Failure(Failure.OPTIMIZER_FAILED, "cannot " + doing + ": " + e.getMessage()));
        } catch (Throwable e) {
            LOG.atError().setCause(e).addKeyValue("runId", run).log("An algorithm failed");
            last = new Step.Fails<>(new Failure(Failure.OPTIMIZER_FAILED, "cannot " + doing + ": " + e));
        }
        handOver.post(last);
    }

    private final class Exchange implements Asking<Q, A> {

        @Override
        public A next(@Nullable Supplier<Q> question) {
            A answer = handOver.known();
            if (answer == null) {
                if (question != null) {
                    handOver.post(new Step.Asks<>(question.get()));
                }
                answer = handOver.awaitAnswer(() -> false);
            }
            if (answer == null) {
                throw new AbandonedException();
            }
            handOver.take();
            return answer;
        }

        @Override
        public void requireOpen() {
            handOver.requireOpen();
        }
    }
}
