package io.ketstream.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.BackendDescription;
import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.JobHandle;
import io.ketstream.execution.backend.JobState;
import io.ketstream.execution.backend.Outcome;
import io.ketstream.execution.backend.Router;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.testing.Bell;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.support.testing.RecordedTraces;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The decisions of the queue, with stores, broker and backend made by hand.
class RequestQueueTest {

    private final CircuitDefinition circuit = Bell.diagonal(0);
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final List<EncodedResult> published = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, EncodedResult> kept = new HashMap<>();
    private final List<RunSpan> spans = Collections.synchronizedList(new ArrayList<>());
    private final EndedRuns ended = new EndedRuns(10);
    private final Leases leases = new Leases();
    private final Circuits circuits = new Circuits(OpenQasm::read, 1 << 20);
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryBudget memory = new MemoryBudget(1000);
    private final FakeBackend backend = new FakeBackend();
    private boolean databaseAway;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    private final RequestQueue queue = queue(Duration.ofMillis(30));

    private RequestQueue queue(Duration circuitPatience) {
        return new RequestQueue(
                new QueueLimits(4, 2, circuitPatience),
                circuits,
                new Answerer(
                        new Router(List.of(backend)),
                        memory,
                        (_, _, _, _) -> {},
                        new RecordedTraces(spans),
                        InstantSource.system(),
                        _ -> RecordBytes.of(new byte[] {2})),
                new FakeResults(),
                new FakeStore(),
                new FakePublisher(),
                ended,
                leases,
                workers,
                blocking);
    }

    @AfterEach
    void close() {
        backend.gate.countDown();
        workers.close();
        blocking.close();
    }

    private Request request(int deliveries) {
        return request(0, deliveries);
    }

    private Request request(int sequence, int deliveries) {
        ExecutionRequested event = Bell.request(RunId.random(), sequence, Bell.pub(circuit.digest(), 1, null));
        return new Request(event, RecordBytes.of(new byte[] {1}), 0, 0, 0, deliveries);
    }

    /// The ticket of a request that is being computed until the backend's gate is opened.
    private Ticket takenAndHeldUp(Request request) {
        circuits.add(circuit.digest(), circuit);
        backend.gate = new CountDownLatch(1);
        Ticket ticket = queue.take(request, false);
        await(() -> backend.started.get() == 1);
        return ticket;
    }

    private static void settled(Ticket ticket) throws Exception {
        ticket.settled().get(10, TimeUnit.SECONDS);
    }

    @Test
    void settlesWhenSentAndNotTooMuchWaitsToBeStored() throws Exception {
        circuits.add(circuit.digest(), circuit);
        room = new CompletableFuture<>();
        Ticket ticket = queue.take(request(1), false);
        await(() -> published.size() == 1);
        assertThat(ticket.settled()).isNotDone();
        room.complete(null);
        settled(ticket);
        assertThat(published.getFirst().event()).isInstanceOf(ExecutionCompleted.class);
        assertThat(written).containsExactly("save");
    }

