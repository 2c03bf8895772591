package io.ketstream.benchmarks.loop;

import io.ketstream.model.event.Topics;
import io.ketstream.stack.client.RunClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many runs at once.
final class Crowd {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int SUBMITTERS = 8;

    private final RunClient client;
    private final String bootstrapServers;
    private final URI optimizer;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Recorder outcomes = new Recorder();

    /// What became of them.
    ///
    /// @param together most runs that were between their first question and their end at the same moment
    /// @param seconds from the first submission to the last end
    /// @param perSecond iterations
    /// @param longestGap seconds of the longest time in which no run ended, after the first had
    record Outcome(
            int runs,
            int succeeded,
            int together,
            long iterations,
            double seconds,
            double perSecond,
            double longestGap,
            HeapWatch.Heap heap) {}

    Crowd(RunClient client, String bootstrapServers, URI optimizer) {
        this.client = client;
        this.bootstrapServers = bootstrapServers;
        this.optimizer = optimizer;
    }

    Outcome run(int runs, int iterations) throws InterruptedException {
        try (Probe questions = new Probe(bootstrapServers, Topics.EXECUTION_REQUESTS, this::began);
                Probe ends = new Probe(bootstrapServers, Topics.RUN_OUTCOMES, outcomes);
                HeapWatch heap = new HeapWatch(optimizer)) {
            questions.awaitPosition();
            ends.awaitPosition();
            long begin = System.nanoTime();
            Set<String> submitted = submit(runs, iterations);
            outcomes.awaitKeys(runs, PATIENCE);
            return outcome(submitted, begin, heap.heap());
        }
    }

    private void began(Arrival question) {
        begun.putIfAbsent(question.sent().key(), question.nanos());
    }

    private Set<String> submit(int runs, int iterations) throws InterruptedException {
        Set<String> submitted = ConcurrentHashMap.newKeySet();
        try (ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS)) {
            List<Future<?>> pending = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                String body = RunBodies.trivial(iterations, run);
                pending.add(submitters.submit(
                        () -> submitted.add(client.submit(body).runId())));
            }
            for (Future<?> one : pending) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a run could not be submitted", failed.getCause());
        }
        return submitted;
    }

    private Outcome outcome(Set<String> submitted, long begin, HeapWatch.Heap heap) {
        Map<String, Arrival> ended = new HashMap<>();
        int succeeded = 0;
        long iterations = 0;
        long end = begin;
        long previous = 0;
        long gap = 0;
        for (String run : submitted) {
            List<Arrival> arrivals = outcomes.of(run);
            if (arrivals.isEmpty()) {
                continue;
            }
            Arrival first = arrivals.getFirst();
            ended.put(run, first);
            JsonNode outcome = JSON.readTree(first.sent().value());
            succeeded += outcome.path("status").asString("").equals("SUCCEEDED") ? 1 : 0;
            iterations += outcome.path("iterations").asInt(0);
            end = Math.max(end, first.nanos());
        }
        for (long moment :
                ended.values().stream().mapToLong(Arrival::nanos).sorted().toArray()) {
            gap = previous == 0 ? 0 : Math.max(gap, moment - previous);
            previous = moment;
        }
        double seconds = (end - begin) / 1e9;
        return new Outcome(
                submitted.size(),
                succeeded,
                together(ended),
                iterations,
                seconds,
                iterations / seconds,
                gap / 1e9,
                heap);
    }

    /// Sweeps over the begins and ends in order of time.
    private int together(Map<String, Arrival> ended) {
        record Change(long nanos, int step) {}
        List<Change> changes = new ArrayList<>();
        ended.forEach((run, end) -> {
            Long first = begun.get(run);
            if (first != null) {
                changes.add(new Change(first, 1));
                changes.add(new Change(end.nanos(), -1));
            }
        });
        changes.sort((a, b) -> Long.compare(a.nanos, b.nanos));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.step;
            most = Math.max(most, now);
        }
        return most;
    }
}
