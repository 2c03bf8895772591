package io.ketstream.execution.config;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.BackendDescription;
import io.ketstream.execution.backend.Router;
import io.ketstream.execution.job.CircuitWait;
import io.ketstream.execution.job.JobStatus;
import io.ketstream.execution.job.JobWorkers;
import io.ketstream.execution.job.persistence.JdbcJobs;
import io.ketstream.execution.queue.StartOrder;
import io.ketstream.execution.queue.messaging.KafkaPublisher;
import io.ketstream.execution.queue.messaging.RequestConsumers;
import io.ketstream.execution.queue.persistence.JdbcResults;
import io.ketstream.model.event.BackendDescribed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.Topics;
import io.ketstream.support.task.RepeatedTasks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What goes on beside requests: stored jobs, waiting for circuits, clearing out, the description of backends, the
/// queue's depth.
@Component
class Background implements SmartLifecycle, LongSupplier {

    private static final Logger log = LoggerFactory.getLogger(Background.class);
    private static final int MOST_AT_ONCE = 5000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration MEASURE = Duration.ofSeconds(5);
    private static final Duration CLEAR = Duration.ofMinutes(1);

    private final Router router;
    private final KafkaPublisher publisher;
    private final JobWorkers workers;
    private final CircuitWait circuitWait;
    private final JdbcResults results;
    private final JdbcJobs jobs;
    private final RequestConsumers consumers;
    private final ExecutionProperties properties;
    private final InstantSource clock;
    private final AtomicLong depth = new AtomicLong();
    private volatile @Nullable RepeatedTasks tasks;

    Background(
            Router router,
            KafkaPublisher publisher,
            JobWorkers workers,
            CircuitWait circuitWait,
            JdbcResults results,
            JdbcJobs jobs,
            RequestConsumers consumers,
            ExecutionProperties properties,
            InstantSource clock,
            MeterRegistry meters) {
        this.router = router;
        this.publisher = publisher;
        this.workers = workers;
        this.circuitWait = circuitWait;
        this.results = results;
        this.jobs = jobs;
        this.consumers = consumers;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("ketstream.execution.queue.depth", depth, AtomicLong::get).register(meters);
    }

    /// Requests and jobs that wait or run, as of a few seconds ago.
    @Override
    public long getAsLong() {
        return depth.get();
    }

    @Override
    public void start() {
        for (Backend backend : router.backends()) {
            var _ = publisher
                    .send(Topics.BACKENDS, described(backend.description()))
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            log.atWarn().setCause(failure).log("a backend could not be described");
                        }
                    });
        }
        int processors = Runtime.getRuntime().availableProcessors();
        workers.start(properties.lightJobThreads(), properties.heavyJobThreads(processors));
        var begun = new RepeatedTasks("background", 2);
        tasks = begun;
        begun.repeat("look for circuits", LOOK, LOOK, circuitWait::look);
        begun.repeat("measure the queue", MEASURE, MEASURE, this::measure);
        begun.repeat("clear out", CLEAR, CLEAR, this::clear);
    }

    @Override
    public void stop() {
        RepeatedTasks begun = tasks;
        if (begun != null) {
            tasks = null;
            begun.interrupt(Duration.ZERO);
        }
        workers.stop();
    }

    @Override
    public boolean isRunning() {
        return tasks != null;
    }

    @Override
    public int getPhase() {
        return StartOrder.JOBS;
    }

    private void measure() {
        long stored = jobs.open().entrySet().stream()
                .filter(entry -> entry.getKey() != JobStatus.WAITING)
                .mapToLong(Map.Entry::getValue)
                .sum();
        depth.set(consumers.depth() + stored);
    }

    private void clear() {
        results.forget(properties.resultDays(), MOST_AT_ONCE);
        jobs.forgetFinished(properties.resultDays(), MOST_AT_ONCE);
    }

    private BackendDescribed described(BackendDescription description) {
        String identity = "backend/" + description.name() + "/" + description.qubits() + "/" + description.engine();
        return new BackendDescribed(
                EventMetadata.of(identity, clock.instant(), null),
                description.name(),
                description.qubits(),
                description.basisGates(),
                description.exact(),
                description.gradients(),
                true);
    }
}