    @Test
    void whatItComputesIsASpanOfTheRunWhereTheQuestionIsFollowed() throws Exception {
        circuits.add(circuit.digest(), circuit);
        Request followed = request(16, 1);
        settled(queue.take(followed, false));
        settled(queue.take(request(17, 1), false));
        assertThat(published).hasSize(2);
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.run()).isEqualTo(followed.event().runId());
            assertThat(span.stage()).isEqualTo(Stage.EVALUATION);
            assertThat(span.sequence()).isEqualTo(16);
            assertThat(span.start()).isEqualTo(Instant.ofEpochMilli(followed.timestampMillis()));
            assertThat(span.attributes()).containsEntry("backend", "fake").containsEntry("sequence", "16");
            assertThat(span.failure()).isNull();
        });
    }

    @Test
    void computesACheapRequestThatIsAloneOnTheThreadThatTookIt() throws Exception {
        circuits.add(circuit.digest(), circuit);
        settled(queue.take(request(1), true));
        assertThat(backend.thread).as("its circuit had to be read first").isNotSameAs(Thread.currentThread());
        assertThat(queue.take(request(1), true).settled()).isCompleted();
        assertThat(backend.thread).isSameAs(Thread.currentThread());
        settled(queue.take(request(1), false));
        assertThat(backend.thread).as("others wait").isNotSameAs(Thread.currentThread());
        assertThat(published).hasSize(3);
    }

    @Test
    void handsALoneRequestOnThatCostsMoreThanTheHandOver() throws Exception {
        circuits.add(circuit.digest(), circuit);
        settled(queue.take(request(1), true));
        backend.seconds = 0.1;
        settled(queue.take(request(1), true));
        assertThat(backend.thread).isNotSameAs(Thread.currentThread());
    }

    @Test
    void handsALoneRequestOnThatHasToWaitForMemory() throws Exception {
        circuits.add(circuit.digest(), circuit);
        settled(queue.take(request(1), true));
        memory.acquire(995);
        Ticket ticket = queue.take(request(1), true);
        assertThat(ticket.settled()).isNotDone();
        memory.release(995);
        settled(ticket);
        assertThat(backend.thread).isNotSameAs(Thread.currentThread());
    }

    @Test
    void sendsWhatIsStoredAgain() throws Exception {
        circuits.add(circuit.digest(), circuit);
        Request request = request(1);
        settled(queue.take(request, false));
        kept.put(request.id(), published.getFirst());
        int computed = backend.computed.get();
        backend.seconds = 1;
        settled(queue.take(request, false));
        settled(queue.take(new Request(request.event(), request.bytes(), 0, 0, 0, 4), false));
        assertThat(backend.computed).hasValue(computed);
        assertThat(published).hasSize(3).allMatch(published.getFirst()::equals);
    }

    @Test
    void answersWhileTheStoreCannotBeAsked() throws Exception {
        circuits.add(circuit.digest(), circuit);
        databaseAway = true;
        backend.seconds = 1;
        settled(queue.take(request(1), false));
        assertThat(published).hasSize(1);
    }

    @Test
    void storesWhatIsExpectedToRunLong() throws Exception {
        circuits.add(circuit.digest(), circuit);
        backend.seconds = 3;
        settled(queue.take(request(1), false));
        assertThat(written).containsExactly("queue");
        assertThat(published).isEmpty();
    }

    @Test
    void storesWhatWasDeliveredBefore() throws Exception {
        circuits.add(circuit.digest(), circuit);
        settled(queue.take(request(2), false));
        assertThat(written).containsExactly("await " + circuit.digest());
        assertThat(published).isEmpty();
    }

    @Test
    void handsOverWhatRunsLongAndGoesOn() throws Exception {
        Request request = request(1);
        Ticket ticket = takenAndHeldUp(request);
        long later = System.nanoTime();
        queue.handOver(ticket, later - TimeUnit.SECONDS.toNanos(10));
        assertThat(written).isEmpty();
        queue.handOver(ticket, later);
        settled(ticket);
        assertThat(written).containsExactly("running");
        assertThat(leases.held()).containsExactly(request.id());
        assertThat(published).isEmpty();
        backend.gate.countDown();
        await(() -> written.contains("remove"));
        assertThat(published).hasSize(1);
        assertThat(written).containsExactly("running", "save", "remove");
        assertThat(leases.held()).isEmpty();
    }

    @Test
    void waitsForTheAnswerThatIsBeingMadeHere() throws Exception {
        Request request = request(1);
        Ticket first = takenAndHeldUp(request);
        Ticket sentAgain = queue.take(request, true);
        Ticket deliveredAgain = queue.take(new Request(request.event(), request.bytes(), 0, 0, 0, 2), false);
        backend.gate.countDown();
        settled(first);
        settled(sentAgain);
        settled(deliveredAgain);
        assertThat(backend.computed).hasValue(1);
        assertThat(published).hasSize(1);
        assertThat(written).containsExactly("save");
    }

    @Test
    void waitsForTheAnswerThatWasHandedOver() throws Exception {
        Request request = request(1);
        Ticket first = takenAndHeldUp(request);
        queue.handOver(first, System.nanoTime());
        settled(first);
        settled(queue.take(request, false));
        assertThat(written).containsExactly("running");
        backend.gate.countDown();
        await(() -> written.contains("remove"));
        assertThat(backend.computed).hasValue(1);
        // no longer in hand, and this store remembers nothing
        await(() -> queue.take(request, false).settled().isDone() && backend.computed.get() > 1);
    }

    @Test
    void leavesToTheStoredJobsWhatTheyAreAt() throws Exception {
        circuits.add(circuit.digest(), circuit);
        Request request = request(1);
        leases.begin(request.id());
        settled(queue.take(request, false));
        assertThat(backend.computed).hasValue(0);
        leases.end(request.id());
        settled(queue.take(request, false));
        assertThat(backend.computed).hasValue(1);
    }

    @Test
    void hasTheStoredJobsWaitForWhatIsInHand() throws Exception {
        Request request = request(1);
        Ticket ticket = takenAndHeldUp(request);
        Future<?> waiting = blocking.submit(() -> {
            queue.awaitInHand(request.id());
            return published.size();
        });
        assertThat(waiting).isNotDone();
        backend.gate.countDown();
        settled(ticket);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        queue.awaitInHand(request.id());
    }

    @Test
    void computesAgainAfterAFailure() throws Exception {
        circuits.add(circuit.digest(), circuit);
        backend.broken = true;
        Request request = request(1);
        Ticket first = queue.take(request, false);
        await(first.settled()::isDone);
        backend.broken = false;
        settled(queue.take(request, false));
        assertThat(published).hasSize(1);
    }

    @Test
    void storesWhatWaitsForItsCircuit() throws Exception {
        settled(queue.take(request(1), false));
        assertThat(written).containsExactly("await " + circuit.digest());
    }

    @Test
    void waitsALittleForACircuitOnItsWay() throws Exception {
        RequestQueue patient = queue(Duration.ofSeconds(10));
        Ticket ticket = patient.take(request(1), false);
        circuits.add(circuit.digest(), circuit);
        settled(ticket);
        assertThat(published).hasSize(1);
        assertThat(written).containsExactly("save");
    }

    @Test
    void leavesEndedRunsAlone() throws Exception {
        circuits.add(circuit.digest(), circuit);
        Request request = request(1);
        ended.add(request.event().runId());
        settled(queue.take(request, false));
        assertThat(backend.computed).hasValue(0);
        assertThat(published).isEmpty();
    }

    @Test
    void givesUpAtTheLastDelivery() throws Exception {
        settled(queue.take(request(4), false));
        assertThat(written).containsExactly("dead letter: delivered 4 times without an answer");
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().event()).isInstanceOf(ExecutionFailed.class);
    }

    @Test
    void hasAFailureDeliveredAgain() {
        circuits.add(circuit.digest(), circuit);
        backend.broken = true;
        Ticket ticket = queue.take(request(1), false);
        await(ticket.settled()::isDone);
        assertThat(ticket.settled()).isCompletedExceptionally();
        assertThat(published).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(condition::getAsBoolean);
    }

    private static final class FakeBackend implements Backend {

        private volatile CountDownLatch gate = new CountDownLatch(0);
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger computed = new AtomicInteger();
        private volatile double seconds;
        private volatile boolean broken;
        private volatile Thread thread = new Thread();

        @Override
        public BackendDescription description() {
            return new BackendDescription(
                    "fake",
                    2,
                    true,
                    true,
                    true,
                    true,
                    List.of(),
                    1,
                    true,
                    BackendDescription.Price.NONE,
                    new Engine("fake", "1", "f64"));
        }

        @Override
        public Demand demand(Workload workload) {
            return new Demand(10, seconds);
        }

        @Override
        public void check(Workload workload) {
            assertThat(workload.qubits()).isEqualTo(2);
        }

        @Override
        public JobState submit(String key, Workload workload) {
            thread = Thread.currentThread();
            started.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            computed.incrementAndGet();
            return new JobState.Completed(new Outcome.Estimates(List.of(new PointResult(1, 0, 1, null, null, null))));
        }

        @Override
        public Optional<JobState> find(String key) {
            return Optional.empty();
        }

        @Override
        public JobState poll(JobHandle handle) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void cancel(JobHandle handle) {
            throw new IllegalStateException("not asked for");
        }
    }

    private final class FakeResults implements Results {

        @Override
        public Optional<EncodedResult> find(String requestId) {
            if (databaseAway) {
                throw new IllegalStateException("away");
            }
            return Optional.ofNullable(kept.get(requestId));
        }

        @Override
        public Optional<EncodedResult> recent(String requestId) {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Void> save(EncodedResult result) {
            written.add("save");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> room() {
            return room;
        }
    }

    private final class FakeStore implements StoredRequests {

        @Override
        public void queue(Request request, Demand demand) {
            written.add("queue");
        }

        @Override
        public void await(Request request, Digest digest) {
            written.add("await " + digest);
        }

        @Override
        public void running(Request request, Demand demand) {
            written.add("running");
        }

        @Override
        public void remove(String requestId) {
            written.add("remove");
        }
    }

    private final class FakePublisher implements Publisher {

        @Override
        public CompletableFuture<Void> publish(EncodedResult result) {
            published.add(result);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> deadLetter(byte[] key, byte[] value, int partition, long offset, String reason) {
            written.add("dead letter: " + reason);
            return CompletableFuture.completedFuture(null);
        }
    }
}
