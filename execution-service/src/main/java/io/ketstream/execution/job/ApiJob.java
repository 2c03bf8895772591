package io.ketstream.execution.job;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.JobHandle;
import io.ketstream.execution.backend.JobState;
import io.ketstream.execution.backend.Outcome;
import io.ketstream.execution.backend.Router;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.queue.MemoryBudget;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.RunTimes;
import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.support.event.ModelJson;
import java.time.Duration;
import java.util.Optional;

/// What a leased job of the API needs. A backend that answers later is asked again after a pause; one that was
/// submitted to before is asked for the job first.
public final class ApiJob {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final Router router;
    private final MemoryBudget memory;
    private final RunTimes times;
    private final Jobs jobs;

    public ApiJob(Router router, MemoryBudget memory, RunTimes times, Jobs jobs) {
        this.router = router;
        this.memory = memory;
        this.times = times;
        this.jobs = jobs;
    }

    void run(StoredJob job) throws InterruptedException {
        JobRequest request = ModelJson.mapper().readValue(job.payload().value(), JobRequest.class);
        Workload.CircuitRun workload;
        Backend backend;
        Demand demand;
        try {
            workload = JobReader.read(request);
            backend = router.named(job.backend());
            demand = backend.demand(workload);
        } catch (InvalidValueException e) {
            jobs.fail(job.id(), new Failure(Failure.EXECUTION_REJECTED, String.valueOf(e.getMessage())));
            return;
        }
        memory.acquire(demand.bytes());
        try {
            long started = System.nanoTime();
            JobState state = state(job, backend, workload);
            settle(job, backend, state, (System.nanoTime() - started) / 1e9);
        } finally {
            memory.release(demand.bytes());
        }
    }

    private static JobState state(StoredJob job, Backend backend, Workload workload) {
        if (job.providerJobId() != null) {
            return backend.poll(new JobHandle(job.providerJobId()));
        }
        Optional<JobState> submitted = backend.find(job.id());
        return submitted.orElseGet(() -> backend.submit(job.id(), workload));
    }

    private void settle(StoredJob job, Backend backend, JobState state, double seconds) {
        String name = backend.description().name();
        switch (state) {
            case JobState.Waiting waiting -> jobs.submitted(job.id(), waiting.handle(), POLL);
            case JobState.Running running -> jobs.submitted(job.id(), running.handle(), POLL);
            case JobState.Completed(Outcome.Measurements measurements) -> {
                times.record(name, null, "completed", seconds);
                jobs.succeed(job.id(), RecordBytes.of(ModelJson.mapper().writeValueAsBytes(measurements.results())));
            }
            case JobState.Completed _ ->
                throw new IllegalStateException(name + " answered a circuit as if it were a question of a run");
            case JobState.Failed failed -> {
                times.record(name, null, "failed", seconds);
                if (failed.retryable()) {
                    throw new IllegalStateException(failed.failure().message());
                }
                jobs.fail(job.id(), failed.failure());
            }
            case JobState.Cancelled _ -> jobs.cancel(job.id());
        }
    }
}
