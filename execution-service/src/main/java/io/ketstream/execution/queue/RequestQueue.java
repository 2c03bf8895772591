package io.ketstream.execution.queue;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.circuits.KnownCircuit;
import io.ketstream.model.Failure;
import io.ketstream.model.event.ExecutionRequested;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to a request between its delivery and its acknowledgement.
///
/// First time: compute, send the result, store it; acknowledge when it is sent. Whatever dies before leads to another
/// delivery. What dies between acknowledgement and commit costs only the memory of the result, which is a pure function
/// of its request: asked once more, it is computed again. Seen before, or expected to run long, or circuit unknown:
/// store the request, acknowledge it then, and let the stored jobs go on with it. Sent or delivered again while this
/// instance answers it: that answer is waited for.
public final class RequestQueue {

    private static final Logger log = LoggerFactory.getLogger(RequestQueue.class);

    /// Below, computing costs no more than asking the store first, so the same bits are made again.
    private static final double CHEAP_SECONDS = 0.005;

    private final QueueLimits limits;
    private final Circuits circuits;
    private final Answerer answerer;
    private final Results results;
    private final StoredRequests stored;
    private final Publisher publisher;
    private final EndedRuns ended;
    private final Leases leases;
    private final Executor workers;
    private final Executor blocking;

    /// Requests that are being answered here, by id.
    private final Map<String, Ticket> inHand = new ConcurrentHashMap<>();

    /// @param workers threads that compute
    /// @param blocking threads that wait for the database
    public RequestQueue(
            QueueLimits limits,
            Circuits circuits,
            Answerer answerer,
            Results results,
            StoredRequests stored,
            Publisher publisher,
            EndedRuns ended,
            Leases leases,
            Executor workers,
            Executor blocking) {
        this.limits = limits;
        this.circuits = circuits;
        this.answerer = answerer;
        this.results = results;
        this.stored = stored;
        this.publisher = publisher;
        this.ended = ended;
        this.leases = leases;
        this.workers = workers;
        this.blocking = blocking;
    }

    /// Takes a request; the ticket tells when its record may be acknowledged.
    ///
    /// @param alone no other request waits for the calling thread: what costs no more than handing it to another is
    ///     computed on it. Otherwise this returns at once.
    public Ticket take(Request request, boolean alone) {
        var ticket = new Ticket(request);
        if (ended.contains(request.event().runId())) {
            ticket.settle();
            return ticket;
        }
        Ticket first = inHand.putIfAbsent(request.id(), ticket);
        if (first != null) {
            ticket.settle(first.settled());
            return ticket;
        }
        var _ = ticket.settled().whenComplete((_, _) -> {
            if (!ticket.isHandedOver()) {
                inHand.remove(request.id(), ticket);
            }
        });
        Optional<EncodedResult> recent = results.recent(request.id());
        if (recent.isPresent()) {
            ticket.settle(publisher.publish(recent.get()));
        } else if (leases.holds(request.id())) {
            // stored, and one of the stored jobs' threads is at it
            ticket.settle();
        } else if (request.deliveries() >= limits.deliveries()) {
            guarded(ticket, blocking, () -> giveUp(ticket));
        } else if (request.deliveries() > 1) {
            guarded(ticket, blocking, () -> again(ticket));
        } else {
            first(ticket, alone);
        }
        return ticket;
    }

    /// Waits until what this queue does about a request, if anything, is done: its answer is then stored or about to
    /// be,
    /// or it is the stored jobs' to make.
    public void awaitInHand(String requestId) throws InterruptedException {
        Ticket ticket = inHand.get(requestId);
        if (ticket != null) {
            var ended = new CountDownLatch(1);
            var _ = ticket.settled().whenComplete((_, _) -> ended.countDown());
            ended.await();
        }
    }

    /// A record that is no request goes to the dead-letter topic; the future tells when it is there.
    public CompletableFuture<Void> refuse(byte[] key, byte[] value, int partition, long offset, String reason) {
        log.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .addKeyValue("reason", reason)
                .log("malformed request");
        return publisher.deadLetter(key, value, partition, offset, reason);
    }

    /// Stores the request of `ticket` if it has been running since before `beforeNanos`, and lets its record go.
    public void handOver(Ticket ticket, long beforeNanos) {
        var storing = new CompletableFuture<Void>();
        Thread computing = ticket.handOver(beforeNanos, storing);
        if (computing != null) {
            blocking.execute(() -> {
                try {
                    // Stored first: a lease without a row counts as lost, and its computation is interrupted.
                    stored.running(ticket.request(), new Demand(0, limits.longSeconds()));
                    leases.begin(ticket.request().id(), computing);
                    storing.complete(null);
                    ticket.settle();
                } catch (RuntimeException e) {
                    // not stored, so the record stays locked and is acknowledged when the result is stored
                    storing.completeExceptionally(e);
                    log.atWarn()
                            .addKeyValue("requestId", ticket.request().id())
                            .setCause(e)
                            .log("a long request could not be stored");
                }
            });
        }
    }

