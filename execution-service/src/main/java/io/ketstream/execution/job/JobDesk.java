package io.ketstream.execution.job;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.Router;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.queue.Leases;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.support.event.ModelJson;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/// Takes jobs of the API, shows and cancels them.
public final class JobDesk {

    private final Router router;
    private final Jobs jobs;
    private final JobWorkers workers;
    private final Leases leases;
    private final double heavySeconds;
    private final SecureRandom random = new SecureRandom();

    /// @param heavySeconds expected time above which a job is run apart from the light ones
    public JobDesk(Router router, Jobs jobs, JobWorkers workers, Leases leases, double heavySeconds) {
        this.router = router;
        this.jobs = jobs;
        this.workers = workers;
        this.leases = leases;
        this.heavySeconds = heavySeconds;
    }

    /// Stores the job, to be run as soon as a worker is free.
    ///
    /// @return its id
    /// @throws io.ketstream.model.InvalidValueException when it could never be run
    public String submit(JobRequest request) {
        JobRequest seeded = request.withSeed(random.nextInt(Integer.MAX_VALUE));
        Workload.CircuitRun workload = JobReader.read(seeded);
        Backend backend = router.route(request.backendOrAuto(), null, workload);
        String id = UUID.randomUUID().toString();
        jobs.add(
                id,
                RecordBytes.of(ModelJson.mapper().writeValueAsBytes(seeded)),
                backend.description().name(),
                backend.demand(workload).seconds() > heavySeconds);
        workers.wake();
        return id;
    }

    public Optional<StoredJob> find(String id) {
        return jobs.find(id).filter(job -> job.origin() == StoredJob.Origin.API);
    }

    /// @return false when there is no such job
    public boolean cancel(String id) {
        boolean there = jobs.cancel(id);
        leases.interrupt(id);
        return there;
    }
}
