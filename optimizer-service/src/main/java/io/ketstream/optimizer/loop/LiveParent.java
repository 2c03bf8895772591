package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The algorithm of a run that was taken apart, under way on a thread of its own: its steps take up to seconds, and
/// those
/// of other runs share few threads.
///
/// The owner (one thread) looks for steps, of which each is announced, and feeds answers. Closing never waits.
final class LiveParent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveParent.class);

    private final RunId run;
    private final Runnable announcement;
    private final BlockingQueue<List<ChildEnded>> answers = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable ParentStep step;
    private volatile boolean closed;

    private LiveParent(RunId run, Supplier<ParentAlgorithm> algorithm, Runnable announcement, Runnable end) {
        this.run = run;
        this.announcement = announcement;
        this.thread = Thread.ofPlatform().daemon().name("run-" + run).unstarted(() -> {
            try {
                compute(algorithm);
            } finally {
                end.run();
            }
        });
    }

    /// @param algorithm made on its own thread, as that may take a while
    /// @param end run by that thread when it is done with its memory
    static LiveParent start(RunId run, Supplier<ParentAlgorithm> algorithm, Runnable announcement, Runnable end) {
        var live = new LiveParent(run, algorithm, announcement, end);
        live.thread.start();
        return live;
    }

    /// What it has come to; null while it computes.
    @Nullable
    ParentStep step() {
        return step;
    }

    /// Answers the children of the step, which is over.
    void feed(List<ChildEnded> ended) {
        step = null;
        answers.add(ended);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void compute(Supplier<ParentAlgorithm> algorithm) {
        ParentStep last;
        try {
            last = new ParentStep.Concludes(algorithm.get().run(this::ask));
        } catch (AbandonedException e) {
            return;
        } catch (RunFailedException e) {
            last = new ParentStep.Fails(e.failure());
        } catch (Throwable e) {
            LOG.atError().setCause(e).addKeyValue("runId", run).log("A portfolio could not be put together");
            last = new ParentStep.Fails(
                    new Failure(Failure.OPTIMIZER_FAILED, "the portfolio could not be put together: " + e));
        }
        if (!closed) {
            post(last);
        }
    }

    private List<ChildEnded> ask(List<ChildRun> children) {
        if (closed) {
            throw new AbandonedException();
        }
        post(new ParentStep.Asks(children));
        try {
            return answers.take();
        } catch (InterruptedException e) {
            throw new AbandonedException();
        }
    }

    private void post(ParentStep next) {
        step = next;
        announcement.run();
    }
}
