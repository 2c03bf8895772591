package io.ketstream.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.job.persistence.JdbcJobs;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.Request;
import io.ketstream.execution.queue.messaging.RequestConsumers;
import io.ketstream.execution.testing.Bell;
import io.ketstream.execution.testing.RunningService;
import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Objective;
import io.ketstream.support.kafka.DeadLetters;
import io.ketstream.support.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The queue of requests on a real broker and a real database.
class RequestQueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final RunningService service = RunningService.shared();

    private ExecutionRequested request(CircuitDefinition circuit, int sequence) {
        return Bell.request(RunId.random(), sequence, Bell.pub(circuit.digest(), 0.5, null));
    }

    private void assertBell(ExecutionResult result) {
        assertThat(result).isInstanceOf(ExecutionCompleted.class);
        var completed = (ExecutionCompleted) result;
        assertThat(completed.results()).hasSize(1);
        // closed form; a handful of operations on doubles near 1
        assertThat(completed.results().getFirst().value()).isCloseTo(2 * Math.cos(0.5) + 0.5, within(1e-12));
        assertThat(completed.engine().backend()).isEqualTo("local-statevector");
    }

    @Test
    void answersARequest() {
        CircuitDefinition circuit = Bell.diagonal(1);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        service.send(Topics.EXECUTION_REQUESTS, request);
        assertBell(service.awaitResult(request.requestId().toString()));
    }

    @Test
    void answersARepeatedRequestFromWhatIsStored() {
        // costs more than asking the store does
        CircuitDefinition circuit = wide(16, 10);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        String id = request.requestId().toString();
        service.send(Topics.EXECUTION_REQUESTS, request);
        service.awaitResult(id);
        service.send(Topics.EXECUTION_REQUESTS, request);
        service.awaitResults(id, 2);
        Awaitility.await().atMost(PATIENCE).until(() -> stored(id) == 1);

        service.stop();
        service.send(Topics.EXECUTION_REQUESTS, request);
        service.start();

        // the time of the answer and its duration are in the event, so that equal events are one computation
        assertThat(service.awaitResults(id, 3)).hasSize(3).allMatch(ExecutionCompleted.class::isInstance);
        assertThat(service.results(id).stream().distinct()).hasSize(1);
    }

    @Test
    void waitsForACircuitThatComesLater() {
        CircuitDefinition circuit = Bell.diagonal(3);
        ExecutionRequested request = request(circuit, 0);
        String id = request.requestId().toString();
        service.send(Topics.EXECUTION_REQUESTS, request);
        Awaitility.await().atMost(PATIENCE).until(() -> jobs(id) == 1);
        service.publish(circuit);
        assertBell(service.awaitResult(id));
        Awaitility.await().atMost(PATIENCE).until(() -> jobs(id) == 0);
    }

    @Test
    void failsARequestWhoseCircuitNobodyHas() {
        ExecutionRequested request = request(Bell.diagonal(4), 0);
        service.send(Topics.EXECUTION_REQUESTS, request);
        var failed = (ExecutionFailed) service.awaitResult(request.requestId().toString());
        assertThat(failed.failure().code()).isEqualTo(Failure.EXECUTION_REJECTED);
        assertThat(failed.failure().message()).contains("could not be fetched within PT8S");
        byte[] bytes = RunningService.CODEC.encode(request);
        assertThat(service.awaitDeadLetter(value -> Arrays.equals(value, bytes)))
                .isNotNull();
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        CircuitDefinition circuit = Bell.diagonal(5);
        service.publish(circuit);
        ExecutionRequested good = request(circuit, 0);
        var pinned = new Engine("local-statevector", "statevector-0", "f64");
        var old = new ExecutionRequested(
                good.metadata(), good.requestId(), good.pub(), "auto", pinned, good.circuitLink());
        service.send(Topics.EXECUTION_REQUESTS, old);
        var pub =
                new Pub(circuit.digest(), List.of(RealVector.of(1, 2)), null, 0, Wanted.ESTIMATE, new Objective.Mean());
        ExecutionRequested wrongSize = Bell.request(RunId.random(), 0, pub);
        service.send(Topics.EXECUTION_REQUESTS, wrongSize);

        assertThat(service.awaitResult(old.requestId().toString()))
                .isInstanceOfSatisfying(ExecutionFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(Failure.ENGINE_NOT_INSTALLED);
                    assertThat(failed.failure().message()).contains("statevector-0");
                });
        assertThat(service.awaitResult(wrongSize.requestId().toString()))
                .isInstanceOfSatisfying(
                        ExecutionFailed.class,
                        failed -> assertThat(failed.failure().message())
                                .isEqualTo("parameters[0] must have 1 entries, not 2"));
    }

    @Test
    void putsWhatIsNoRequestAsideAndGoesOn() {
        CircuitDefinition circuit = Bell.diagonal(6);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        String key = request.key();
        byte[] bad = "{\"type\":\"execution-requested\",\"requestId\":7}".getBytes(StandardCharsets.UTF_8);
        service.send(Topics.EXECUTION_REQUESTS, key, bad);
        service.send(Topics.EXECUTION_REQUESTS, request);
        assertBell(service.awaitResult(request.requestId().toString()));
        var letter = service.awaitDeadLetter(value -> Arrays.equals(value, bad));
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(key);
        assertThat(header(letter.headers().lastHeader(DeadLetters.ERROR_HEADER).value()))
                .isNotBlank();
        assertThat(header(letter.headers().lastHeader(DeadLetters.ORIGIN_HEADER).value()))
                .startsWith(Topics.EXECUTION_REQUESTS + "-");
    }

    @Test
    void givesUpAtTheFourthDelivery() {
        CircuitDefinition circuit = Bell.diagonal(7);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        byte[] bytes = RunningService.CODEC.encode(request);
        service.stop();
        service.send(Topics.EXECUTION_REQUESTS, request);
        deliverAndRelease(bytes, 3);
        service.start();
        assertThat(service.awaitResult(request.requestId().toString()))
                .isInstanceOfSatisfying(ExecutionFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(Failure.EXECUTION_FAILED);
                    assertThat(failed.failure().message()).contains("delivered 4 times");
                });
        assertThat(service.awaitDeadLetter(value -> Arrays.equals(value, bytes)))
                .isNotNull();
    }

    @Test
    void answersARequestThatWasDeliveredBefore() {
        CircuitDefinition circuit = Bell.diagonal(8);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        service.stop();
        service.send(Topics.EXECUTION_REQUESTS, request);
        deliverAndRelease(RunningService.CODEC.encode(request), 1);
        service.start();
        assertBell(service.awaitResult(request.requestId().toString()));
    }

    @Test
    void storesALongRequestAndAnswersIt() {
        CircuitDefinition circuit = wide(18, 60);
        service.publish(circuit);
        var pub =
                new Pub(circuit.digest(), List.of(RealVector.of(0.1)), null, 0, Wanted.ESTIMATE, new Objective.Mean());
        ExecutionRequested request = Bell.request(RunId.random(), 0, pub);
        String id = request.requestId().toString();
        service.send(Topics.EXECUTION_REQUESTS, request);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> jobs(id) == 1);
        var completed = (ExecutionCompleted) service.awaitResult(id);
        // 60 turns of every qubit by 0.1: ⟨Z₀⟩ = cos 6
        assertThat(completed.results().getFirst().value()).isCloseTo(Math.cos(6), within(1e-10));
        Awaitility.await().atMost(PATIENCE).until(() -> jobs(id) == 0);
    }

    @Test
    void aCancelledRunIsNotComputed() {
        CircuitDefinition circuit = Bell.diagonal(9);
        service.publish(circuit);
        ExecutionRequested cancelled = request(circuit, 0);
        ExecutionRequested withdrawn = request(circuit, 0);
        ExecutionRequested other = request(circuit, 0);
        service.stop();
        service.send(Topics.EXECUTION_REQUESTS, cancelled);
        service.send(Topics.EXECUTION_REQUESTS, withdrawn);
        service.send(Topics.EXECUTION_REQUESTS, other);
        service.send(
                Topics.RUN_COMMANDS,
                new RunCommand.Withdraw(
                        EventMetadata.of("withdraw/" + withdrawn.runId(), Instant.now(), null), withdrawn.runId()));
        service.send(
                Topics.RUN_COMMANDS,
                new RunCommand.Cancel(
                        EventMetadata.of("cancel/" + cancelled.runId(), Instant.now(), null), cancelled.runId()));
        service.start();
        assertBell(service.awaitResult(other.requestId().toString()));
        Awaitility.await().atMost(PATIENCE).until(() -> depth() == 0);
        assertThat(service.results(cancelled.requestId().toString())).isEmpty();
        assertThat(service.results(withdrawn.requestId().toString())).isEmpty();
    }

    @Test
    void goesOnWithARequestWhoseWorkerDied() {
        CircuitDefinition circuit = Bell.diagonal(10);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        leaveBehind(request, 1);
        assertBell(service.awaitResult(request.requestId().toString()));
    }

    @Test
    void failsARequestThatKeepsKillingItsWorker() {
        CircuitDefinition circuit = Bell.diagonal(11);
        service.publish(circuit);
        ExecutionRequested request = request(circuit, 0);
        leaveBehind(request, 3);
        assertThat(service.awaitResult(request.requestId().toString()))
                .isInstanceOfSatisfying(
                        ExecutionFailed.class,
                        failed -> assertThat(failed.failure().message()).contains("begun 3 times"));
        byte[] bytes = RunningService.CODEC.encode(request);
        assertThat(service.awaitDeadLetter(value -> Arrays.equals(value, bytes)))
                .isNotNull();
    }

    /// Stores a request as running in another instance, which has begun it `attempts` times and whose lease is
    /// over.
    private void leaveBehind(ExecutionRequested request, int attempts) {
        var other = new JdbcJobs(service.bean(JdbcClient.class), UUID.randomUUID(), Duration.ofMillis(1), 1);
        RecordBytes bytes = RecordBytes.of(RunningService.CODEC.encode(request));
        other.running(new Request(request, bytes, 0, 0, 0, attempts), new Demand(0, 0));
    }

    private long depth() {
        return service.bean(RequestConsumers.class).depth();
    }

    private long stored(String id) {
        Long count = service.jdbc().queryForObject("select count(*) from result where request_id = ?", Long.class, id);
        return count == null ? 0 : count;
    }

    private long jobs(String id) {
        Long count = service.jdbc().queryForObject("select count(*) from job where id = ?", Long.class, id);
        return count == null ? 0 : count;
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    /// RY(θ) on every qubit, `turns` times, with Z on qubit 0.
    private static CircuitDefinition wide(int qubits, int turns) {
        var text = new StringBuilder(
                "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float theta;\nqubit[" + qubits + "] q;\n");
        for (int turn = 0; turn < turns; turn++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                text.append("ry(theta) q[").append(qubit).append("];\n");
            }
        }
        return new CircuitDefinition(
                qubits,
                text.toString(),
                List.of("theta"),
                PauliSum.of(PauliString.of(qubits, 'Z', 0)),
                List.of(),
                new CircuitDefinition.CircuitResources(qubits * turns, 0, turns, 1));
    }

    /// Takes the record in the service's place and gives it back, `times` times.
    private static void deliverAndRelease(byte[] value, int times) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "group.id",
                "execution-service",
                "share.acknowledgement.mode",
                "explicit");
        try (var consumer =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.EXECUTION_REQUESTS));
            int released = 0;
            while (released < times) {
                for (var taken : consumer.poll(Duration.ofMillis(500))) {
                    boolean wanted = Arrays.equals(taken.value(), value);
                    consumer.acknowledge(taken, wanted ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
                    released += wanted ? 1 : 0;
                }
                consumer.commitSync();
            }
        }
    }
}
