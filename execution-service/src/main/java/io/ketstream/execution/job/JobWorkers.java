package io.ketstream.execution.job;

import io.ketstream.execution.queue.Leases;
import io.ketstream.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that lease stored jobs and run them, light ones and heavy ones apart; and one that keeps the leases. A
/// job whose lease is lost here, because it was cancelled or taken by another, is interrupted.
public final class JobWorkers {

    private static final Logger log = LoggerFactory.getLogger(JobWorkers.class);
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private final Jobs jobs;
    private final RequestJob requests;
    private final ApiJob api;
    private final JobLimits limits;
    private final Leases leases;
    private final Semaphore lightSignal = new Semaphore(0);
    private final Semaphore heavySignal = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    public JobWorkers(Jobs jobs, RequestJob requests, ApiJob api, JobLimits limits, Leases leases) {
        this.jobs = jobs;
        this.requests = requests;
        this.api = api;
        this.limits = limits;
        this.leases = leases;
    }

    public synchronized void start(int light, int heavy) {
        running = true;
        for (int i = 0; i < light; i++) {
            threads.add(Thread.ofPlatform().name("jobs-" + i).start(() -> work(false, lightSignal)));
        }
        for (int i = 0; i < heavy; i++) {
            threads.add(Thread.ofPlatform().name("heavy-jobs-" + i).start(() -> work(true, heavySignal)));
        }
        threads.add(Thread.ofPlatform().name("leases").start(this::keepLeases));
    }

    /// Stops; jobs in hand are given back and do not count as attempts.
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        leases.held().forEach(this::giveBack);
        threads.clear();
    }

    /// There may be a job to run; looked for within a second even without this.
    public void wake() {
        lightSignal.release();
        heavySignal.release();
    }

    public synchronized boolean isAlive() {
        return running && threads.stream().allMatch(Thread::isAlive);
    }

    private void work(boolean heavy, Semaphore signal) {
        while (running) {
            try {
                var leased = jobs.lease(heavy);
                if (leased.isPresent()) {
                    run(leased.get());
                } else if (signal.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    signal.drainPermits();
                }
            } catch (InterruptedException e) {
                log.atDebug().log("interrupted");
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("stored jobs cannot be worked on now");
                pause();
            }
        }
    }

    private void run(StoredJob job) {
        leases.begin(job.id());
        try {
            if (job.attempts() > limits.attempts()) {
                abandon(job);
            } else {
                switch (job.origin()) {
                    case REQUEST -> requests.run(job);
                    case API -> api.run(job);
                }
            }
        } catch (InterruptedException | CancellationException e) {
            log.atInfo().addKeyValue("jobId", job.id()).log("job interrupted");
            giveBack(job.id());
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("jobId", job.id()).setCause(e).log("job failed, to be tried again");
            jobs.release(job.id(), Duration.ofSeconds(1L << Math.min(job.attempts(), 6)), true);
        } finally {
            leases.end(job.id());
            if (running) {
                Thread.interrupted();
            }
        }
    }

    private void abandon(StoredJob job) {
        var failure = new Failure(
                Failure.EXECUTION_FAILED,
                "The job was begun " + limits.attempts() + " times and never came to an end; it may need more memory or"
                        + " time than this machine has.");
        log.atError().addKeyValue("jobId", job.id()).log("job abandoned");
        switch (job.origin()) {
            case REQUEST -> requests.fail(job, failure, true);
            case API -> jobs.fail(job.id(), failure);
        }
    }

    private void giveBack(String id) {
        boolean interrupted = Thread.interrupted();
        try {
            jobs.release(id, Duration.ZERO, false);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("jobId", id).setCause(e).log("a job could not be given back; its lease will end");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLeases() {
        while (running) {
            try {
                Thread.sleep(limits.lease().toMillis() / 3);
                List<String> held = leases.held();
                if (!held.isEmpty()) {
                    jobs.renew(held).forEach(leases::interrupt);
                }
            } catch (InterruptedException e) {
                log.atDebug().log("interrupted");
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("leases could not be renewed");
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
