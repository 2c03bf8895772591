package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.stack.service.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A flood of requests waits in Kafka: every one is answered, and no process grows beyond its bounds.
@SystemTest
class FloodIT {
    private static final Duration PATIENCE = Duration.ofMinutes(Suite.isLong() ? 30 : 3);
    private static final int REQUESTS = Suite.isLong() ? 100_000 : 2_000;
    private static final int RUNS = 50;

    /// More than the largest heap of a service, and what a JVM needs beside it.
    private static final long RESIDENT_KIB = 1_100_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void everyQueuedRequestIsAnsweredWithinBoundedMemory(Suite suite) {
        String model = suite.submit(RunBody.of("model", RunBody.chordedRing(6), 4)
                .qaoa(1, "x")
                .optimizer("cobyla", 5)
                .shots(100)
                .json());
        suite.awaitSuccess(model, PATIENCE);
        Map<String, Long> processes = processes(suite);
        Set<String> waiting = new HashSet<>();
        try (Topic topic = new Topic(suite)) {
            ExecutionRequested question = (ExecutionRequested) JSON.readValue(
                    topic.read(Topics.EXECUTION_REQUESTS, model).getFirst().value(), Event.class);
            List<RunId> runs = Stream.generate(RunId::random).limit(RUNS).toList();
            Set<String> keys = runs.stream().map(RunId::toString).collect(Collectors.toSet());
            Random random = new Random(1);
            for (int number = 0; number < REQUESTS; number++) {
                ExecutionRequested request = another(question, runs.get(number % RUNS), number, random);
                waiting.add(request.requestId().toString());
                topic.writeSoon(
                        Topics.EXECUTION_REQUESTS,
                        request.key(),
                        JSON.writerFor(Event.class).writeValueAsBytes(request));
            }
            topic.flush();
            assertThat(waiting).hasSize(REQUESTS);
            // Somebody who comes in the middle of it is served in the end too.
            String late = suite.submit(RunBody.of("late", RunBody.chordedRing(6), 4)
                    .qaoa(1, "x")
                    .optimizer("cobyla", 5)
                    .shots(100)
                    .json());
            topic.begin(Topics.EXECUTION_RESULTS);
            Poll.untilTrue("an answer to every request", PATIENCE, () -> {
                topic.readOn().stream()
                        .filter(message -> keys.contains(Topic.key(message)))
                        .forEach(message -> waiting.remove(
                                JSON.readTree(message.value()).path("requestId").asString("")));
                return waiting.isEmpty();
            });
            suite.awaitSuccess(late, PATIENCE);
        }
        suite.stack().requireAlive();
        assertThat(processes(suite)).isEqualTo(processes);
        running(suite)
                .forEach(service -> assertThat(residentKib(service.pid()))
                        .as(service.instance())
                        .isLessThan(RESIDENT_KIB));
    }

    private static ExecutionRequested another(ExecutionRequested question, RunId run, int number, Random random) {
        Pub pub = question.pub();
        double[] angles =
                random.doubles(pub.parameters().getFirst().size(), -1, 1).toArray();
        Pub other = new Pub(
                pub.circuitDigest(),
                List.of(RealVector.of(angles)),
                pub.shots(),
                number,
                pub.wanted(),
                pub.objective());
        ExecutionId id = new ExecutionId(run, number, other.digest());
        return new ExecutionRequested(
                EventMetadata.of(id.toString(), Instant.now(), null),
                id,
                other,
                question.backend(),
                null,
                question.circuitLink());
    }

    private static Map<String, Long> processes(Suite suite) {
        Map<String, Long> processes = new TreeMap<>();
        running(suite).forEach(service -> processes.put(service.instance(), service.pid()));
        return processes;
    }

    private static Stream<ServiceProcess> running(Suite suite) {
        return suite.stack().services().stream().filter(ServiceProcess::isAlive);
    }

    /// Zero where the kernel does not tell.
    private static long residentKib(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
