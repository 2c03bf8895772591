package io.ketstream.execution.job;

import io.ketstream.execution.circuits.CircuitSource;
import io.ketstream.execution.circuits.Circuits;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.execution.CircuitDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings requests and their circuits together: what has arrived is queued, what has not is fetched from its
/// owner now and then, and a request whose circuit nobody has is failed after the deadline. Called by one thread.
public final class CircuitWait {

    private static final Logger log = LoggerFactory.getLogger(CircuitWait.class);
    private static final int MOST = 200;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private record Attempt(Instant next, Duration pause) {}

    private final Jobs jobs;
    private final RequestJob requests;
    private final Circuits circuits;
    private final CircuitSource source;
    private final JobWorkers workers;
    private final JobLimits limits;
    private final InstantSource clock;
    private final Map<Digest, Attempt> attempts = new HashMap<>();

    public CircuitWait(
            Jobs jobs,
            RequestJob requests,
            Circuits circuits,
            CircuitSource source,
            JobWorkers workers,
            JobLimits limits,
            InstantSource clock) {
        this.jobs = jobs;
        this.requests = requests;
        this.circuits = circuits;
        this.source = source;
        this.workers = workers;
        this.limits = limits;
        this.clock = clock;
    }

    public void look() {
        Map<StoredJob, Digest> waiting = jobs.waiting(MOST);
        attempts.keySet().retainAll(Set.copyOf(waiting.values()));
        var here = new HashSet<Digest>();
        waiting.forEach((job, digest) -> {
            if (here.contains(digest) || circuits.knows(digest) || fetched(job, digest)) {
                here.add(digest);
            } else if (job.createdAt().plus(limits.circuitDeadline()).isBefore(clock.instant())) {
                requests.fail(
                        job,
                        new Failure(
                                Failure.EXECUTION_REJECTED,
                                "The circuit " + digest + " was not published and could not be fetched within "
                                        + limits.circuitDeadline() + "."),
                        true);
            }
        });
        if (!here.isEmpty() && jobs.circuitsArrived(here) > 0) {
            workers.wake();
        }
    }

    private boolean fetched(StoredJob job, Digest digest) {
        Instant now = clock.instant();
        Attempt last = attempts.get(digest);
        if (last != null && now.isBefore(last.next())) {
            return false;
        }
        Duration pause = last == null ? FIRST_PAUSE : last.pause().multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        attempts.put(digest, new Attempt(now.plus(pause), pause));
        try {
            ExecutionRequested event = requests.event(job);
            CircuitDefinition definition = source.fetch(event.circuitLink());
            circuits.add(digest, definition);
            return true;
        } catch (RuntimeException e) {
            log.atInfo()
                    .addKeyValue("circuitDigest", digest)
                    .addKeyValue("reason", e.getMessage())
                    .log("circuit not there yet");
            return false;
        }
    }
}
