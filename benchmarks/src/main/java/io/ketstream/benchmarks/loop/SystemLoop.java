package io.ketstream.benchmarks.loop;

import io.ketstream.model.event.Topics;
import io.ketstream.stack.client.RunClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The system's own loop, one run at a time, watched from outside.
final class SystemLoop implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PROBE_LAG = Duration.ofSeconds(10);
    private static final long GRACE_MILLIS = 20;

    private final RunClient client;
    private final Recorder questions = new Recorder();
    private final Recorder answers = new Recorder();
    private final Recorder outcomes = new Recorder();
    private final List<Probe> probes;

    SystemLoop(RunClient client, String bootstrapServers) throws InterruptedException {
        this.client = client;
        this.probes = List.of(
                new Probe(bootstrapServers, Topics.EXECUTION_REQUESTS, questions),
                new Probe(bootstrapServers, Topics.EXECUTION_RESULTS, answers),
                new Probe(bootstrapServers, Topics.RUN_OUTCOMES, outcomes));
        for (Probe probe : probes) {
            probe.awaitPosition();
        }
    }

    /// Submits the run and waits for its end.
    ///
    /// @throws IllegalStateException when it does not succeed
    ObservedRun run(String body) throws InterruptedException {
        String run = client.submit(body).runId();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (outcomes.of(run).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("run " + run + " did not end within " + PATIENCE + ", after "
                        + questions.of(run).size() + " questions");
            }
            Thread.sleep(GRACE_MILLIS);
        }
        JsonNode outcome = JSON.readTree(outcomes.of(run).getFirst().sent().value());
        if (!outcome.path("status").asString("").equals("SUCCEEDED")) {
            throw new IllegalStateException("run " + run + " did not succeed: " + outcome);
        }
        // The topics are watched by probes of their own: one may have seen the end before another saw the last
        // question.
        Instant patience = Instant.now().plus(PROBE_LAG);
        while (!ObservedRun.isComplete(questions.of(run), answers.of(run))
                && Instant.now().isBefore(patience)) {
            Thread.sleep(GRACE_MILLIS);
        }
        ObservedRun observed = ObservedRun.of(questions.of(run), answers.of(run));
        questions.forget();
        answers.forget();
        outcomes.forget();
        return observed;
    }

    @Override
    public void close() {
        probes.forEach(Probe::close);
    }
}
