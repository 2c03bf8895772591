package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.optimizer.loop.AlgorithmBudget;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// What the loops of this process do, all tasks together.
public final class LoopMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger openRuns = new AtomicInteger();

    public LoopMetrics(MeterRegistry registry, AlgorithmBudget budget) {
        this.registry = registry;
        registry.gauge("ketstream.loop.runs.open", openRuns);
        registry.gauge("ketstream.loop.algorithms.bytes", budget, AlgorithmBudget::used);
    }

    void published(RunEvent event) {
        if (event instanceof ExecutionRequested) {
            registry.counter("ketstream.loop.questions").increment();
        } else if (event instanceof IterationCompleted) {
            registry.counter("ketstream.loop.iterations").increment();
        } else if (event instanceof RunEnded ended) {
            registry.counter(
                            "ketstream.loop.outcomes", "outcome", ended.status().name())
                    .increment();
        }
    }

    void received(RunEvent event) {
        if (event instanceof ExecutionResult result) {
            String outcome = result instanceof ExecutionCompleted ? "completed" : "failed";
            registry.counter("ketstream.loop.answers", "outcome", outcome).increment();
        }
    }

    void openRuns(int change) {
        openRuns.addAndGet(change);
    }
}