    private void first(Ticket ticket, boolean alone) {
        Request request = ticket.request();
        if (alone && circuits.hasRead(request.event().pub().circuitDigest())) {
            guarded(ticket, Runnable::run, () -> compute(ticket, true));
            return;
        }
        if (circuits.knows(request.event().pub().circuitDigest())) {
            guarded(ticket, workers, () -> compute(ticket, false));
            return;
        }
        var _ = circuits.await(request.event().pub().circuitDigest(), limits.circuitPatience())
                .thenAccept(arrived -> {
                    if (arrived) {
                        guarded(ticket, workers, () -> compute(ticket, false));
                    } else {
                        guarded(ticket, blocking, () -> waitForCircuit(ticket));
                    }
                });
    }

    /// @param here on a thread that must not be held for long
    private void compute(Ticket ticket, boolean here) throws InterruptedException {
        Request request = ticket.request();
        ExecutionRequested event = request.event();
        Answerer.Plan plan;
        try {
            Optional<KnownCircuit> circuit = circuits.find(event.pub().circuitDigest());
            if (circuit.isEmpty()) {
                blocking.execute(() -> guarded(ticket, Runnable::run, () -> waitForCircuit(ticket)));
                return;
            }
            plan = answerer.plan(event, circuit.get());
        } catch (RuntimeException e) {
            finish(ticket, answerer.rejection(event, e));
            return;
        }
        if (here && !(plan.demand().seconds() < CHEAP_SECONDS && answerer.hasRoom(plan))) {
            guarded(ticket, workers, () -> run(ticket, plan));
        } else {
            run(ticket, plan);
        }
    }

    private void run(Ticket ticket, Answerer.Plan plan) throws InterruptedException {
        Request request = ticket.request();
        if (plan.demand().seconds() >= CHEAP_SECONDS && resent(ticket, lookUp(request.id()))) {
            return;
        }
        if (plan.demand().seconds() > limits.longSeconds()) {
            blocking.execute(() -> guarded(ticket, Runnable::run, () -> {
                stored.queue(request, plan.demand());
                ticket.settle();
            }));
            return;
        }
        try {
            answer(ticket, plan);
        } finally {
            // a ticket that was handed over is settled before its answer is there
            inHand.remove(request.id(), ticket);
        }
    }

    private void answer(Ticket ticket, Answerer.Plan plan) throws InterruptedException {
        Request request = ticket.request();
        ticket.start(System.nanoTime());
        EncodedResult result;
        boolean handedOver;
        try {
            result = answerer.answer(request.event(), plan, request.timestampMillis());
        } finally {
            handedOver = ticket.finish();
            leases.end(request.id());
        }
        if (handedOver) {
            var _ = CompletableFuture.allOf(publisher.publish(result), results.save(result))
                    .thenRunAsync(() -> stored.remove(request.id()), blocking);
        } else {
            finish(ticket, result);
        }
    }

    private void finish(Ticket ticket, EncodedResult result) {
        CompletableFuture<Void> sent = publisher.publish(result);
        var _ = results.save(result);
        ticket.settle(CompletableFuture.allOf(sent, results.room()));
    }

    private boolean resent(Ticket ticket, Optional<EncodedResult> known) {
        known.ifPresent(result -> ticket.settle(publisher.publish(result)));
        return known.isPresent();
    }

    private void waitForCircuit(Ticket ticket) {
        if (!resent(ticket, lookUp(ticket.request().id()))) {
            stored.await(ticket.request(), ticket.request().event().pub().circuitDigest());
            ticket.settle();
        }
    }

    /// Delivered before: who had it may have died of it, so that it is counted and run where it endangers no other.
    private void again(Ticket ticket) {
        if (!resent(ticket, results.find(ticket.request().id()))) {
            stored.await(ticket.request(), ticket.request().event().pub().circuitDigest());
            ticket.settle();
        }
    }

    private void giveUp(Ticket ticket) {
        Request request = ticket.request();
        if (resent(ticket, lookUp(request.id()))) {
            return;
        }
        String reason = "delivered " + request.deliveries() + " times without an answer";
        log.atError().addKeyValue("requestId", request.id()).log(reason);
        EncodedResult failure = answerer.failure(
                request.event(),
                new Failure(Failure.EXECUTION_FAILED, "The request was " + reason + "; see the dead-letter topic."));
        ticket.settle(CompletableFuture.allOf(
                publisher.deadLetter(
                        request.event().key().getBytes(StandardCharsets.UTF_8),
                        request.bytes().value(),
                        request.partition(),
                        request.offset(),
                        reason),
                publisher.publish(failure)));
    }

    /// A store that cannot be asked is no reason not to answer: the same answer may be computed again.
    private Optional<EncodedResult> lookUp(String requestId) {
        try {
            return results.find(requestId);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("requestId", requestId).setCause(e).log("stored results cannot be asked");
            return Optional.empty();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /// Runs `step` on `executor`; what it throws has the record delivered again.
    private static void guarded(Ticket ticket, Executor executor, Step step) {
        try {
            executor.execute(() -> {
                try {
                    step.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    ticket.settled().completeExceptionally(e);
                } catch (CancellationException e) {
                    ticket.settled().completeExceptionally(e);
                } catch (RuntimeException | Error e) {
                    log.atError()
                            .addKeyValue("requestId", ticket.request().id())
                            .setCause(e)
                            .log("request failed");
                    ticket.settled().completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            ticket.settled().completeExceptionally(e);
        }
    }
}
