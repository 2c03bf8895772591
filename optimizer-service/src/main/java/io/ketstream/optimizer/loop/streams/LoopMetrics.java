package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.RunStatus;
import io.ketstream.optimizer.loop.AlgorithmBudget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What the loops of this process do, all tasks together; and where the time of an iteration goes,
/// `ketstream.loop.stage{stage}`: `queue` from the question's record to the start of its computation,
/// `compute`, `return` from the answer's record to its arrival here, `step` from there to the run's next
/// question.
public final class LoopMetrics {

    private static final Duration[] BUCKETS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final String COMPLETED = "completed";
    private static final String FAILED = "failed";

    private final MeterRegistry registry;
    private final AtomicInteger openRuns = new AtomicInteger();
    private final AtomicInteger pausedRuns = new AtomicInteger();
    private final Timer queue;
    private final Timer compute;
    private final Timer back;
    private final Timer step;

    public LoopMetrics(MeterRegistry registry, AlgorithmBudget budget) {
        this.registry = registry;
        this.queue = stage("queue");
        this.compute = stage("compute");
        this.back = stage("return");
        this.step = stage("step");
        // From zero: the first of its kind is an increase.
        for (RunStatus ended : List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED)) {
            outcomes(ended);
        }
        answers(COMPLETED);
        answers(FAILED);
        registry.gauge("ketstream.loop.runs.open", openRuns);
        registry.gauge("ketstream.loop.runs.paused", pausedRuns);
        registry.gauge("ketstream.loop.algorithms.bytes", budget, AlgorithmBudget::used);
    }

    void published(Event event) {
        if (event instanceof ExecutionRequested) {
            registry.counter("ketstream.loop.questions").increment();
        } else if (event instanceof IterationCompleted) {
            registry.counter("ketstream.loop.iterations").increment();
        } else if (event instanceof RunEnded ended) {
            outcomes(ended.status()).increment();
        }
    }

    /// @param onTheWay since the record's timestamp
    void received(RunEvent event, Duration onTheWay) {
        if (event instanceof ExecutionResult result) {
            answers(result instanceof ExecutionCompleted ? COMPLETED : FAILED).increment();
            if (result instanceof ExecutionCompleted completed) {
                queue.record(nanos(completed.queuedSeconds()), TimeUnit.NANOSECONDS);
                compute.record(nanos(completed.runSeconds()), TimeUnit.NANOSECONDS);
                // clocks of two machines may differ
                back.record(onTheWay.isNegative() ? Duration.ZERO : onTheWay);
            }
        }
    }

    /// @param nanos from a run's answer to its next question
    void stepped(long nanos) {
        step.record(nanos, TimeUnit.NANOSECONDS);
    }

    void openRuns(int change) {
        openRuns.addAndGet(change);
    }

    void pausedRuns(int change) {
        pausedRuns.addAndGet(change);
    }

    private Counter outcomes(RunStatus status) {
        return registry.counter("ketstream.loop.outcomes", "outcome", status.name());
    }

    private Counter answers(String outcome) {
        return registry.counter("ketstream.loop.answers", "outcome", outcome);
    }

    private Timer stage(String name) {
        return Timer.builder("ketstream.loop.stage")
                .tag("stage", name)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
